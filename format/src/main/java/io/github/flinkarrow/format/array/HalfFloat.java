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

    /** The least magnitude that rounds to an infinite half. */
    private static final float TOO_LARGE = 65520f;

    /** The least magnitude of a half with an exponent of its own. */
    private static final float LEAST_NORMAL = 0x1p-14f;

    private HalfFloat() {}

    /** The nearest half, the even one of two; what is not a number keeps its highest bits. */
    static short fromFloat(float value) {
        int bits = Float.floatToRawIntBits(value);
        int sign = bits >>> 16 & 0x8000;
        float magnitude = Math.abs(value);
        if (Float.isNaN(value)) {
            int fraction = (bits >> (FLOAT_FRACTION_BITS - FRACTION_BITS)) & FRACTION_MASK;
            return (short) (sign | 0x7C00 | Math.max(1, fraction));
        } else if (magnitude >= TOO_LARGE) {
            return (short) (sign | 0x7C00);
        } else if (magnitude < LEAST_NORMAL) {
            return (short) (sign | (int) Math.rint(magnitude / LEAST));
        }
        int dropped = FLOAT_FRACTION_BITS - FRACTION_BITS;
        int rest = (bits & 0x7FFFFFFF) - (BIAS_DIFFERENCE << FLOAT_FRACTION_BITS);
        int even = rest >> dropped & 1;
        return (short) (sign | ((rest + (1 << (dropped - 1)) - 1 + even) >> dropped));
    }

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
                        | (fraction << (FLOAT_FRACTION_BITS - FRACTION_BITS)));
    }
}
