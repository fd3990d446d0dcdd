/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Floating point numbers as the shortest number that reads back at their width; those that are not
 * finite as strings.
 *
 * <p>Jackson finds the shortest digits, but never fewer than two, which makes a difference for the
 * numbers next to zero.
 */
final class JsonFloats {

    /** Beyond it one digit never reads back where the best two do not end in 0. */
    private static final double LARGEST_OF_ONE_DIGIT = 1e-321;

    private static final float LARGEST_FLOAT_OF_ONE_DIGIT = 1e-42f;

    private static final int MOST_DIGITS_OF_A_HALF = 5;

    private JsonFloats() {}

    static void write(JsonGenerator out, double value) throws IOException {
        if (value != 0 && Math.abs(value) < LARGEST_OF_ONE_DIGIT) {
            BigDecimal digit = new BigDecimal(value).round(new MathContext(1));
            if (digit.doubleValue() == value) {
                out.writeNumber(digit.toString());
                return;
            }
        }
        out.writeNumber(value);
    }

    static void write(JsonGenerator out, float value) throws IOException {
        if (value != 0 && Math.abs(value) < LARGEST_FLOAT_OF_ONE_DIGIT) {
            BigDecimal digit = new BigDecimal(value).round(new MathContext(1));
            if (digit.floatValue() == value) {
                out.writeNumber(digit.toString());
                return;
            }
        }
        out.writeNumber(value);
    }

    /**
     * @param value a half, which a float holds exactly
     */
    static void writeHalf(JsonGenerator out, float value) throws IOException {
        // A float distinguishes numbers of that few digits: it is written as they are.
        out.writeNumber(value == 0 || !Float.isFinite(value) ? value : shortestHalf(value));
    }

    /** The float next to the shortest number that reads back as the half. */
    static float shortestHalf(float half) {
        BigDecimal exact = new BigDecimal(half);
        for (int digits = 1; digits < MOST_DIGITS_OF_A_HALF; digits++) {
            BigDecimal nearest = exact.round(new MathContext(digits, RoundingMode.HALF_EVEN));
            if (readsBackAsHalf(nearest, half)) {
                return nearest.floatValue();
            }
            // The nearest one may be on the side on which halves are closer to each other.
            BigDecimal outer = exact.round(new MathContext(digits, RoundingMode.UP));
            if (readsBackAsHalf(outer, half)) {
                return outer.floatValue();
            }
        }
        return exact.round(new MathContext(MOST_DIGITS_OF_A_HALF)).floatValue();
    }

    /** Whether the half is the nearest one to a number, the even one of two. */
    private static boolean readsBackAsHalf(BigDecimal number, float half) {
        double magnitude = Math.abs(half);
        int exponent = Math.max(Math.getExponent(half), -14);
        double step = Math.scalb(1.0, exponent - 10);
        boolean closerBelow = magnitude == Math.scalb(1.0, exponent) && exponent > -14;
        boolean even = (long) (magnitude / step) % 2 == 0;
        int least =
                number.abs()
                        .compareTo(new BigDecimal(magnitude - (closerBelow ? step / 4 : step / 2)));
        int most = number.abs().compareTo(new BigDecimal(magnitude + step / 2));
        return even ? least >= 0 && most <= 0 : least > 0 && most < 0;
    }
}
