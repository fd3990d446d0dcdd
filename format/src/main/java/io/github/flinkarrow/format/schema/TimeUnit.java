/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

/** The unit of a time, timestamp or duration. */
public enum TimeUnit {
    SECOND(0, "s"),
    MILLISECOND(3, "ms"),
    MICROSECOND(6, "us"),
    NANOSECOND(9, "ns");

    private final int fractionDigits;
    private final String symbol;

    TimeUnit(int fractionDigits, String symbol) {
        this.fractionDigits = fractionDigits;
        this.symbol = symbol;
    }

    /** Decimal digits of a second that the unit resolves: 0, 3, 6 or 9. */
    public int fractionDigits() {
        return fractionDigits;
    }

    /** The symbol of the unit: s, ms, us or ns. */
    public String symbol() {
        return symbol;
    }
}
