/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

/** Collects lists of as many elements as the type says. */
public final class FixedSizeListBuilder extends ListLikeBuilder {

    private final int listSize;

    FixedSizeListBuilder(Field field, BufferSource source, ArrayBuilder elements) {
        super(field, source, elements);
        this.listSize = ((ArrowType.FixedSizeList) field.type()).listSize();
    }

    /**
     * @throws IllegalStateException if not as many elements were appended as the type says
     */
    @Override
    public void append() {
        long expected = (length() + 1L) * listSize;
        if (elements().length() != expected) {
            throw new IllegalStateException(
                    "field '%s': %d elements in %d lists of %d"
                            .formatted(
                                    field().name(), elements().length(), length() + 1, listSize));
        }
        listEnded();
    }

    @Override
    public void appendFrom(ArrowArray source, int from, int to) {
        ArrowArray values = ((FixedSizeListArray) source).elements();
        elements().appendFrom(values, from * listSize, to * listSize);
        listsAppended(source, from, to);
    }

    @Override
    void appendZero() {
        for (int i = 0; i < listSize; i++) {
            elements().appendFiller();
        }
        append();
    }

    @Override
    public long byteSize() {
        return validityBytes() + elements().byteSize();
    }

    @Override
    public FixedSizeListArray build() {
        return new FixedSizeListArray(
                field(), length(), nullCount(), validityView(), listSize, builtElements());
    }
}
