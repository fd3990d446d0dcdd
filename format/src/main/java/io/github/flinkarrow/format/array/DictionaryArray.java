/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Indices into a dictionary. A value is null where its index is, or where the dictionary's is. */
public final class DictionaryArray extends ArrowArray {

    private final FixedWidthArray indices;
    private final ArrowArray dictionary;
    private final boolean unsigned;

    /**
     * @param indices an array of 8 to 64-bit integers; a valid one is an index of the dictionary
     * @param dictionary the values, valid as long as the record batch is
     */
    public DictionaryArray(Field field, FixedWidthArray indices, ArrowArray dictionary) {
        super(field, indices.length(), indices.nullCount(), indices.validity());
        this.indices = indices;
        this.dictionary = dictionary;
        this.unsigned = !field.dictionary().indexType().signed();
    }

    public FixedWidthArray indices() {
        return indices;
    }

    public ArrowArray dictionary() {
        return dictionary;
    }

    /** The index at a valid slot. */
    public int dictionaryIndex(int index) {
        if (indices instanceof Int32Array ints) {
            return ints.get(index);
        } else if (indices instanceof Int8Array bytes) {
            return unsigned ? bytes.getUnsigned(index) : bytes.get(index);
        } else if (indices instanceof Int16Array shorts) {
            return unsigned ? shorts.getUnsigned(index) : shorts.get(index);
        }
        return (int) ((Int64Array) indices).get(index);
    }

    @Override
    public boolean hasNulls() {
        return super.hasNulls() || dictionary.hasNulls();
    }

    @Override
    public boolean isNull(int index) {
        return super.isNull(index) || dictionary.isNull(dictionaryIndex(index));
    }
}
