/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.util.ArrayList;
import java.util.List;

/** Collects structs: append one value to every child, then the struct. */
public final class StructBuilder extends ArrayBuilder {

    private final List<ArrayBuilder> children;

    StructBuilder(Field field, BufferSource source, List<ArrayBuilder> children) {
        super(field, source);
        this.children = List.copyOf(children);
    }

    public ArrayBuilder child(int ordinal) {
        return children.get(ordinal);
    }

    /** Ends a struct that is not null, after one value has been appended to every child. */
    public void append() {
        valueAppended();
    }

    @Override
    public void appendFrom(ArrowArray source, int from, int to) {
        for (int i = 0; i < children.size(); i++) {
            children.get(i).appendFrom(((StructArray) source).child(i), from, to);
        }
        slotsAppended(source, from, to);
    }

    @Override
    void appendValue(ArrowArray source, int index) {
        appendFrom(source, index, index + 1);
    }

    @Override
    void appendZero() {
        for (ArrayBuilder child : children) {
            child.appendFiller();
        }
        valueAppended();
    }

    @Override
    public long byteSize() {
        long size = validityBytes();
        for (ArrayBuilder child : children) {
            size += child.byteSize();
        }
        return size;
    }

    @Override
    public StructArray build() {
        List<ArrowArray> arrays = new ArrayList<>(children.size());
        for (ArrayBuilder child : children) {
            if (child.length() != length()) {
                throw new IllegalStateException(
                        "struct '%s' has %d values, and its child '%s' %d"
                                .formatted(
                                        field().name(),
                                        length(),
                                        child.field().name(),
                                        child.length()));
            }
            arrays.add(child.build());
        }
        return new StructArray(field(), length(), nullCount(), validityView(), arrays);
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
    }
}
