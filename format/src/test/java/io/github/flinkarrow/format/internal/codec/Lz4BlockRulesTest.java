/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import io.github.flinkarrow.format.internal.MalformedDataException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.SplittableRandom;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * The rules of LZ4 blocks. Every block is decoded as it is, in plain Java, and followed by so many
 * literals that native code takes it; both must agree.
 */
class Lz4BlockRulesTest {

    /** What every target holds before a block: history, if the block may see it. */
    private static final byte[] HISTORY = Entropy.WORDS.bytes(70_000, 1);

    @Test
    void literalsAloneAreABlock() throws Exception {
        assertDecodes("30 616263", 0, "abc");
    }

    @Test
    void aTokenAloneIsABlockOfNoBytes() throws Exception {
        assertDecodes("00", 0, "");
    }

    @Test
    void theMatchLengthOfTheLastTokenDoesNotMatter() throws Exception {
        assertDecodes("3F 616263", 0, "abc");
    }

    @Test
    void aMatchRepeatsWhatItReachesBackTo() throws Exception {
        assertDecodes("42 61626364 0400 50 7778797A7A", 0, "abcdabcdabwxyzz");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 63})
    void aMatchMayOverlapWhatItMakes(int period) throws Exception {
        byte[] literals = new byte[period];
        new SplittableRandom(period).nextBytes(literals);
        StringBuilder hex = new StringBuilder("FF");
        hex.append(HexFormat.of().toHexDigits((byte) (63 - 15)));
        byte[] head = new byte[63];
        for (int i = 0; i < 63; i++) {
            head[i] = literals[i % period];
        }
        hex.append(HexFormat.of().formatHex(head));
        hex.append(HexFormat.of().toHexDigits((byte) period)).append("00");
        hex.append("FF64").append("50").append("6162636465");
        byte[] expected = new byte[63 + 4 + 15 + 255 + 100 + 5];
        for (int i = 0; i < 63; i++) {
            expected[i] = head[i];
        }
        for (int i = 63; i < expected.length - 5; i++) {
            expected[i] = expected[i - period];
        }
        System.arraycopy("abcde".getBytes(US_ASCII), 0, expected, expected.length - 5, 5);

        assertDecodes(hex.toString(), 0, expected);
    }

    @Test
    void anOffsetOfZeroReadsAsZerosAsInTheReferenceDecoder() throws Exception {
        assertDecodes("22 6162 0000 50 7778797A7A", 0, "ab\0\0\0\0\0\0wxyzz");
    }

    @Test
    void aMatchMayReachToTheStartOfHistory() throws Exception {
        assertDecodes("00 FFFF 50 7778797A7A", 65_535, historyAt(-65_535, 4) + "wxyzz");
        assertDecodes("00 0A00 50 7778797A7A", 10, historyAt(-10, 4) + "wxyzz");
    }

    @Test
    void aMatchMayRunFromHistoryIntoTheBlock() throws Exception {
        assertDecodes(
                "26 6162 0400 50 7778797A7A",
                70_000,
                "ab"
                        + historyAt(-2, 2)
                        + "ab"
                        + historyAt(-2, 2)
                        + "ab"
                        + historyAt(-2, 2)
                        + "wxyzz");
    }

    @Test
    void aMatchBeforeTheStartIsMalformed() {
        assertMalformed("10 61 0200 50 7778797A7A", 0, "reaches 2 bytes back but only 1");
        assertMalformed("10 61 0D00 50 7778797A7A", 11, "reaches 13 bytes back but only 12");
        assertMalformed("00 FFFF 50 7778797A7A", 65_534, "reaches 65535 bytes back but only 65534");
    }

    @Test
    void literalsBeyondTheBlockAreMalformed() {
        assertMalformedAlone("40 616263", 0, "literals need 4 bytes but have 3");
        assertMalformedAlone("F0 00 616263", 0, "literals need 15 bytes but have 3");
        assertMalformedAlone("F0 FFFFFFFF0A 616263", 0, "literals need 1045 bytes but have 3");
    }

    @Test
    void aBlockThatEndsInsideASequenceIsMalformed() {
        for (String block :
                new String[] {"", "F0", "F0 FF", "10 61 01", "1F 61 0100", "10 61 0100"}) {
            assertMalformedAlone(block, 0, "ends inside a sequence");
        }
    }

    @Test
    void moreLiteralsThanTheTargetHoldsAreMalformed() {
        assertThatThrownBy(() -> portable(bytes("30 616263"), 0, 2))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("decodes to more bytes than it may");
    }

    @Test
    void aMatchLongerThanTheTargetIsMalformed() {
        assertThatThrownBy(() -> portable(bytes("1F 61 0100 FFFF00 50 7778797A7A"), 0, 500))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("decodes to more bytes than it may");
    }

    @Test
    void lengthsOfALargestBlockDoNotOverflow() {
        byte[] block = new byte[4 << 20];
        Arrays.fill(block, (byte) 0xff);
        assertThatThrownBy(() -> portable(block, 0, 100))
                .isInstanceOf(MalformedDataException.class);
        assertThatThrownBy(() -> fast(block, 70_000, 100))
                .isInstanceOf(MalformedDataException.class);
    }

    /** The native decompressor refuses these for how near the end of the target they are. */
    @Test
    void aLastMatchNearTheEndOfTheTargetDecodes() throws Exception {
        byte[] block = padded(bytes(""), 2000, bytes("40 61626364 0400 50 7778797A7A"));
        byte[] expected = new byte[2013];
        Arrays.fill(expected, 0, 2000, (byte) 'p');
        System.arraycopy("pppp".getBytes(US_ASCII), 0, expected, 2000, 4);
        byte[] tail = "abcdabcdwxyzz".getBytes(US_ASCII);
        System.arraycopy(tail, 0, expected, 2000, tail.length);

        for (int reach : new int[] {0, 5, 70_000}) {
            assertThat(fast(block, reach, expected.length)).isEqualTo(expected);
        }
    }

    @ParameterizedTest
    @EnumSource(Entropy.class)
    void nativeAndPlainDecodingAgreeOnMutatedBlocks(Entropy entropy) {
        byte[] content = BufferCodecContract.concat(HISTORY, entropy.bytes(20_000, 2));
        LinkedBlockEncoder encoder = new LinkedBlockEncoder(content);
        encoder.block(0, HISTORY.length);
        byte[] block = encoder.block(HISTORY.length, content.length);
        for (long seed = 0; seed < 1500; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            byte[] mutant = block.clone();
            for (int i = random.nextInt(3); i >= 0; i--) {
                mutant[random.nextInt(mutant.length)] =
                        (byte) (random.nextInt(3) == 0 ? 0 : random.nextInt());
            }
            int reach = random.nextInt(3) == 0 ? random.nextInt(70_000) : 70_000;
            int capacity = 20_000 + random.nextInt(2000) - 100;

            assertThat(outcome(true, mutant, reach, capacity))
                    .as("seed %d, reach %d, capacity %d", seed, reach, capacity)
                    .isEqualTo(outcome(false, mutant, reach, capacity));
        }
    }

    private static Object outcome(boolean natively, byte[] block, int reach, int capacity) {
        try {
            return natively ? fast(block, reach, capacity) : portable(block, reach, capacity);
        } catch (MalformedDataException e) {
            return e.getMessage();
        }
    }

    private static void assertDecodes(String hex, int reach, String expected) throws Exception {
        assertDecodes(hex, reach, expected.getBytes(US_ASCII));
    }

    private static void assertDecodes(String hex, int reach, byte[] expected) throws Exception {
        byte[] block = bytes(hex);
        assertThat(portable(block, reach, expected.length)).isEqualTo(expected);
        assertThat(portable(block, reach, 60_000)).isEqualTo(expected);
        assertThat(fast(block, reach, expected.length)).isEqualTo(expected);
        for (int pad : new int[] {14, 15, 269, 270, 2000}) {
            byte[] longer = padded(block, pad, new byte[0]);
            if (longer != null) {
                byte[] all = Arrays.copyOf(expected, expected.length + pad);
                Arrays.fill(all, expected.length, all.length, (byte) 'p');
                assertThat(fast(longer, reach, all.length)).isEqualTo(all);
                assertThat(portable(longer, reach, all.length)).isEqualTo(all);
            }
        }
    }

    private static void assertMalformed(String hex, int reach, String reason) {
        assertMalformedAlone(hex, reach, reason);
        assertThatThrownBy(() -> fast(padded(bytes(hex), 2000, new byte[0]), reach, 60_000))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(reason);
    }

    private static void assertMalformedAlone(String hex, int reach, String reason) {
        assertThatThrownBy(() -> portable(bytes(hex), reach, 60_000))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(reason);
        assertThatThrownBy(() -> fast(bytes(hex), reach, 60_000))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(reason);
    }

    /**
     * {@code block}, whose last sequence is five literals, with {@code pad} literals 'p' more; then
     * {@code rest}, whose own sequences follow a match of the pad's last bytes. Null if the block
     * has no such end.
     */
    private static byte[] padded(byte[] block, int pad, byte[] rest) {
        int head = block.length - 6;
        boolean five = head >= 0 && block[head] == 0x50;
        if (block.length > 0 && !five) {
            return null;
        }
        int own = block.length == 0 ? 0 : 5;
        ByteBuffer longer = ByteBuffer.allocate(block.length + pad + rest.length + 100);
        if (own > 0) {
            longer.put(block, 0, head);
        }
        int first = rest.length > 0 ? rest[0] >>> 4 & 0xf : 0;
        int run = own + pad + first;
        longer.put((byte) (0xF0 | (rest.length > 0 ? rest[0] & 0xf : 0)));
        int left = run - 15;
        for (; left >= 255; left -= 255) {
            longer.put((byte) 255);
        }
        longer.put((byte) left);
        if (own > 0) {
            longer.put(block, head + 1, own);
        }
        for (int i = 0; i < pad; i++) {
            longer.put((byte) 'p');
        }
        if (rest.length > 0) {
            longer.put(rest, 1, rest.length - 1);
        }
        return Arrays.copyOf(longer.array(), longer.position());
    }

    private static String historyAt(int index, int length) {
        return new String(HISTORY, HISTORY.length + index, length, US_ASCII);
    }

    private static byte[] portable(byte[] block, int reach, int capacity)
            throws MalformedDataException {
        return decode(new Lz4BlockDecoder(null), block, reach, capacity);
    }

    private static byte[] fast(byte[] block, int reach, int capacity)
            throws MalformedDataException {
        return decode(new Lz4BlockDecoder(Lz4Library.nativeDecompressor()), block, reach, capacity);
    }

    private static byte[] decode(Lz4BlockDecoder decoder, byte[] block, int reach, int capacity)
            throws MalformedDataException {
        ByteBuffer target = Memory.DIRECT.guarded(HISTORY.length + capacity);
        ByteBuffer whole = target.slice().put(0, HISTORY);
        ByteBuffer source = Memory.DIRECT.of(block).slice();
        try {
            int decoded =
                    decoder.decode(source, 0, block.length, whole, HISTORY.length, reach, capacity);
            return Arrays.copyOfRange(
                    Memory.content(target), HISTORY.length, HISTORY.length + decoded);
        } finally {
            assertThat(Memory.intact(target)).as("canaries").isTrue();
            assertThat(Arrays.copyOf(Memory.content(target), HISTORY.length))
                    .as("history")
                    .isEqualTo(HISTORY);
        }
    }

    private static byte[] bytes(String hex) {
        return Lz4FrameRulesTest.bytes(hex);
    }
}
