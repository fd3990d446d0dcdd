/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Values of one of the children each. A union has no validity of its own: a value is null where
 * that of its child is.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#union-layout">Union layout</a>
 */
public final class UnionArray extends ArrowArray {

    private final ByteBuffer typeIds;
    private final ByteBuffer offsets;
    private final List<ArrowArray> children;
    private final byte[] ordinals = new byte[128];

    /**
     * @param typeIds one byte a value
     * @param offsets of 32 bits into the child of each value in a dense union; null in a sparse one
     */
    public UnionArray(
            Field field,
            int length,
            ByteBuffer typeIds,
            ByteBuffer offsets,
            List<? extends ArrowArray> children) {
        super(field, length, 0, null);
        this.typeIds = typeIds;
        this.offsets = offsets;
        this.children = List.copyOf(children);
        List<Integer> ids = ((ArrowType.Union) field.type()).typeIds();
        for (int i = 0; i < ids.size(); i++) {
            ordinals[ids.get(i)] = (byte) i;
        }
    }

    public List<ArrowArray> children() {
        return children;
    }

    public ByteBuffer typeIds() {
        return typeIds;
    }

    /** One offset a value in a dense union; null in a sparse one. */
    public ByteBuffer offsets() {
        return offsets;
    }

    /** Which of the children holds the value. */
    public int childOrdinal(int index) {
        return ordinals[typeIds.get(index)];
    }

    /** The index of the value in its child. */
    public int childIndex(int index) {
        return offsets == null ? index : offsets.getInt(index << 2);
    }

    @Override
    public boolean hasNulls() {
        return children.stream().anyMatch(ArrowArray::hasNulls);
    }

    @Override
    public boolean isNull(int index) {
        return children.get(childOrdinal(index)).isNull(childIndex(index));
    }
}
