/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Arrays;

/** A value of a type with an order. Only those of one kind are compared with each other. */
sealed interface Value extends Comparable<Value>, Serializable {

    /**
     * Integers and decimals; FALSE and TRUE as 0 and 1, dates in days and intervals in months,
     * times, timestamps and other intervals in seconds.
     */
    record Exact(BigDecimal number) implements Value {

        private static final long serialVersionUID = 1L;

        static Exact of(long number) {
            return new Exact(BigDecimal.valueOf(number));
        }

        @Override
        public int compareTo(Value other) {
            return number.compareTo(((Exact) other).number);
        }
    }

    /**
     * Floating-point numbers but for what is not a number. -0.0 is less than 0.0 here, which it
     * equals in Flink: literals have 0.0 only, and a {@link Range} that ends at a zero has both.
     */
    record Floating(double number) implements Value {

        private static final long serialVersionUID = 1L;

        /** A literal, whose zero has no sign. */
        static Floating literal(double number) {
            return new Floating(number + 0.0);
        }

        @Override
        public int compareTo(Value other) {
            return Double.compare(number, ((Floating) other).number);
        }
    }

    /** Bytes, and text in UTF-8, in the order of unsigned bytes. */
    final class Bytes implements Value {

        private static final long serialVersionUID = 1L;

        private final byte[] bytes;

        /**
         * @param bytes is not copied
         */
        Bytes(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public int compareTo(Value other) {
            return Arrays.compareUnsigned(bytes, ((Bytes) other).bytes);
        }

        /** The first bytes, all if there are not more. */
        Bytes first(int length) {
            return length >= bytes.length ? this : new Bytes(Arrays.copyOf(bytes, length));
        }

        boolean startsWith(Bytes prefix) {
            int length = prefix.bytes.length;
            return bytes.length >= length
                    && Arrays.equals(bytes, 0, length, prefix.bytes, 0, length);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(bytes);
        }
    }
}
