/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Lists with 32-bit offsets into one child; the entries of a map are such lists too. */
public sealed class ListArray extends ArrowArray permits MapArray {

    private final ByteBuffer offsets;
    private final ArrowArray elements;

    public ListArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer offsets,
            ArrowArray elements) {
        super(field, length, nullCount, validity);
        this.offsets = offsets;
        this.elements = elements;
    }

    /** The index of the first element of the list. */
    public final int start(int index) {
        return offsets.getInt(index << 2);
    }

    /** The index behind the last element of the list. */
    public final int end(int index) {
        return offsets.getInt((index + 1) << 2);
    }

    /** {@link #length()} + 1 offsets; empty where there are no values. */
    public final ByteBuffer offsets() {
        return offsets;
    }

    /** The elements of all lists. */
    public final ArrowArray elements() {
        return elements;
    }
}
