/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** An IEEE 754 number of 32 bits. */
public final class Float32Array extends FixedWidthArray {

    public Float32Array(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 4);
    }

    public float get(int index) {
        return values.getFloat(index << 2);
    }
}
