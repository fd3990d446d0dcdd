/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects 64-bit integers, dates in milliseconds, finer times, timestamps and durations. */
public final class Int64Builder extends FixedWidthBuilder {

    Int64Builder(Field field, BufferSource source) {
        super(field, source, 8);
    }

    public void append(long value) {
        values.putLong(length() << 3, value);
        valueAppended();
    }

    @Override
    public Int64Array build() {
        return new Int64Array(field(), length(), nullCount(), validityView(), valuesView());
    }
}
