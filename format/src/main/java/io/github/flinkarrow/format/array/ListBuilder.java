/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/**
 * Collects lists with offsets of 32 or 64 bits. A map is a list of entries: its child is a {@link
 * StructBuilder} of a key and a value.
 */
public final class ListBuilder extends ListLikeBuilder {

    private final OffsetsBuffer offsets;

    ListBuilder(Field field, BufferSource source, ArrayBuilder elements) {
        super(field, source, elements);
        this.offsets = new OffsetsBuffer(source, field.type() instanceof ArrowType.LargeList);
    }

    @Override
    public void append() {
        offsets.put(length(), elements().length());
        listEnded();
    }

    @Override
    void appendZero() {
        append();
    }

    @Override
    public long byteSize() {
        return (long) validityBytes() + offsets.bytes(length()) + elements().byteSize();
    }

    @Override
    public ListLikeArray build() {
        ArrowArray child = builtElements();
        ByteBuffer view = offsets.view(length());
        ByteBuffer validity = validityView();
        if (field().type() instanceof ArrowType.Map) {
            return new MapArray(
                    field(), length(), nullCount(), validity, view, (StructArray) child);
        }
        return field().type() instanceof ArrowType.LargeList
                ? new LargeListArray(field(), length(), nullCount(), validity, view, child)
                : new ListArray(field(), length(), nullCount(), validity, view, child);
    }

    @Override
    public void close() {
        super.close();
        offsets.release();
    }
}
