/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BinaryViewArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.array.UnionArray;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Checks once what every later access relies on, so that none of them can leave its buffers.
 *
 * <p>Each check goes over the values once. Branches that are never taken cost less than to gather
 * the signs of differences without any.
 */
final class ArrayValidator {

    private final Location location;

    ArrayValidator(Location location) {
        this.location = location;
    }

    /** Offsets do not decrease, start at 0 or behind, and end inside what they refer to. */
    void offsets(ArrayLayout layout, ByteBuffer offsets, int length, int size)
            throws IpcFormatException {
        if (length == 0 || ascend(offsets, length, size)) {
            return;
        }
        int previous = 0;
        for (int i = 0; i <= length; i++) {
            int next = offsets.getInt(i << 2);
            checkOffset(layout, i, previous, next, size);
            previous = next;
        }
    }

    private static boolean ascend(ByteBuffer offsets, int length, int size) {
        int previous = 0;
        for (int i = 0; i <= length; i++) {
            int next = offsets.getInt(i << 2);
            if (next < previous) {
                return false;
            }
            previous = next;
        }
        return previous <= size;
    }

    /** The same of 64-bit offsets. */
    void largeOffsets(ArrayLayout layout, ByteBuffer offsets, int length, int size)
            throws IpcFormatException {
        if (length == 0 || ascendLarge(offsets, length, size)) {
            return;
        }
        long previous = 0;
        for (int i = 0; i <= length; i++) {
            long next = offsets.getLong(i << 3);
            checkOffset(layout, i, previous, next, size);
            previous = next;
        }
    }

    private static boolean ascendLarge(ByteBuffer offsets, int length, int size) {
        long previous = 0;
        for (int i = 0; i <= length; i++) {
            long next = offsets.getLong(i << 3);
            if (next < previous) {
                return false;
            }
            previous = next;
        }
        return previous <= size;
    }

    private void checkOffset(ArrayLayout layout, int index, long previous, long next, int size)
            throws IpcFormatException {
        if (next < previous || next > size) {
            throw malformed(
                    layout,
                    "offset " + index + " is " + next + ": expected " + previous + " to " + size);
        }
    }

    /** A child has a value for each of its parent. */
    void childLength(ArrayLayout child, int found, long expected) throws IpcFormatException {
        if (found < expected) {
            throw malformed(child, found + " values, but its parent needs " + expected);
        }
    }

    /** Ranges lie inside the child, in every slot. */
    void listViews(
            ArrayLayout layout, ByteBuffer offsets, ByteBuffer sizes, int length, int childLength)
            throws IpcFormatException {
        for (int i = 0; i < length; i++) {
            checkRange(layout, i, offsets.getInt(i << 2), sizes.getInt(i << 2), childLength);
        }
    }

    /** The same of 64-bit offsets and sizes. */
    void largeListViews(
            ArrayLayout layout, ByteBuffer offsets, ByteBuffer sizes, int length, int childLength)
            throws IpcFormatException {
        for (int i = 0; i < length; i++) {
            checkRange(layout, i, offsets.getLong(i << 3), sizes.getLong(i << 3), childLength);
        }
    }

    private void checkRange(ArrayLayout layout, int index, long offset, long size, int childLength)
            throws IpcFormatException {
        if (offset < 0 || size < 0 || offset > childLength || size > childLength - offset) {
            throw malformed(
                    layout,
                    "list "
                            + index
                            + " has "
                            + size
                            + " elements at "
                            + offset
                            + ", outside the child of "
                            + childLength);
        }
    }

    /** Views in valid slots refer to bytes that exist, and begin as those do. */
    void views(ArrayLayout layout, BinaryViewArray array) throws IpcFormatException {
        ByteBuffer views = array.views();
        for (int i = 0; i < array.length(); i++) {
            int size = views.getInt(i << 4);
            if ((size < 0 || size > BinaryViewArray.MOST_INLINE) && !array.isNull(i)) {
                checkView(layout, array, i, size);
            }
        }
    }

