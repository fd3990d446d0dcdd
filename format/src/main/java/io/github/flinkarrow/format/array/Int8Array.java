/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** An 8-bit integer, signed or not by the type of its field. */
public final class Int8Array extends FixedWidthArray {

    public Int8Array(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 1);
    }

    public byte get(int index) {
        return values.get(index);
    }

    /** The value of an unsigned field. */
    public int getUnsigned(int index) {
        return Byte.toUnsignedInt(get(index));
    }
}
