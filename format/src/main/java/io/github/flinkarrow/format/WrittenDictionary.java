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
        append(field, copy, StoredArrays.of(values), values.length(), mostBytes);
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
        int seen = values.continues(known) ? Math.min(known.length(), common) : 0;
        if (!ArrayEquality.equal(copy.build(), StoredArrays.of(values), seen, common)) {
            return -1;
        }
        known = values;
        return values.length() - common;
    }

    /** Adds the last values, and returns them alone. */
    ArrowArray add(ArrowArray values, int count) throws UnsupportedIpcFeatureException {
        ArrowArray added = last(field, values, count, mostBytes);
        append(field, copy, added, count, mostBytes);
        return added;
    }

    /**
     * A copy of the last values alone, with indices in the place of what is encoded inside.
     *
     * @param mostBytes of the copy
     * @throws UnsupportedIpcFeatureException if it takes more
     */
    static ArrowArray last(Field field, ArrowArray values, int count, long mostBytes)
            throws UnsupportedIpcFeatureException {
        ArrayBuilder last = HeapBuilders.ofValues(field, mostBytes);
        append(field, last, StoredArrays.of(values), count, mostBytes);
        return last.build();
    }

    /** Appends the last values. */
    private static void append(
            Field field, ArrayBuilder builder, ArrowArray stored, int count, long mostBytes)
            throws UnsupportedIpcFeatureException {
        int end = stored.length();
        BoundedAppend.append(
                builder, stored, end - count, end, mostBytes, what -> tooLarge(field, what));
    }

    private static UnsupportedIpcFeatureException tooLarge(Field field, String what) {
        return new UnsupportedIpcFeatureException(
                "field '%s': dictionary %d takes %s as a copy of its own"
                        .formatted(field.name(), field.dictionary().id(), what));
    }
}
