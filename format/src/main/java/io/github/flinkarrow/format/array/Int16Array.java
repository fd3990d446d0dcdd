/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** A 16-bit integer, signed or not by the type of its field. */
public final class Int16Array extends FixedWidthArray {

    public Int16Array(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 2);
    }

    public short get(int index) {
        return values.getShort(index << 1);
    }

    /** The value of an unsigned field. */
    public int getUnsigned(int index) {
        return Short.toUnsignedInt(get(index));
    }
}
