/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Objects;

/**
 * Bounds of values: none of them is less than {@code min} or more than {@code max}. A bound need
 * not be a value itself.
 */
public sealed interface ValueRange {

    /**
     * Booleans as 0 and 1, integers of up to 64 bits, unsigned ones of up to 32, dates, times,
     * timestamps, durations and intervals of months in their units.
     */
    record Longs(long min, long max) implements ValueRange {}

    /**
     * Floating-point numbers but for what is not a number. Zeros are told apart: a {@code min} of
     * zero is -0.0, a {@code max} of zero 0.0.
     */
    record Doubles(double min, double max) implements ValueRange {}

    /** Unscaled decimals, and unsigned integers of 64 bits. */
    record Integers(BigInteger min, BigInteger max) implements ValueRange {}

    /**
     * Text in UTF-8 and bytes, in the order of unsigned bytes. Long bounds are cut: {@code min} to
     * what the least value starts with, {@code max} to the next that starts otherwise.
     */
    final class ByteStrings implements ValueRange {
        private final byte[] min;
        private final byte[] max;

        /**
         * @param min is not copied
         * @param max is not copied; null where there is none
         */
        ByteStrings(byte[] min, byte[] max) {
            this.min = Objects.requireNonNull(min, "min");
            this.max = max;
        }

        public byte[] min() {
            return min.clone();
        }

        /** Whether the values have an upper bound; otherwise {@link #max} is null. */
        public boolean hasMax() {
            return max != null;
        }

        public byte[] max() {
            return max == null ? null : max.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof ByteStrings that
                    && Arrays.equals(min, that.min)
                    && Arrays.equals(max, that.max);
        }

        @Override
        public int hashCode() {
            return 31 * Arrays.hashCode(min) + Arrays.hashCode(max);
        }

        @Override
        public String toString() {
            return "ByteStrings[min="
                    + Arrays.toString(min)
                    + ", max="
                    + Arrays.toString(max)
                    + "]";
        }
    }
}
