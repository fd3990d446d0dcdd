/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects lists: append the elements to the child, then the list. */
public abstract sealed class ListLikeBuilder extends ArrayBuilder
        permits ListBuilder, ListViewBuilder, FixedSizeListBuilder {

    private final ArrayBuilder elements;

    ListLikeBuilder(Field field, BufferSource source, ArrayBuilder elements) {
        super(field, source);
        this.elements = elements;
    }

    public final ArrayBuilder elements() {
        return elements;
    }

    /** Ends a list of the elements that were appended to the child since the list before. */
    public abstract void append();

    @Override
    public abstract ListLikeArray build();

    @Override
    public void reset() {
        super.reset();
        elements.reset();
    }

    @Override
    public void close() {
        super.close();
        elements.close();
    }
}