    private void checkView(ArrayLayout layout, BinaryViewArray array, int index, int size)
            throws IpcFormatException {
        ByteBuffer views = array.views();
        int buffer = views.getInt((index << 4) + 8);
        int offset = views.getInt((index << 4) + 12);
        boolean exists = size >= 0 && buffer >= 0 && buffer < array.dataBufferCount();
        int limit = exists ? array.dataBuffer(buffer).limit() : 0;
        if (!exists || offset < 0 || offset > limit - size) {
            throw malformed(
                    layout,
                    "view "
                            + index
                            + " has "
                            + size
                            + " bytes at "
                            + offset
                            + " of data buffer "
                            + buffer
                            + (exists
                                    ? ", which has " + limit
                                    : ", of " + array.dataBufferCount() + " buffers"));
        }
        if (array.dataBuffer(buffer).getInt(offset) != views.getInt((index << 4) + 4)) {
            throw malformed(layout, "the prefix of view " + index + " is not that of its bytes");
        }
    }

    /** Type ids are known; offsets of a dense union do not decrease, and lie inside their child. */
    void union(ArrayLayout layout, UnionArray array) throws IpcFormatException {
        List<Integer> known = ((ArrowType.Union) array.field().type()).typeIds();
        boolean[] isKnown = new boolean[128];
        known.forEach(typeId -> isKnown[typeId] = true);
        int[] least = new int[array.children().size()];
        for (int i = 0; i < array.length(); i++) {
            byte typeId = array.typeIds().get(i);
            if (typeId < 0 || !isKnown[typeId]) {
                throw malformed(
                        layout, "type id " + typeId + " of value " + i + " is not one of " + known);
            }
            if (array.offsets() != null) {
                checkUnionOffset(layout, array, i, least);
            }
        }
    }

    private void checkUnionOffset(ArrayLayout layout, UnionArray array, int index, int[] least)
            throws IpcFormatException {
        int ordinal = array.childOrdinal(index);
        int offset = array.childIndex(index);
        int size = array.children().get(ordinal).length();
        if (offset < least[ordinal] || offset >= size) {
            throw malformed(
                    layout,
                    "offset "
                            + offset
                            + " of value "
                            + index
                            + " into child "
                            + ordinal
                            + " of "
                            + size
                            + " values: expected at least "
                            + least[ordinal]);
        }
        least[ordinal] = offset;
    }

    /** Run ends are positive, increase, reach the length, and have a value each. */
    void runEnds(ArrayLayout layout, RunEndEncodedArray array) throws IpcFormatException {
        FixedWidthArray runEnds = array.runEnds();
        if (runEnds.hasNulls()) {
            throw malformed(layout, runEnds.nullCount() + " run ends are null");
        }
        if (array.values().length() < runEnds.length()) {
            throw malformed(
                    layout,
                    runEnds.length() + " run ends, but " + array.values().length() + " values");
        }
        long previous = 0;
        for (int i = 0; i < runEnds.length(); i++) {
            long end = array.runEnd(i);
            if (end <= previous) {
                throw malformed(
                        layout, "run end " + i + " is " + end + ": expected more than " + previous);
            }
            previous = end;
        }
        if (previous < array.length()) {
            throw malformed(
                    layout, "runs end at " + previous + ", before the length " + array.length());
        }
    }

    /**
     * Indices in valid slots are those of dictionary values.
     *
     * @param size of the dictionary, or -1 if there is none
     */
    void indices(FieldPath path, DictionaryEncoding encoding, FixedWidthArray indices, int size)
            throws IpcFormatException {
        boolean signed = encoding.indexType().signed();
        for (int i = 0; i < indices.length(); i++) {
            long index = DictionaryIndices.get(indices, i, signed);
            if ((index < 0 || index >= size) && !indices.isNull(i)) {
                throw location.malformed(path + ": " + misplaced(encoding, index, i, size));
            }
        }
    }

    private static String misplaced(DictionaryEncoding encoding, long index, int at, int size) {
        if (size < 0) {
            return "dictionary " + encoding.id() + " is missing, and value " + at + " needs it";
        }
        boolean signed = encoding.indexType().signed();
        return "index "
                + (signed ? index : Long.toUnsignedString(index))
                + " of value "
                + at
                + " is outside dictionary "
                + encoding.id()
                + " of "
                + size
                + " values";
    }

    private IpcFormatException malformed(ArrayLayout layout, String reason) {
        return location.malformed(layout.path() + ": " + reason);
    }
}
