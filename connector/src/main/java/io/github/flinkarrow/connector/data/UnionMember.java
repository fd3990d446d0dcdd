/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.UnionArray;

/** One child of a union: NULL where another one is selected. */
final class UnionMember extends IndirectColumn {

    private final UnionArray union;
    private final int ordinal;

    /**
     * @param ordinal of the child
     * @param values of the child
     */
    UnionMember(UnionArray union, int ordinal, Column values) {
        super(union.length(), null, true, values);
        this.union = union;
        this.ordinal = ordinal;
    }

    @Override
    int at(int index) {
        return union.childIndex(index);
    }

    @Override
    boolean isNullElsewhere(int index) {
        return union.childOrdinal(index) != ordinal || values.isNullAt(at(index));
    }
}
