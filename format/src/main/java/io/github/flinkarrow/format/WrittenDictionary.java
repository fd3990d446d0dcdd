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
    private final long mostBytes;

    /** The array whose values are known to be the first of the copy. */
    private ArrowArray known;

    /**
     * @param field the first one that refers to the dictionary
     * @param mostBytes of the copy
     * @throws UnsupportedIpcFeatureException if it takes more
     */
    WrittenDictionary(Field field, ArrowArray values, long mostBytes)
            throws UnsupportedIpcFeatureException {
        this.field = field;
        this.mostBytes = mostBytes;
        this.copy = HeapBuilders.ofValues(field, mostBytes);
        append(copy, StoredArrays.of(values), 0, values.length());
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
    ArrowArray add(ArrowArray values, int count) throws UnsupportedIpcFeatureException {
        ArrowArray stored = StoredArrays.of(values);
        int from = values.length() - count;
        append(copy, stored, from, values.length());
        ArrayBuilder added = HeapBuilders.ofValues(field, mostBytes);
        append(added, stored, from, values.length());
        return added.build();
    }

    private void append(ArrayBuilder builder, ArrowArray stored, int from, int to)
            throws UnsupportedIpcFeatureException {
        BoundedAppend.append(builder, stored, from, to, mostBytes, this::tooLarge);
    }

    private UnsupportedIpcFeatureException tooLarge(String what) {
        return new UnsupportedIpcFeatureException(
                "field '%s': dictionary %d takes %s as a copy of its own"
                        .formatted(field.name(), field.dictionary().id(), what));
    }
}
