/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects 16-bit integers. */
public final class Int16Builder extends FixedWidthBuilder {

    Int16Builder(Field field, BufferSource source) {
        super(field, source, 2);
    }

    public void append(short value) {
        values.putShort(length() << 1, value);
        valueAppended();
    }

    @Override
    public Int16Array build() {
        return new Int16Array(field(), length(), nullCount(), validityView(), valuesView());
    }
}
