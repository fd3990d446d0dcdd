/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;

import java.nio.ByteBuffer;

/**
 * Checks once what every later access relies on, so that none of them can leave its buffers.
 *
 * <p>Each check looks for a violation in one pass without branches, and only then for where it is.
 */
final class ArrayValidator {

    private final Location location;

    ArrayValidator(Location location) {
        this.location = location;
    }

    /** Offsets do not decrease, start at 0 or behind, and end inside what they refer to. */
    void offsets(ArrayLayout layout, ByteBuffer offsets, int length, int size)
            throws IpcFormatException {
        if (length == 0) {
            return;
        }
        int previous = offsets.getInt(0);
        int sign = previous;
        for (int i = 1; i <= length; i++) {
            int next = offsets.getInt(i << 2);
            sign |= next | (next - previous);
            previous = next;
        }
        if (sign < 0 || previous > size) {
            previous = 0;
            for (int i = 0; i <= length; i++) {
                int next = offsets.getInt(i << 2);
                checkOffset(layout, i, previous, next, size);
                previous = next;
            }
        }
    }

    /** The same of 64-bit offsets. */
    void largeOffsets(ArrayLayout layout, ByteBuffer offsets, int length, int size)
            throws IpcFormatException {
        if (length == 0) {
            return;
        }
        long previous = offsets.getLong(0);
        long sign = previous;
        for (int i = 1; i <= length; i++) {
            long next = offsets.getLong(i << 3);
            sign |= next | (next - previous);
            previous = next;
        }
        if (sign < 0 || previous > size) {
            previous = 0;
            for (int i = 0; i <= length; i++) {
                long next = offsets.getLong(i << 3);
                checkOffset(layout, i, previous, next, size);
                previous = next;
            }
        }
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
    void childLength(ArrayLayout child, int found, int expected) throws IpcFormatException {
        if (found < expected) {
            throw malformed(child, found + " values, but its parent has " + expected);
        }
    }

    /**
     * Indices in valid slots are those of dictionary values.
     *
     * @param size of the dictionary, or -1 if there is none
     */
    void indices(ArrayLayout layout, FixedWidthArray indices, int size) throws IpcFormatException {
        boolean signed = layout.field().dictionary().indexType().signed();
        for (int i = 0; i < indices.length(); i++) {
            long index = index(indices, i, signed);
            if ((index < 0 || index >= size) && !indices.isNull(i)) {
                long id = layout.field().dictionary().id();
                throw malformed(
                        layout,
                        size < 0
                                ? "dictionary " + id + " is missing, and value " + i + " needs it"
                                : "index "
                                        + (signed ? index : Long.toUnsignedString(index))
                                        + " of value "
                                        + i
                                        + " is outside dictionary "
                                        + id
                                        + " of "
                                        + size
                                        + " values");
            }
        }
    }

    private static long index(FixedWidthArray indices, int i, boolean signed) {
        if (indices instanceof Int32Array ints) {
            return signed ? ints.get(i) : ints.getUnsigned(i);
        } else if (indices instanceof Int8Array bytes) {
            return signed ? bytes.get(i) : bytes.getUnsigned(i);
        } else if (indices instanceof Int16Array shorts) {
            return signed ? shorts.get(i) : shorts.getUnsigned(i);
        }
        return ((Int64Array) indices).get(i);
    }

    private IpcFormatException malformed(ArrayLayout layout, String reason) {
        return location.malformed(layout.path() + ": " + reason);
    }
}
