/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Values of as many bytes as the type says, possibly none. */
public final class FixedSizeBinaryArray extends FixedWidthArray {

    public FixedSizeBinaryArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer values,
            int byteWidth) {
        super(field, length, nullCount, validity, values, byteWidth);
    }

    /** A copy of the value. */
    public byte[] get(int index) {
        byte[] bytes = new byte[byteWidth()];
        values.get(index * bytes.length, bytes);
        return bytes;
    }
}
