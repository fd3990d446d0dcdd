/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

/** IEEE 754 numbers of 16 bits: a sign, 5 bits of exponent, 10 of fraction. */
final class HalfFloat {

    private static final int FRACTION_BITS = 10;
    private static final int FRACTION_MASK = (1 << FRACTION_BITS) - 1;
    private static final int EXPONENT_MASK = 0x1F;
    private static final int BIAS_DIFFERENCE = 127 - 15;
    private static final int FLOAT_FRACTION_BITS = 23;

    /** 2 to the power of -24: the least positive number. */
    private static final float LEAST = 0x1p-24f;

    private HalfFloat() {}

    static float toFloat(short half) {
        int exponent = half >> FRACTION_BITS & EXPONENT_MASK;
        int fraction = half & FRACTION_MASK;
        int sign = (half & 0x8000) << 16;
        if (exponent == 0) {
            float magnitude = fraction * LEAST;
            return sign == 0 ? magnitude : -magnitude;
        }
        int floatExponent = exponent == EXPONENT_MASK ? 0xFF : exponent + BIAS_DIFFERENCE;
        return Float.intBitsToFloat(
                sign
                        | floatExponent << FLOAT_FRACTION_BITS
                        | fraction << FLOAT_FRACTION_BITS - FRACTION_BITS);
    }
}
