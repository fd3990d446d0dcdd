/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Lists with 32-bit offsets into one child; the entries of a map are such lists too. */
public sealed class ListArray extends ListLikeArray permits MapArray {

    private final ByteBuffer offsets;

    public ListArray(
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
    public final int start(int index) {
        return offsets.getInt(index << 2);
    }

    @Override
    public final int end(int index) {
        return offsets.getInt((index + 1) << 2);
    }

    /** {@link #length()} + 1 offsets; empty where there are no values. */
    public final ByteBuffer offsets() {
        return offsets;
    }
}
