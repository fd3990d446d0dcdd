/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Text or bytes with 64-bit offsets. */
public final class LargeBinaryArray extends VariableSizeBinaryArray {

    public LargeBinaryArray(
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
        return (int) offsets.getLong(index << 3);
    }

    @Override
    public int end(int index) {
        return (int) offsets.getLong((index + 1) << 3);
    }
}
