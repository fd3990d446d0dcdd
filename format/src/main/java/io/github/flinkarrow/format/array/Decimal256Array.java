/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** An unscaled decimal of 256 bits, two's complement. */
public final class Decimal256Array extends FixedWidthArray {

    public Decimal256Array(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 32);
    }

    /**
     * 64 bits of the value.
     *
     * @param word 0 for the lowest, 3 for the highest with the sign
     */
    public long word(int index, int word) {
        return values.getLong((index << 5) + (word << 3));
    }

    /** The unscaled value. */
    public BigInteger unscaled(int index) {
        byte[] bigEndian = new byte[32];
        ByteBuffer target = ByteBuffer.wrap(bigEndian);
        for (int word = 3; word >= 0; word--) {
            target.putLong(word(index, word));
        }
        return new BigInteger(bigEndian);
    }
}
