/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Lists with 64-bit offsets into one child. */
public final class LargeListArray extends ListLikeArray {

    private final ByteBuffer offsets;

    public LargeListArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer offsets,
            ArrowArray elements) {
        super(field, length, nullCount, validity, elements);
        this.offsets = offsets;
    }

    @Override
    public int start(int index) {
        return (int) offsets.getLong(index << 3);
    }

    @Override
    public int end(int index) {
        return (int) offsets.getLong((index + 1) << 3);
    }

    /** {@link #length()} + 1 offsets; empty where there are no values. */
    public ByteBuffer offsets() {
        return offsets;
    }
}
