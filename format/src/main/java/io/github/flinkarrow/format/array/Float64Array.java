/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** An IEEE 754 number of 64 bits. */
public final class Float64Array extends FixedWidthArray {

    public Float64Array(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 8);
    }

    public double get(int index) {
        return values.getDouble(index << 3);
    }
}
