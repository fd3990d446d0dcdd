/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.DistinctValues;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;
import io.github.flinkarrow.format.internal.metadata.Quoted;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;

/**
 * The values that differ of every dictionary that a stream has had under one id. It only ever
 * grows; its memory is left to the garbage collector.
 */
final class UnifiedDictionary {

    private static final int MOST_VALUES = Integer.MAX_VALUE - 8;

    private final Field field;
    private final ArrayBuilder values;
    private final DistinctValues distinct;

    /** The dictionary of the stream whose values were added last, and where each of them is. */
    private ArrowArray known;

    private int[] positions = {};

    /** Those of the longest dictionary so far, as many as it has values. */
    private int[] longest = {};

    private int longestLength;
    private boolean inOrder = true;

    /**
     * @param field the first one that refers to the dictionary
     * @param mostBytes of the values
     */
    UnifiedDictionary(Field field, long mostBytes) {
        this.field = field;
        this.values = HeapBuilders.ofValues(field);
        this.distinct = new DistinctValues(mostBytes);
    }

    long id() {
        return field.dictionary().id();
    }

    /** Whether these are the values that were added last. */
    boolean knows(ArrowArray dictionary) {
        return dictionary == known;
    }

    /**
     * Adds the values that are not there yet.
     *
     * @param dictionary as it is in the stream
     * @param unified the same with indices into unified dictionaries
     * @throws ArithmeticException if the values take too many bytes
     */
    void add(ArrowArray dictionary, ArrowArray unified) {
        ArrowArray stored = StoredArrays.of(unified);
        boolean grown = known != null && dictionary.continues(known);
        int seen = grown ? known.length() : 0;
        positions = withRoom(positions, seen, stored.length());
        distinct.beginRound();
        for (int i = seen; i < stored.length(); i++) {
            positions[i] = distinct.number(stored, i);
            if (positions[i] == values.length()) {
                values.appendFrom(stored, i, i + 1);
            }
            noteOrder(i, positions[i]);
        }
        known = dictionary;
    }

    private void noteOrder(int index, int position) {
        if (index < longestLength) {
            inOrder &= longest[index] == position;
        } else {
            longest = withRoom(longest, longestLength, index + 1);
            longest[index] = position;
            longestLength = index + 1;
        }
    }

    /** An array with the first elements of another one, which grows by doubling. */
    private static int[] withRoom(int[] array, int used, int size) {
        if (size <= array.length) {
            return array;
        }
        int[] larger = new int[(int) Math.max(size, Math.min(2L * array.length, MOST_VALUES))];
        System.arraycopy(array, 0, larger, 0, used);
        return larger;
    }

    /**
     * Whether each dictionary so far begins as the others do, so that this one is in their order.
     */
    boolean inOrder() {
        return inOrder;
    }

    /**
     * All values so far: an array that stays as it is when more are added.
     *
     * @param inner the dictionaries that they refer to, by their ids
     */
    ArrowArray values(Map<Long, ArrowArray> inner) {
        return StoredArrays.bound(Dictionary.valueField(field), values.buildGrown(), inner::get);
    }

    /**
     * An array with indices into the unified values.
     *
     * @param encoded of the dictionary that was added last
     * @param location of the stream, for errors
     * @throws UnsupportedIpcFeatureException if its indices are too narrow
     */
    DictionaryArray remapped(
            Field column, DictionaryArray encoded, ArrowArray unified, Location location)
            throws UnsupportedIpcFeatureException {
        FixedWidthArray indices = encoded.indices();
        int width = indices.byteWidth();
        ByteBuffer moved =
                ByteBuffer.allocate(Math.multiplyExact(indices.length(), width))
                        .order(ByteOrder.LITTLE_ENDIAN);
        int largest = 0;
        for (int i = 0; i < indices.length(); i++) {
            if (!indices.isNull(i)) {
                int position = positions[encoded.dictionaryIndex(i)];
                largest = Math.max(largest, position);
                put(moved, i, width, position);
            }
        }
        ArrowType.Int type = column.dictionary().indexType();
        int bits = type.signed() ? type.bitWidth() - 1 : type.bitWidth();
        if (bits < Integer.SIZE - 1 && largest >> bits != 0) {
            throw location.unsupported(
                    ("field %s: dictionary %d is replaced in the stream, and its %d values are"
                                    + " more than indices of %s can say: a file has one dictionary"
                                    + " of an id, a stream can hold them (--container stream)")
                            .formatted(Quoted.of(column.name()), id(), values.length(), type));
        }
        return new DictionaryArray(column, withValues(indices, moved), unified);
    }

    private static void put(ByteBuffer buffer, int index, int width, int position) {
        switch (width) {
            case 1 -> buffer.put(index, (byte) position);
            case 2 -> buffer.putShort(index << 1, (short) position);
            case 4 -> buffer.putInt(index << 2, position);
            default -> buffer.putLong(index << 3, position);
        }
    }

    private static FixedWidthArray withValues(FixedWidthArray like, ByteBuffer values) {
        Field field = like.field();
        int length = like.length();
        int nulls = like.nullCount();
        ByteBuffer validity = like.validity();
        return switch (like.byteWidth()) {
            case 1 -> new Int8Array(field, length, nulls, validity, values);
            case 2 -> new Int16Array(field, length, nulls, validity, values);
            case 4 -> new Int32Array(field, length, nulls, validity, values);
            default -> new Int64Array(field, length, nulls, validity, values);
        };
    }
}
