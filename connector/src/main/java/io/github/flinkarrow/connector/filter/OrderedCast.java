/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import java.io.Serializable;
import java.math.BigDecimal;

/** What a cast that keeps the order of values makes of their bounds. */
sealed interface OrderedCast extends Serializable {

    Range of(Range range);

    /** One that keeps the values, too. */
    enum Same implements OrderedCast {
        CAST;

        @Override
        public Range of(Range range) {
            return range;
        }
    }

    /** Of integers to DOUBLE, as Java does it: those beyond 53 bits are rounded. */
    enum ToDouble implements OrderedCast {
        CAST;

        @Override
        public Range of(Range range) {
            return new Range(toDouble(range.min()), toDouble(range.max()));
        }

        private static Value toDouble(Value bound) {
            return bound == null
                    ? null
                    : new Value.Floating((double) ((Value.Exact) bound).number().longValueExact());
        }
    }

    /** Of dates to timestamps. */
    enum ToTimestamp implements OrderedCast {
        CAST;

        private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

        @Override
        public Range of(Range range) {
            return new Range(toSeconds(range.min()), toSeconds(range.max()));
        }

        private static Value toSeconds(Value bound) {
            return bound == null
                    ? null
                    : new Value.Exact(((Value.Exact) bound).number().multiply(SECONDS_PER_DAY));
        }
    }

    /**
     * Of text to VARCHAR, which cuts what is longer than its type says.
     *
     * @param length the most characters that are kept, so at least as many bytes are
     */
    record Cut(int length) implements OrderedCast {

        private static final long serialVersionUID = 1L;

        /** What is cut is not more than what it is cut from. */
        @Override
        public Range of(Range range) {
            return new Range(
                    range.min() instanceof Value.Bytes min ? min.first(length) : null, range.max());
        }
    }
}
