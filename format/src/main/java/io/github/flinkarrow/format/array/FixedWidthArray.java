/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Values of equally many bytes, one after another in one buffer. */
public abstract sealed class FixedWidthArray extends ArrowArray
        permits Int8Array,
                Int16Array,
                Int32Array,
                Int64Array,
                Float16Array,
                Float32Array,
                Float64Array,
                Decimal128Array,
                Decimal256Array,
                DayTimeIntervalArray,
                MonthDayNanoIntervalArray,
                FixedSizeBinaryArray {

    final ByteBuffer values;
    private final int byteWidth;

    FixedWidthArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer values,
            int byteWidth) {
        super(field, length, nullCount, validity);
        this.values = values;
        this.byteWidth = byteWidth;
    }

    /** At least {@link #length()} x {@link #byteWidth()} bytes. */
    public final ByteBuffer values() {
        return values;
    }

    /** Bytes a value. */
    public final int byteWidth() {
        return byteWidth;
    }
}
