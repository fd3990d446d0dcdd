/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.ArrayEquality;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.schema.Field;

/**
 * The values of a dictionary that have been written: a copy, since the batches they came with are
 * gone. It is left to the garbage collector, as a writer may be abandoned.
 */
final class WrittenDictionary {

    private final Field field;
    private final ArrayBuilder copy;

    /** The array whose values are known to be the first of the copy. */
    private ArrowArray known;

    /**
     * @param field the first one that refers to the dictionary
     */
    WrittenDictionary(Field field, ArrowArray values) {
        this.field = field;
        this.copy = HeapBuilders.ofValues(field);
        copy.appendFrom(StoredArrays.of(values), 0, values.length());
        this.known = values;
    }

    Field field() {
        return field;
    }

    /**
     * How many values come behind those that have been written, 0 or more; -1 if others have been
     * written.
     */
    int newValues(ArrowArray values) {
        if (values == known) {
            return 0;
        }
        int common = Math.min(copy.length(), values.length());
        if (!ArrayEquality.startEqually(copy.build(), StoredArrays.of(values), common)) {
            return -1;
        }
        known = values;
        return values.length() - common;
    }

    /** Adds the last values, and returns them alone. */
    ArrowArray add(ArrowArray values, int count) {
        ArrowArray added = last(field, values, count);
        copy.appendFrom(added, 0, count);
        return added;
    }

    /** A copy of the last values alone, with indices in the place of what is encoded inside. */
    static ArrowArray last(Field field, ArrowArray values, int count) {
        ArrayBuilder last = HeapBuilders.ofValues(field);
        last.appendFrom(StoredArrays.of(values), values.length() - count, values.length());
        return last.build();
    }
}
