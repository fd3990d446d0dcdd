/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.UnionMode;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Collects values of one of the children each: append the value to the child, then the union. */
public final class UnionBuilder extends ArrayBuilder {

    private final List<ArrayBuilder> children;
    private final List<Integer> childTypeIds;
    private final boolean dense;
    private final GrowableBuffer typeIds;
    private final GrowableBuffer offsets;

    UnionBuilder(Field field, BufferSource source, List<ArrayBuilder> children) {
        super(field, source);
        ArrowType.Union type = (ArrowType.Union) field.type();
        this.children = List.copyOf(children);
        this.childTypeIds = type.typeIds();
        this.dense = type.mode() == UnionMode.DENSE;
        this.typeIds = new GrowableBuffer(source);
        this.offsets = new GrowableBuffer(source);
    }

    public ArrayBuilder child(int ordinal) {
        return children.get(ordinal);
    }

    /**
     * Ends a value that has been appended to a child; in a sparse union the others get a filler.
     */
    public void append(int ordinal) {
        for (int i = 0; !dense && i < children.size(); i++) {
            if (i != ordinal) {
                children.get(i).appendFiller();
            }
        }
        select(ordinal);
    }

    private void select(int ordinal) {
        int index = length();
        typeIds.putByte(index, childTypeIds.get(ordinal).byteValue());
        if (dense) {
            int used = Math.multiplyExact(index, Integer.BYTES);
            offsets.putInt(used, children.get(ordinal).length() - 1);
        }
        valueAppended();
    }

    @Override
    public void appendFrom(ArrowArray source, int from, int to) {
        UnionArray values = (UnionArray) source;
        for (int i = 0; !dense && i < children.size(); i++) {
            children.get(i).appendFrom(values.children().get(i), from, to);
        }
        for (int i = from; i < to; i++) {
            int ordinal = values.childOrdinal(i);
            if (dense) {
                int index = values.childIndex(i);
                children.get(ordinal).appendFrom(values.children().get(ordinal), index, index + 1);
            }
            select(ordinal);
        }
    }

    @Override
    void appendValue(ArrowArray source, int index) {
        appendFrom(source, index, index + 1);
    }

    /**
     * Appends a null of the first child that may have one.
     *
     * @throws IllegalStateException if none may
     */
    @Override
    public void appendNull() {
        for (int i = 0; i < children.size(); i++) {
            if (children.get(i).field().nullable()) {
                children.get(i).appendNull();
                append(i);
                return;
            }
        }
        throw new IllegalStateException(
                "field '" + field().name() + "': no child of the union is nullable");
    }

    /** Never null itself, whatever the field says. */
    @Override
    void appendFiller() {
        appendZero();
    }

    @Override
    void appendZero() {
        if (children.isEmpty()) {
            throw new IllegalStateException(
                    "field '" + field().name() + "': a union without children has no values");
        }
        children.get(0).appendFiller();
        append(0);
    }

    @Override
    public long byteSize() {
        long size = length() + (dense ? (long) length() * Integer.BYTES : 0);
        for (ArrayBuilder child : children) {
            size += child.byteSize();
        }
        return size;
    }

    @Override
    public UnionArray build() {
        List<ArrowArray> arrays = new ArrayList<>(children.size());
        long values = 0;
        for (ArrayBuilder child : children) {
            values += child.length();
            arrays.add(child.build());
        }
        long expected = dense ? length() : (long) length() * children.size();
        if (values != expected) {
            throw new IllegalStateException(
                    "union '%s' has %d values, and its children %d"
                            .formatted(field().name(), length(), values));
        }
        ByteBuffer starts = dense ? offsets.view(length() * Integer.BYTES) : null;
        return new UnionArray(field(), length(), typeIds.view(length()), starts, arrays);
    }

    @Override
    public void reset() {
        super.reset();
        children.forEach(ArrayBuilder::reset);
    }

    @Override
    public void close() {
        super.close();
        children.forEach(ArrayBuilder::close);
        typeIds.release();
        offsets.release();
    }
}
