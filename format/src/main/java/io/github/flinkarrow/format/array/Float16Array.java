/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** An IEEE 754 number of 16 bits. */
public final class Float16Array extends FixedWidthArray {

    public Float16Array(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 2);
    }

    /** The bits of the number. */
    public short bits(int index) {
        return values.getShort(index << 1);
    }

    /** The number, which a float holds exactly. */
    public float get(int index) {
        return HalfFloat.toFloat(bits(index));
    }
}
