/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** A range is text if and only if its own bytes are, whatever is around it. */
class Utf8RangesTest {

    private static final String[] CHARACTERS = {"a", "\u00e9", "\u20ac", "\uD83D\uDE00"};

    @Test
    void everyRangeOfASmallBufferIsWhatTheDecoderSays() {
        // Text, a character without its start, text, one without its end, one too long, text.
        byte[] bytes = bytes("a\u00e9\u20ac\uD83D\uDE00", 0x80, 0xBF, "b", 0xE2, 0x82, "c", 0xC0);

        agree(bytes, 0, bytes.length, new Utf8Ranges(new Utf8Scan(), ByteBuffer.wrap(bytes)));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void rangesAreWhatTheDecoderSaysWhereverFaultsAre(long seed) {
        Random random = new Random(seed);
        byte[] bytes = new byte[0];
        while (bytes.length < 600) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(200); i > 0; i--) {
                text.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
            }
            int bad = 0x80 + random.nextInt(0x80);
            byte[] more =
                    random.nextInt(4) == 0
                            ? bytes(text.toString(), 0x80, 0x80, 0x80, 0x80, 0x80)
                            : bytes(text.toString(), bad);
            bytes = concat(bytes, more);
        }
        Utf8Ranges ranges = new Utf8Ranges(new Utf8Scan(), ByteBuffer.wrap(bytes));

        for (int i = 0; i < 150; i++) {
            int start = random.nextInt(bytes.length);
            agree(bytes, start, Math.min(start + 1, bytes.length), ranges);
        }
    }

    @Test
    void whatIsKnownOfABlockHoldsForRangesThatAreLookedAtLater() {
        byte[] bytes = bytes("\u20ac".repeat(500), 0xFF, "\u20ac".repeat(500));
        for (int first : new int[] {0, 600, 1200, 1501, 2401}) {
            Utf8Ranges ranges = new Utf8Ranges(new Utf8Scan(), ByteBuffer.wrap(bytes));
            assertThat(ranges.isText(first, bytes.length)).isEqualTo(first > 1500);

            for (int start : new int[] {0, 1, 3, 384, 1499, 1500, 1501, 1504, 2000}) {
                agree(bytes, start, start + 1, ranges);
            }
        }
    }

    /** Many times the bytes that could be looked at one range after another. */
    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void rangesThatOverlapCostNoMoreThanTheirBuffer() {
        byte[] bytes = bytes("\u00e9".repeat(4 << 20));
        Utf8Ranges ranges = new Utf8Ranges(new Utf8Scan(), ByteBuffer.wrap(bytes));

        for (int i = 0; i < 200_000; i++) {
            assertThat(ranges.isText(2 * i, bytes.length)).isTrue();
        }
    }

    /** Compares all ranges that start in a range. */
    private static void agree(byte[] bytes, int from, int to, Utf8Ranges ranges) {
        for (int start = from; start < to; start++) {
            for (int end = start; end <= bytes.length; end++) {
                if (ranges.isText(start, end) != isText(bytes, start, end)) {
                    assertThat(ranges.isText(start, end))
                            .as("%d to %d of %s", start, end, Arrays.toString(bytes))
                            .isEqualTo(isText(bytes, start, end));
                }
            }
        }
    }

    private static boolean isText(byte[] bytes, int start, int end) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes, start, end - start));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Text, and bytes by their numbers. */
    private static byte[] bytes(Object... parts) {
        byte[] bytes = new byte[0];
        for (Object part : parts) {
            bytes =
                    concat(
                            bytes,
                            part instanceof Integer number
                                    ? new byte[] {number.byteValue()}
                                    : ((String) part).getBytes(StandardCharsets.UTF_8));
        }
        return bytes;
    }

    private static byte[] concat(byte[] one, byte[] other) {
        byte[] both = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, both, one.length, other.length);
        return both;
    }
}
