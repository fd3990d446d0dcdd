/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects 32-bit integers, dates in days, and times in seconds or milliseconds. */
public final class Int32Builder extends FixedWidthBuilder {

    Int32Builder(Field field, BufferSource source) {
        super(field, source, 4);
    }

    public void append(int value) {
        values.putInt(length() << 2, value);
        valueAppended();
    }

    @Override
    public Int32Array build() {
        return new Int32Array(field(), length(), nullCount(), validityView(), valuesView());
    }
}
