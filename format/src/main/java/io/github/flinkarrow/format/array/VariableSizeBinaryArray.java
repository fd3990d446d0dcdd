/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Text or bytes of any length, one after another in one buffer. */
public abstract sealed class VariableSizeBinaryArray extends BinaryLikeArray
        permits BinaryArray, LargeBinaryArray {

    final ByteBuffer offsets;
    private final ByteBuffer data;

    VariableSizeBinaryArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer offsets,
            ByteBuffer data) {
        super(field, length, nullCount, validity);
        this.offsets = offsets;
        this.data = data;
    }

    /** Where the value ends in {@link #data()}, in bytes. */
    public abstract int end(int index);

    /** {@link #length()} + 1 offsets; empty where there are no values. */
    public final ByteBuffer offsets() {
        return offsets;
    }

    /** The bytes of all values. */
    public final ByteBuffer data() {
        return data;
    }

    @Override
    public final ByteBuffer data(int index) {
        return data;
    }

    @Override
    public final int size(int index) {
        return end(index) - start(index);
    }
}
