/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.math.BigInteger;

/** Collects unscaled decimals of 128 bits. */
public final class Decimal128Builder extends FixedWidthBuilder {

    Decimal128Builder(Field field, BufferSource source) {
        super(field, source, 16);
    }

    /** Appends an unscaled value of 64 bits. */
    public void append(long unscaled) {
        append(unscaled, unscaled >> 63);
    }

    /** Appends an unscaled value by its halves. */
    public void append(long low, long high) {
        values.putLongs(length() << 4, low, high);
        valueAppended();
    }

    /**
     * Appends an unscaled value.
     *
     * @throws ArithmeticException if it has more than 128 bits
     */
    public void append(BigInteger unscaled) {
        append(unscaled.longValue(), unscaled.shiftRight(64).longValueExact());
    }

    @Override
    public Decimal128Array build() {
        return new Decimal128Array(field(), length(), nullCount(), validityView(), valuesView());
    }
}
