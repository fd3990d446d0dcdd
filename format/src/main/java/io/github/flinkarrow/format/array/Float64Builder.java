/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects IEEE 754 numbers of 64 bits. */
public final class Float64Builder extends FixedWidthBuilder {

    Float64Builder(Field field, BufferSource source) {
        super(field, source, 8);
    }

    public void append(double value) {
        values.putLong(length() << 3, Double.doubleToRawLongBits(value));
        valueAppended();
    }

    @Override
    public Float64Array build() {
        return new Float64Array(field(), length(), nullCount(), validityView(), valuesView());
    }
}
