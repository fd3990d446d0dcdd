/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Collects values of equally many bytes. */
public abstract sealed class FixedWidthBuilder extends ArrayBuilder
        permits Int8Builder,
                Int16Builder,
                Int32Builder,
                Int64Builder,
                Float16Builder,
                Float32Builder,
                Float64Builder,
                Decimal128Builder,
                Decimal256Builder,
                DayTimeIntervalBuilder,
                MonthDayNanoIntervalBuilder,
                FixedSizeBinaryBuilder {

    /** Where the next value is at {@link #length} times the width. */
    final GrowableBuffer values;

    private final int byteWidth;

    FixedWidthBuilder(Field field, BufferSource source, int byteWidth) {
        super(field, source);
        this.values = new GrowableBuffer(source);
        this.byteWidth = byteWidth;
    }

    final int byteWidth() {
        return byteWidth;
    }

    final void appendBytes(byte[] bytes, int offset) {
        values.put(length() * byteWidth, bytes, offset, byteWidth);
        valueAppended();
    }

    @Override
    final void appendValue(ArrowArray source, int index) {
        ByteBuffer others = ((FixedWidthArray) source).values();
        values.put(length() * byteWidth, others, index * byteWidth, byteWidth);
        valueAppended();
    }

    @Override
    void appendZero() {
        int start = length() * byteWidth;
        for (int i = 0; i < byteWidth; i++) {
            values.putByte(start + i, (byte) 0);
        }
        valueAppended();
    }

    final ByteBuffer valuesView() {
        return values.view(length() * byteWidth);
    }

    @Override
    public final long byteSize() {
        return validityBytes() + (long) length() * byteWidth;
    }

    @Override
    public abstract FixedWidthArray build();

    @Override
    public final void close() {
        super.close();
        values.release();
    }
}
