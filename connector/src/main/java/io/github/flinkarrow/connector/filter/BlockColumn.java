/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

/**
 * What is known of a column in a record batch, as its rows have it in Flink.
 *
 * @param mayHaveNulls whether a value may be NULL
 * @param mayHaveNan whether a value may be no number
 * @param range of the other values; null if there are none
 */
record BlockColumn(boolean mayHaveNulls, boolean mayHaveNan, Range range) {

    static final BlockColumn UNKNOWN = new BlockColumn(true, true, Range.ANY);

    /** All values are NULL. */
    static final BlockColumn NULLS = new BlockColumn(true, false, null);

    Outcomes isNull() {
        return new Outcomes(mayHaveNulls, mayHaveNan || range != null, false);
    }

    BlockColumn widened(Widening widening) {
        if (widening == Widening.NONE || range == null) {
            return this;
        }
        Value min = range.min() == null ? null : widening.widen(range.min());
        Value max = range.max() == null ? null : widening.widen(range.max());
        return new BlockColumn(mayHaveNulls, mayHaveNan, new Range(min, max));
    }

    /**
     * What a comparison with a literal may be. With NaN every one is false, but for its negation.
     */
    Outcomes compare(Condition.Operator operator, Value literal) {
        return withOthers(range == null ? Outcomes.NONE : range.compare(operator, literal));
    }

    /** What {@code LIKE 'prefix%'} may be. */
    Outcomes startWith(Value.Bytes prefix) {
        return withOthers(range == null ? Outcomes.NONE : range.startWith(prefix));
    }

    private Outcomes withOthers(Outcomes ofRange) {
        return new Outcomes(ofRange.mayBeTrue(), ofRange.mayBeFalse() || mayHaveNan, mayHaveNulls);
    }
}
