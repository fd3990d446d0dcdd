/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/**
 * Collects lists: append the elements to the child, then the list. A map is a list of entries: its
 * child is a {@link StructBuilder} of a key and a value.
 */
public final class ListBuilder extends ArrayBuilder {

    private final GrowableBuffer offsets;
    private final ArrayBuilder elements;

    ListBuilder(Field field, BufferSource source, ArrayBuilder elements) {
        super(field, source);
        this.offsets = new GrowableBuffer(source);
        this.elements = elements;
    }

    public ArrayBuilder elements() {
        return elements;
    }

    /** Ends a list of the elements that were appended to the child since the list before. */
    public void append() {
        int index = length();
        int used = (index + 1) << 2;
        ByteBuffer memory = offsets.ensure(used + 4L, index == 0 ? 0 : used);
        if (index == 0) {
            memory.putInt(0, 0);
        }
        memory.putInt(used, elements.length());
        valueAppended();
    }

    @Override
    void appendZero() {
        append();
    }

    private int offsetsBytes() {
        return length() == 0 ? 0 : (length() + 1) << 2;
    }

    @Override
    public long byteSize() {
        return (long) validityBytes() + offsetsBytes() + elements.byteSize();
    }

    @Override
    public ListArray build() {
        ArrowArray child = elements.build();
        ByteBuffer view = offsets.view(offsetsBytes());
        return field().type() instanceof ArrowType.Map
                ? new MapArray(
                        field(), length(), nullCount(), validityView(), view, (StructArray) child)
                : new ListArray(field(), length(), nullCount(), validityView(), view, child);
    }

    @Override
    public void reset() {
        super.reset();
        elements.reset();
    }

    @Override
    public void close() {
        super.close();
        elements.close();
        offsets.release();
    }
}
