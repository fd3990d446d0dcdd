/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects 8-bit integers. */
public final class Int8Builder extends FixedWidthBuilder {

    Int8Builder(Field field, BufferSource source) {
        super(field, source, 1);
    }

    public void append(byte value) {
        values.putByte(length(), value);
        valueAppended();
    }

    @Override
    public Int8Array build() {
        return new Int8Array(field(), length(), nullCount(), validityView(), valuesView());
    }
}
