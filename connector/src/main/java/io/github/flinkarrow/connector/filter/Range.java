/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

/**
 * Bounds of the values of a column that are not NULL.
 *
 * @param min null if there is no lower bound
 * @param max null if there is no upper bound
 */
record Range(Value min, Value max) {

    /** Nothing is known. */
    static final Range ANY = new Range(null, null);

    /** One of floating-point numbers that ends at a zero has both zeros. */
    Range {
        min = isZero(min) ? new Value.Floating(-0.0) : min;
        max = isZero(max) ? new Value.Floating(0.0) : max;
    }

    private static boolean isZero(Value bound) {
        return bound instanceof Value.Floating floating && floating.number() == 0;
    }

    /** What a comparison of the values with a literal may be. */
    Outcomes compare(Condition.Operator operator, Value literal) {
        int least = min == null ? -1 : min.compareTo(literal);
        int most = max == null ? 1 : max.compareTo(literal);
        return switch (operator) {
            case EQUAL -> new Outcomes(least <= 0 && most >= 0, least != 0 || most != 0, false);
            case LESS -> new Outcomes(least < 0, most >= 0, false);
            case LESS_OR_EQUAL -> new Outcomes(least <= 0, most > 0, false);
        };
    }

    /** What {@code LIKE 'prefix%'} may be. */
    Outcomes startWith(Value.Bytes prefix) {
        boolean minStarts = min instanceof Value.Bytes least && least.startsWith(prefix);
        boolean maxStarts = max instanceof Value.Bytes most && most.startsWith(prefix);
        boolean below = max != null && max.compareTo(prefix) < 0;
        boolean above = min != null && !minStarts && min.compareTo(prefix) > 0;
        return new Outcomes(!below && !above, !minStarts || !maxStarts, false);
    }
}
