/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/**
 * A 32-bit integer by the type of its field, or a date in days, or a time in seconds or
 * milliseconds.
 */
public final class Int32Array extends FixedWidthArray {

    public Int32Array(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 4);
    }

    public int get(int index) {
        return values.getInt(index << 2);
    }

    /** The value of an unsigned field. */
    public long getUnsigned(int index) {
        return Integer.toUnsignedLong(get(index));
    }
}
