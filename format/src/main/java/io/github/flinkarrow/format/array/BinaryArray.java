/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Text or bytes with 32-bit offsets. */
public final class BinaryArray extends VariableSizeBinaryArray {

    public BinaryArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer offsets,
            ByteBuffer data) {
        super(field, length, nullCount, validity, offsets, data);
    }

    @Override
    public int start(int index) {
        return offsets.getInt(index << 2);
    }

    @Override
    public int end(int index) {
        return offsets.getInt((index + 1) << 2);
    }
}
