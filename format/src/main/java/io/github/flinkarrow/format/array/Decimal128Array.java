/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.math.BigInteger;
import java.nio.ByteBuffer;

/** An unscaled decimal of 128 bits, two's complement. */
public final class Decimal128Array extends FixedWidthArray {

    public Decimal128Array(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 16);
    }

    /** The low 64 bits: the whole unscaled value where {@link #fitsLong}. */
    public long low(int index) {
        return values.getLong(index << 4);
    }

    /** The high 64 bits, sign included. */
    public long high(int index) {
        return values.getLong((index << 4) + 8);
    }

    /** Whether the unscaled value is that of {@link #low}, sign included. */
    public boolean fitsLong(int index) {
        return high(index) == low(index) >> 63;
    }

    /** The unscaled value. */
    public BigInteger unscaled(int index) {
        byte[] bigEndian = new byte[16];
        ByteBuffer.wrap(bigEndian).putLong(high(index)).putLong(low(index));
        return new BigInteger(bigEndian);
    }
}
