/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

/**
 * What a condition may be for the rows of a record batch, in SQL's three-valued logic. It may say
 * more than there is, but never less.
 */
record Outcomes(boolean mayBeTrue, boolean mayBeFalse, boolean mayBeNull) {

    static final Outcomes ANY = new Outcomes(true, true, true);

    /** Of no rows. */
    static final Outcomes NONE = new Outcomes(false, false, false);

    Outcomes not() {
        return new Outcomes(/* mayBeTrue= */ mayBeFalse, /* mayBeFalse= */ mayBeTrue, mayBeNull);
    }

    Outcomes and(Outcomes other) {
        return new Outcomes(
                mayBeTrue && other.mayBeTrue,
                mayBeFalse || other.mayBeFalse,
                (mayBeNull && (other.mayBeNull || other.mayBeTrue))
                        || (mayBeTrue && other.mayBeNull));
    }

    Outcomes or(Outcomes other) {
        return not().and(other.not()).not();
    }

    /** Of {@code condition IS TRUE}. */
    Outcomes isTrue() {
        return new Outcomes(mayBeTrue, mayBeFalse || mayBeNull, false);
    }
}
