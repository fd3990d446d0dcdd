/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.DictionaryArray;

/** Values of a dictionary, chosen by indices: NULL where the index is, or the value it chooses. */
final class DictionaryColumn extends IndirectColumn {

    private final Column indices;

    DictionaryColumn(DictionaryArray array, Column dictionary) {
        super(
                array.length(),
                dictionary.hasNulls() ? null : validity(array.indices()),
                dictionary.hasNulls(),
                dictionary);
        this.indices =
                IntegerColumns.of(array.indices(), array.field().dictionary().indexType().signed());
    }

    @Override
    int at(int index) {
        return (int) indices.getLong(index);
    }

    @Override
    boolean isNullElsewhere(int index) {
        return indices.isNullAt(index) || values.isNullAt(at(index));
    }
}
