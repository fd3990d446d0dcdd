/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class HalfFloatTest {

    private static final int INFINITY = 0x7C00;
    private static final int NEGATIVE = 0x8000;

    /** The number by its definition; what would be infinity is 2 to the power of 16. */
    private static double defined(int half) {
        int exponent = half >> 10 & 0x1F;
        int fraction = half & 0x3FF;
        double magnitude =
                exponent == 0
                        ? Math.scalb((double) fraction, -24)
                        : Math.scalb(1024.0 + fraction, exponent - 25);
        return (half & NEGATIVE) == 0 ? magnitude : -magnitude;
    }

    private static boolean isNaN(int half) {
        return (half & 0x7FFF) > INFINITY;
    }

    @Test
    void everyHalfIsTheFloatOfItsDefinition() {
        for (int half = 0; half <= 0xFFFF; half++) {
            float found = HalfFloat.toFloat((short) half);
            if (isNaN(half)) {
                assertThat(found).as("half %x", half).isNaN();
            } else {
                boolean infinite = (half & INFINITY) == INFINITY;
                float expected = (float) (infinite ? 1 / 0.0 : Math.abs(defined(half)));
                expected = (half & NEGATIVE) == 0 ? expected : -expected;
                assertThat(Float.floatToRawIntBits(found))
                        .as("half %x", half)
                        .isEqualTo(Float.floatToRawIntBits(expected));
            }
        }
    }

    @Test
    void everyHalfComesBackFromItsFloat() {
        for (int half = 0; half <= 0xFFFF; half++) {
            assertThat(HalfFloat.fromFloat(HalfFloat.toFloat((short) half)))
                    .as("half %x", half)
                    .isEqualTo((short) half);
        }
    }

    @Test
    void floatBetweenTwoHalvesGoesToTheNearestAndToTheEvenOneOfTwo() {
        for (int half = 0; half < INFINITY; half++) {
            int next = half + 1;
            float middle = (float) ((defined(half) + defined(next)) / 2);
            int even = (half & 1) == 0 ? half : next;
            for (int sign = 0; sign <= NEGATIVE; sign += NEGATIVE) {
                float direction = sign == 0 ? 1 : -1;
                assertThat(HalfFloat.fromFloat(direction * middle))
                        .as("in the middle above %x", half)
                        .isEqualTo((short) (sign | even));
                assertThat(HalfFloat.fromFloat(direction * Math.nextDown(middle)))
                        .as("nearer to %x", half)
                        .isEqualTo((short) (sign | half));
                assertThat(HalfFloat.fromFloat(direction * Math.nextUp(middle)))
                        .as("nearer to %x", next)
                        .isEqualTo((short) (sign | next));
            }
        }
    }

    @Test
    void floatThatIsTooLargeIsInfiniteAndOneThatIsTooSmallZero() {
        for (float large : new float[] {65520, 65536, Float.MAX_VALUE, Float.POSITIVE_INFINITY}) {
            assertThat(HalfFloat.fromFloat(large)).isEqualTo((short) INFINITY);
            assertThat(HalfFloat.fromFloat(-large)).isEqualTo((short) (NEGATIVE | INFINITY));
        }
        for (float small : new float[] {0, Float.MIN_VALUE, Float.MIN_NORMAL, 0x1p-25f}) {
            assertThat(HalfFloat.fromFloat(small)).isZero();
            assertThat(HalfFloat.fromFloat(-small)).isEqualTo((short) NEGATIVE);
        }
    }

    @Test
    void whatIsNotANumberStaysSo() {
        for (int bits : new int[] {0x7FC00000, 0x7F800001, 0x7FFFFFFF, 0xFF800001, 0xFFFFFFFF}) {
            int half = HalfFloat.fromFloat(Float.intBitsToFloat(bits));
            assertThat(isNaN(half)).as("float %x", bits).isTrue();
            assertThat(half & NEGATIVE).isEqualTo(bits >>> 16 & NEGATIVE);
        }
    }
}
