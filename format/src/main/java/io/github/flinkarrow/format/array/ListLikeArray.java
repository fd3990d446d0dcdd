/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Lists of values of one child, each a range of it. */
public abstract sealed class ListLikeArray extends ArrowArray
        permits ListArray, LargeListArray, FixedSizeListArray, ListViewArray, LargeListViewArray {

    private final ArrowArray elements;

    ListLikeArray(
            Field field, int length, int nullCount, ByteBuffer validity, ArrowArray elements) {
        super(field, length, nullCount, validity);
        this.elements = elements;
    }

    /** The index of the first element of the list. */
    public abstract int start(int index);

    /** The index behind the last element of the list. */
    public abstract int end(int index);

    /** The elements of all lists, and possibly others. */
    public final ArrowArray elements() {
        return elements;
    }
}
