/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

/**
 * What is known of a column in a record batch, as its rows have it in Flink.
 *
 * @param mayHaveNulls whether a value may be NULL
 * @param range of the other values; null if there are none
 */
record BlockColumn(boolean mayHaveNulls, Range range) {

    static final BlockColumn UNKNOWN = new BlockColumn(true, Range.ANY);

    /** All values are NULL. */
    static final BlockColumn NULLS = new BlockColumn(true, null);

    BlockColumn cast(OrderedCast cast) {
        return range == null ? this : new BlockColumn(mayHaveNulls, cast.of(range));
    }

    Outcomes isNull() {
        return new Outcomes(mayHaveNulls, range != null, false);
    }

    /** What a comparison with a literal may be. */
    Outcomes compare(Condition.Operator operator, Value literal) {
        return withNulls(range == null ? Outcomes.NONE : range.compare(operator, literal));
    }

    /** What {@code LIKE 'prefix%'} may be. */
    Outcomes startWith(Value.Bytes prefix) {
        return withNulls(range == null ? Outcomes.NONE : range.startWith(prefix));
    }

    private Outcomes withNulls(Outcomes others) {
        return new Outcomes(others.mayBeTrue(), others.mayBeFalse(), mayHaveNulls);
    }
}
