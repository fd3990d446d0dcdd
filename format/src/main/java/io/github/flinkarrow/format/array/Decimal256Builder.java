/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.math.BigInteger;

/** Collects unscaled decimals of 256 bits. */
public final class Decimal256Builder extends FixedWidthBuilder {

    private static final int WORDS = 4;

    Decimal256Builder(Field field, BufferSource source) {
        super(field, source, WORDS * Long.BYTES);
    }

    /**
     * Appends an unscaled value.
     *
     * @throws ArithmeticException if it has more than 256 bits
     */
    public void append(BigInteger unscaled) {
        if (unscaled.bitLength() >= WORDS * Long.SIZE) {
            throw new ArithmeticException("a decimal of " + unscaled.bitLength() + " bits");
        }
        int start = length() * WORDS * Long.BYTES;
        for (int word = 0; word < WORDS; word++) {
            values.putLong(
                    start + word * Long.BYTES, unscaled.shiftRight(word * Long.SIZE).longValue());
        }
        valueAppended();
    }

    @Override
    public Decimal256Array build() {
        return new Decimal256Array(field(), length(), nullCount(), validityView(), valuesView());
    }
}
