/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What every buffer codec must do. */
abstract class BufferCodecContract {

    private static final int[] SIZES = {
        0,
        1,
        12,
        13,
        1000,
        65_535,
        65_536,
        65_537,
        (256 << 10) + 1,
        (4 << 20) - 1,
        4 << 20,
        (4 << 20) + 1
    };

    abstract CompressionType type();

    /** Levels worth telling apart. */
    abstract int[] levels();

    static Stream<Arguments> sizesAndEntropies() {
        return IntStream.of(SIZES)
                .boxed()
                .flatMap(size -> Stream.of(Entropy.values()).map(e -> Arguments.of(size, e)));
    }

    static Stream<Arguments> memories() {
        return Stream.of(Memory.values())
                .flatMap(from -> Stream.of(Memory.values()).map(to -> Arguments.of(from, to)));
    }

    @ParameterizedTest
    @MethodSource("sizesAndEntropies")
    void whatIsCompressedDecompressesToTheSame(int size, Entropy entropy) throws Exception {
        byte[] content = entropy.bytes(size, size + 1L);
        for (Memory memory : Memory.values()) {
            byte[] frame = compress(type().newCodec(), content, memory, memory);

            assertThat(decompress(frame, size, memory, memory)).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @MethodSource("memories")
    void everyMixOfHeapAndDirectWorks(Memory from, Memory to) throws Exception {
        byte[] content = Entropy.NUMBERS.bytes(300_000, 1);

        byte[] frame = compress(type().newCodec(), content, from, to);

        assertThat(decompress(frame, content.length, from, to)).isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void sourcesMayBeReadOnly(Memory memory) throws Exception {
        byte[] content = Entropy.WORDS.bytes(100_000, 2);
        BufferCodec codec = type().newCodec();
        ByteBuffer frame = memory.guarded((int) codec.maxCompressedLength(content.length));
        codec.compress(memory.of(content).asReadOnlyBuffer(), frame);
        ByteBuffer target = memory.guarded(content.length);

        codec.decompress(Memory.written(frame).asReadOnlyBuffer(), target);

        assertThat(Memory.content(target)).isEqualTo(content);
    }

    @ParameterizedTest
    @EnumSource(Memory.class)
    void positionsAdvanceByWhatWasReadAndWritten(Memory memory) throws Exception {
        byte[] content = Entropy.WORDS.bytes(1000, 3);
        BufferCodec codec = type().newCodec();
        ByteBuffer source = memory.of(content);
        ByteBuffer frame = memory.guarded((int) codec.maxCompressedLength(content.length));
        int start = frame.position();

        int written = codec.compress(source, frame);

        assertThat(source.remaining()).isZero();
        assertThat(frame.position()).isEqualTo(start + written);

        ByteBuffer compressed = Memory.written(frame);
        ByteBuffer target = memory.guarded(content.length);
        codec.decompress(compressed, target);
        assertThat(compressed.remaining()).isZero();
        assertThat(target.remaining()).isZero();
    }

    @Test
    void everyLevelDecompressesToTheSame() throws Exception {
        byte[] content = Entropy.WORDS.bytes(200_000, 4);
        for (int level : levels()) {
            byte[] frame = compress(type().newCodec(level), content, Memory.DIRECT, Memory.DIRECT);

            assertThat(decompress(frame, content.length, Memory.DIRECT, Memory.DIRECT))
                    .as("level %d", level)
                    .isEqualTo(content);
        }
    }

    @Test
    void aHigherLevelCompressesBetter() {
        byte[] content = Entropy.WORDS.bytes(200_000, 5);
        int[] levels = levels();

        int fast = compress(type().newCodec(levels[0]), content, Memory.HEAP, Memory.HEAP).length;
        int thorough =
                compress(
                                type().newCodec(levels[levels.length - 1]),
                                content,
                                Memory.HEAP,
                                Memory.HEAP)
                        .length;

        assertThat(thorough).isLessThan(fast);
    }

    @Test
    void aLevelThatTheTypeDoesNotHaveIsRefused() {
        assertThatThrownBy(() -> type().newCodec(Integer.MAX_VALUE))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(type().name());
    }

    @Test
    void compressingRefusesATargetBelowTheMaximum() {
        BufferCodec codec = type().newCodec();
        ByteBuffer target = ByteBuffer.allocate((int) codec.maxCompressedLength(100) - 1);

        assertThatThrownBy(() -> codec.compress(ByteBuffer.allocate(100), target))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theMaximumOfTheLargestBufferIsExact() {
        assertThat(type().newCodec().maxCompressedLength(Integer.MAX_VALUE))
                .isGreaterThan(Integer.MAX_VALUE);
    }

    @ParameterizedTest
    @MethodSource("memories")
    void aTargetThatIsTooSmallIsMalformed(Memory from, Memory to) {
        byte[] frame = frame(Entropy.WORDS.bytes(100_000, 6));

        for (int size : new int[] {0, 1, 99_988, 99_999}) {
            assertMalformed(frame, size, from, to);
        }
    }

    @ParameterizedTest
    @MethodSource("memories")
    void aTargetThatIsTooLargeIsMalformed(Memory from, Memory to) {
        byte[] frame = frame(Entropy.WORDS.bytes(100_000, 7));

        for (int size : new int[] {100_001, 200_000}) {
            assertMalformed(frame, size, from, to);
        }
    }

    @ParameterizedTest
    @MethodSource("memories")
    void everyTruncationIsMalformed(Memory from, Memory to) {
        byte[] frame = frame(Entropy.RUNS.bytes(5000, 8));
        for (int length = 0; length < frame.length; length++) {
            assertMalformed(Arrays.copyOf(frame, length), 5000, from, to);
        }
    }

    @ParameterizedTest
    @MethodSource("memories")
    void bytesAfterTheFrameAreMalformed(Memory from, Memory to) {
        byte[] frame = frame(Entropy.WORDS.bytes(5000, 9));

        for (int surplus = 1; surplus < 9; surplus++) {
            assertMalformed(Arrays.copyOf(frame, frame.length + surplus), 5000, from, to);
        }
    }

    @ParameterizedTest
    @MethodSource("memories")
    void framesMayFollowEachOther(Memory from, Memory to) throws Exception {
        byte[] first = Entropy.WORDS.bytes(70_000, 10);
        byte[] second = Entropy.NUMBERS.bytes(90_000, 11);

        byte[] frames = concat(frame(first), frame(new byte[0]), frame(second));

        assertThat(decompress(frames, 160_000, from, to)).isEqualTo(concat(first, second));
    }

    @ParameterizedTest
    @MethodSource("memories")
    void skippableFramesAreSkipped(Memory from, Memory to) throws Exception {
        byte[] content = Entropy.WORDS.bytes(70_000, 12);
        byte[] skippable = {0x5F, 0x2A, 0x4D, 0x18, 3, 0, 0, 0, 'a', 'b', 'c'};

        byte[] frames = concat(skippable, frame(content), skippable);

        assertThat(decompress(frames, content.length, from, to)).isEqualTo(content);
    }

    @ParameterizedTest
    @MethodSource("memories")
    void aSkippableFrameThatIsCutIsMalformed(Memory from, Memory to) {
        byte[] endless = {0x50, 0x2A, 0x4D, 0x18, -1, -1, -1, -1, 'a'};

        assertMalformed(endless, 0, from, to);
        assertMalformed(concat(frame(new byte[10]), endless), 10, from, to);
    }

    @Test
    void afterAFailurePositionsAreUnchanged() {
        byte[] frame = frame(Entropy.WORDS.bytes(1000, 13));
        ByteBuffer source = Memory.DIRECT.of(frame);
        ByteBuffer target = Memory.DIRECT.guarded(999);
        int from = source.position();
        int to = target.position();

        assertThatThrownBy(() -> type().newCodec().decompress(source, target))
                .isInstanceOf(MalformedDataException.class);

        assertThat(source.position()).isEqualTo(from);
        assertThat(target.position()).isEqualTo(to);
    }

    @Test
    void aCodecStillWorksAfterAFailure() throws Exception {
        byte[] content = Entropy.WORDS.bytes(100_000, 14);
        byte[] frame = frame(content);
        BufferCodec codec = type().newCodec();
        assertThatThrownBy(
                        () ->
                                codec.decompress(
                                        Memory.DIRECT.of(Arrays.copyOf(frame, 100)),
                                        Memory.DIRECT.guarded(content.length)))
                .isInstanceOf(MalformedDataException.class);
        ByteBuffer target = Memory.DIRECT.guarded(content.length);

        codec.decompress(Memory.DIRECT.of(frame), target);

        assertThat(Memory.content(target)).isEqualTo(content);
    }

    @Test
    void oneCodecServesManyThreads() throws Exception {
        BufferCodec codec = type().newCodec();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            Callable<Void> work =
                    () -> {
                        for (int i = 0; i < 50; i++) {
                            byte[] content = Entropy.NUMBERS.bytes(100_000 + i, i);
                            byte[] frame = compress(codec, content, Memory.DIRECT, Memory.DIRECT);
                            ByteBuffer target = Memory.DIRECT.guarded(content.length);
                            codec.decompress(Memory.DIRECT.of(frame), target);
                            assertThat(Memory.content(target)).isEqualTo(content);
                        }
                        return null;
                    };
            for (Future<Void> each : threads.invokeAll(List.of(work, work, work, work))) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(Entropy.class)
    void mutatedFramesAreDecodedOrMalformed(Entropy entropy) {
        byte[] frame = frame(entropy.bytes(5000, 15));
        fuzz(frame, 5000, 2000, 16);
    }

    /**
     * Changes {@code frame} in {@code rounds} ways; checks that nothing but a typed failure comes
     * of it.
     */
    final void fuzz(byte[] frame, int size, int rounds, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int round = 0; round < rounds; round++) {
            byte[] mutant = mutate(frame, random);
            byte[] onHeap = outcome(mutant, size, Memory.HEAP, seed, round);
            byte[] direct = outcome(mutant, size, Memory.DIRECT, seed, round);

            assertThat(direct).as("seed %d round %d", seed, round).isEqualTo(onHeap);
        }
    }

    private byte[] outcome(byte[] frame, int size, Memory memory, long seed, int round) {
        ByteBuffer target = memory.guarded(size);
        boolean decoded = false;
        try {
            type().newCodec().decompress(memory.of(frame), target);
            decoded = true;
        } catch (MalformedDataException | UnsupportedFeatureException e) {
            assertThat(e).hasMessageNotContaining("null");
        } catch (Throwable e) {
            throw new AssertionError("seed " + seed + " round " + round, e);
        }
        assertThat(Memory.intact(target)).as("seed %d round %d", seed, round).isTrue();
        return decoded ? Memory.content(target) : null;
    }

    private static byte[] mutate(byte[] frame, SplittableRandom random) {
        byte[] mutant = frame.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes; i++) {
            int at =
                    random.nextInt(
                            random.nextBoolean() ? Math.min(40, frame.length) : frame.length);
            switch (random.nextInt(4)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = (byte) random.nextInt();
                case 2 -> mutant[at] = (byte) (random.nextBoolean() ? 0 : 0xff);
                default -> {
                    int to = random.nextInt(frame.length);
                    int length = random.nextInt(frame.length - Math.max(at, to)) + 1;
                    System.arraycopy(frame, at, mutant, to, length);
                }
            }
        }
        return random.nextInt(10) == 0
                ? Arrays.copyOf(mutant, random.nextInt(2 * frame.length))
                : mutant;
    }

    final byte[] frame(byte[] content) {
        return compress(type().newCodec(), content, Memory.HEAP, Memory.HEAP);
    }

    static byte[] compress(BufferCodec codec, byte[] content, Memory from, Memory to) {
        ByteBuffer frame = to.guarded((int) codec.maxCompressedLength(content.length));
        codec.compress(from.of(content), frame);
        assertThat(Memory.intact(frame)).as("canaries").isTrue();
        ByteBuffer written = Memory.written(frame);
        byte[] bytes = new byte[written.remaining()];
        written.get(bytes);
        return bytes;
    }

    final byte[] decompress(byte[] frame, int size, Memory from, Memory to)
            throws MalformedDataException, UnsupportedFeatureException {
        ByteBuffer source = from.of(frame);
        ByteBuffer target = to.guarded(size);
        try {
            type().newCodec().decompress(source, target);
        } finally {
            assertThat(Memory.intact(target)).as("canaries").isTrue();
            assertThat(Memory.content(source)).as("source").isEqualTo(frame);
        }
        return Memory.content(target);
    }

    final void assertMalformed(byte[] frame, int size, Memory from, Memory to) {
        assertThatThrownBy(() -> decompress(frame, size, from, to))
                .isInstanceOf(MalformedDataException.class);
    }

    static byte[] concat(byte[]... parts) {
        ByteBuffer all = ByteBuffer.allocate(Stream.of(parts).mapToInt(p -> p.length).sum());
        for (byte[] part : parts) {
            all.put(part);
        }
        return all.array();
    }
}
