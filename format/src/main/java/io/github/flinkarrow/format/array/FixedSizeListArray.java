/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Lists of equally many elements. */
public final class FixedSizeListArray extends ListLikeArray {

    private final int listSize;

    public FixedSizeListArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            int listSize,
            ArrowArray elements) {
        super(field, length, nullCount, validity, elements);
        this.listSize = listSize;
    }

    /** Elements a list. */
    public int listSize() {
        return listSize;
    }

    @Override
    public int start(int index) {
        return index * listSize;
    }

    @Override
    public int end(int index) {
        return (index + 1) * listSize;
    }
}
