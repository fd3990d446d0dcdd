/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/**
 * A 64-bit integer by the type of its field, or a date in milliseconds, a time in microseconds or
 * nanoseconds, a timestamp or a duration.
 */
public final class Int64Array extends FixedWidthArray {

    public Int64Array(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 8);
    }

    public long get(int index) {
        return values.getLong(index << 3);
    }
}
