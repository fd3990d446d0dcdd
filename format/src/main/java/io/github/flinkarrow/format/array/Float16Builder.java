/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects IEEE 754 numbers of 16 bits. */
public final class Float16Builder extends FixedWidthBuilder {

    Float16Builder(Field field, BufferSource source) {
        super(field, source, 2);
    }

    /** Appends the nearest number, the even one of two; beyond 65504 that is infinity. */
    public void append(float value) {
        appendBits(HalfFloat.fromFloat(value));
    }

    /** Appends a number by its bits. */
    public void appendBits(short bits) {
        values.putShort(length() << 1, bits);
        valueAppended();
    }

    @Override
    public Float16Array build() {
        return new Float16Array(field(), length(), nullCount(), validityView(), valuesView());
    }
}
