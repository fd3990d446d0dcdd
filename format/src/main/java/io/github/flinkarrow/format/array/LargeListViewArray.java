/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Lists of 64-bit offsets and sizes into one child, in any order and possibly overlapping. */
public final class LargeListViewArray extends ListLikeArray {

    private final ByteBuffer offsets;
    private final ByteBuffer sizes;

    public LargeListViewArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer offsets,
            ByteBuffer sizes,
            ArrowArray elements) {
        super(field, length, nullCount, validity, elements);
        this.offsets = offsets;
        this.sizes = sizes;
    }

    @Override
    public int start(int index) {
        return (int) offsets.getLong(index << 3);
    }

    @Override
    public int end(int index) {
        return start(index) + (int) sizes.getLong(index << 3);
    }

    /** One offset a list. */
    public ByteBuffer offsets() {
        return offsets;
    }

    /** One number of elements a list. */
    public ByteBuffer sizes() {
        return sizes;
    }
}
