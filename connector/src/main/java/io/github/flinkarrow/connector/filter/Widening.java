/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import java.math.BigDecimal;

/** What a cast that keeps every value, and their order, makes of a {@link Value}. */
enum Widening {
    NONE {
        @Override
        Value widen(Value value) {
            return value;
        }
    },
    /** An integer of up to 32 bits. */
    TO_FLOATING {
        @Override
        Value widen(Value value) {
            return new Value.Floating(((Value.Exact) value).number().doubleValue());
        }
    },
    /** A date. */
    DAYS_TO_SECONDS {
        private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

        @Override
        Value widen(Value value) {
            return new Value.Exact(((Value.Exact) value).number().multiply(SECONDS_PER_DAY));
        }
    };

    abstract Value widen(Value value);
}
