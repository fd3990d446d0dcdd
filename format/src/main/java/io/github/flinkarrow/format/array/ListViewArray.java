/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Lists of 32-bit offsets and sizes into one child, in any order and possibly overlapping. */
public final class ListViewArray extends ListLikeArray {

    private final ByteBuffer offsets;
    private final ByteBuffer sizes;

    public ListViewArray(
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
        return offsets.getInt(index << 2);
    }

    @Override
    public int end(int index) {
        return start(index) + sizes.getInt(index << 2);
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
