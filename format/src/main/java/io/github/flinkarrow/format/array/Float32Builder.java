/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects IEEE 754 numbers of 32 bits. */
public final class Float32Builder extends FixedWidthBuilder {

    Float32Builder(Field field, BufferSource source) {
        super(field, source, 4);
    }

    public void append(float value) {
        values.putInt(length() << 2, Float.floatToRawIntBits(value));
        valueAppended();
    }

    @Override
    public Float32Array build() {
        return new Float32Array(field(), length(), nullCount(), validityView(), valuesView());
    }
}
