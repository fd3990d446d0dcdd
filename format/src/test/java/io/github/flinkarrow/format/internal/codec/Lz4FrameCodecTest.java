/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

class Lz4FrameCodecTest extends BufferCodecContract {

    @Override
    CompressionType type() {
        return CompressionType.LZ4_FRAME;
    }

    @Override
    int[] levels() {
        return new int[] {0, 1, 9, 12};
    }

    static Stream<Arguments> linkedFrames() {
        return IntStream.of(1, 100, 5000, 65_536, 200_000, 1 << 20)
                .boxed()
                .flatMap(block -> Stream.of(Entropy.values()).map(e -> Arguments.of(block, e)));
    }

    @ParameterizedTest
    @MethodSource("linkedFrames")
    void linkedBlocksDecodeWhateverTheirSize(int blockBytes, Entropy entropy) throws Exception {
        byte[] content = entropy.bytes((int) Math.min(2_000_000, 3000L * blockBytes), blockBytes);
        byte[] frame = Lz4FrameBuilder.linked(content, blockBytes, 0);
        for (Memory memory : Memory.values()) {
            assertThat(decompress(frame, content.length, memory, memory)).isEqualTo(content);
        }
    }

    @ParameterizedTest
    @EnumSource(Entropy.class)
    void linkedBlocksWithEveryChecksumDecode(Entropy entropy) throws Exception {
        byte[] content = entropy.bytes(300_000, 1);
        int flags =
                Lz4FrameBuilder.BLOCK_CHECKSUMS
                        | Lz4FrameBuilder.CONTENT_CHECKSUM
                        | Lz4FrameBuilder.CONTENT_SIZE;
        byte[] frame = Lz4FrameBuilder.linked(content, 65_536, flags);

        assertThat(decompress(frame, content.length, Memory.DIRECT, Memory.DIRECT))
                .isEqualTo(content);
    }

    @Test
    void historyEndsAtTheStartOfAFrame() throws Exception {
        byte[] content = Entropy.WORDS.bytes(200_000, 2);
        byte[] linked = Lz4FrameBuilder.linked(content, 65_536, 0);

        byte[] twice = concat(linked, linked);

        assertThat(decompress(twice, 400_000, Memory.DIRECT, Memory.DIRECT))
                .isEqualTo(concat(content, content));
    }

    @ParameterizedTest
    @EnumSource(Entropy.class)
    void mutatedFramesOfLinkedBlocksAreDecodedOrMalformed(Entropy entropy) {
        byte[] content = entropy.bytes(20_000, 3);
        fuzz(Lz4FrameBuilder.linked(content, 7000, 0), content.length, 1500, 4);
    }

    @Test
    void aFrameWrittenSaysItsSizeAndEndsWithTheEndMark() {
        byte[] frame = frame(new byte[70_000]);

        ByteBuffer bytes = ByteBuffer.wrap(frame).order(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt(0)).isEqualTo(0x184D2204);
        assertThat(frame[4])
                .as("version 1, independent blocks, content size")
                .isEqualTo((byte) 0x68);
        assertThat(frame[5]).as("blocks up to 256 KiB").isEqualTo((byte) 0x50);
        assertThat(bytes.getLong(6)).isEqualTo(70_000);
        assertThat(bytes.getInt(frame.length - 4)).isZero();
    }

    @Test
    void blocksThatWouldGrowAreStored() {
        byte[] content = Entropy.RANDOM.bytes(600_000, 5);

        ByteBuffer frame = ByteBuffer.wrap(frame(content)).order(ByteOrder.LITTLE_ENDIAN);

        List<Integer> sizes = new ArrayList<>();
        for (int at = 15; frame.getInt(at) != 0; at += 4 + (frame.getInt(at) & 0x7fffffff)) {
            sizes.add(frame.getInt(at));
        }
        assertThat(sizes)
                .containsExactly(0x80000000 | 262_144, 0x80000000 | 262_144, 0x80000000 | 75_712);
    }
}
