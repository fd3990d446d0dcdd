/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects lists: append the elements to the child, then the list. */
public abstract sealed class ListLikeBuilder extends ArrayBuilder
        permits ListBuilder, ListViewBuilder, FixedSizeListBuilder {

    private final ArrayBuilder elements;
    private int ended;

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
    void appendValue(ArrowArray source, int index) {
        ListLikeArray lists = (ListLikeArray) source;
        elements.appendFrom(lists.elements(), lists.start(index), lists.end(index));
        append();
    }

    /** To be called once for every list, after what it has of its own has been written. */
    final void listEnded() {
        ended = elements.length();
        valueAppended();
    }

    /** The same for copies of several lists. */
    final void listsAppended(ArrowArray source, int from, int to) {
        ended = elements.length();
        slotsAppended(source, from, to);
    }

    /** How many elements the lists so far have. */
    final int ended() {
        return ended;
    }

    /** The child, all of whose elements belong to a list. */
    final ArrowArray builtElements() {
        if (ended != elements.length()) {
            throw new IllegalStateException(
                    "the lists of '%s' have %d elements, and its child %d"
                            .formatted(field().name(), ended, elements.length()));
        }
        return elements.build();
    }

    /**
     * @throws IllegalStateException if the child has elements that no list was ended for
     */
    @Override
    public abstract ListLikeArray build();

    @Override
    public void reset() {
        super.reset();
        ended = 0;
        elements.reset();
    }

    @Override
    public void close() {
        super.close();
        elements.close();
    }
}
