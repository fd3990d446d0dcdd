/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.NestedArrays;
import io.github.flinkarrow.format.schema.Field;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;

/** Takes dictionaries away from arrays, and gives them back, in their children too. */
final class StoredArrays {

    private StoredArrays() {}

    /** The array with indices in the place of what is dictionary-encoded. */
    static ArrowArray of(ArrowArray array) {
        if (array instanceof DictionaryArray encoded) {
            return encoded.indices();
        }
        List<ArrowArray> children = new ArrayList<>(NestedArrays.children(array));
        if (children.isEmpty() || !DictionaryFields.isOrHasEncoded(array.field())) {
            return array;
        }
        children.replaceAll(StoredArrays::of);
        return NestedArrays.withChildren(array, DictionaryFields.asStored(array.field()), children);
    }

    /**
     * The inverse.
     *
     * @param field that the result has
     * @param dictionaries by their ids
     */
    static ArrowArray bound(Field field, ArrowArray stored, LongFunction<ArrowArray> dictionaries) {
        if (field.isDictionaryEncoded()) {
            ArrowArray values = dictionaries.apply(field.dictionary().id());
            return new DictionaryArray(field, (FixedWidthArray) stored, values);
        } else if (!DictionaryFields.isOrHasEncoded(field)) {
            return stored;
        }
        List<ArrowArray> children = new ArrayList<>(NestedArrays.children(stored));
        for (int i = 0; i < children.size(); i++) {
            children.set(i, bound(field.children().get(i), children.get(i), dictionaries));
        }
        return NestedArrays.withChildren(stored, field, children);
    }

    /** Adds the dictionaries that an array and its children refer to, by their ids. */
    static void collectDictionaries(ArrowArray array, Map<Long, ArrowArray> dictionaries) {
        if (array instanceof DictionaryArray encoded) {
            dictionaries.put(array.field().dictionary().id(), encoded.dictionary());
            collectDictionaries(encoded.dictionary(), dictionaries);
        } else {
            for (ArrowArray child : NestedArrays.children(array)) {
                collectDictionaries(child, dictionaries);
            }
        }
    }
}
