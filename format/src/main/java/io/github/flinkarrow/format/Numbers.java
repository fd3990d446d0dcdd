/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BinaryViewArray;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.IntervalUnit;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The numbers that a buffer consists of: what its bytes are in the byte order of the file. */
enum Numbers {
    /** None of more than one byte. */
    BYTES,
    INT16,
    INT32,
    INT64,
    INT128,
    INT256,
    /** Two of 32 bits and one of 64. */
    MONTH_DAY_NANO,
    /** A size; then the bytes of the value, or its first four, a buffer index and an offset. */
    VIEWS;

    private static final int VIEW_PREFIX = 4;
    private static final int VIEW_INDEX = 8;
    private static final int VIEW_OFFSET = 12;

    /** Those of a type whose values have a fixed width. */
    static Numbers of(ArrowType type) {
        if (type instanceof ArrowType.FixedSizeBinary) {
            return BYTES;
        } else if (type instanceof ArrowType.Interval interval) {
            return interval.unit() == IntervalUnit.MONTH_DAY_NANO ? MONTH_DAY_NANO : INT32;
        }
        return switch (PhysicalLayout.byteWidth(type)) {
            case 1 -> BYTES;
            case 2 -> INT16;
            case 4 -> INT32;
            case 8 -> INT64;
            case 16 -> INT128;
            default -> INT256;
        };
    }

    /**
     * Copies big-endian numbers to little-endian ones.
     *
     * @param source from 0 to its limit, not written to
     * @param target little-endian, with the same limit
     */
    void swap(ByteBuffer source, ByteBuffer target) {
        ByteBuffer from = source.duplicate().rewind().order(ByteOrder.BIG_ENDIAN);
        switch (this) {
            case BYTES -> target.put(0, from, 0, from.limit());
            case INT16 -> target.asShortBuffer().put(from.asShortBuffer());
            case INT32 -> target.asIntBuffer().put(from.asIntBuffer());
            case INT64 -> target.asLongBuffer().put(from.asLongBuffer());
            case INT128 -> swapWords(from, target, 2);
            case INT256 -> swapWords(from, target, 4);
            case MONTH_DAY_NANO -> swapIntervals(from, target);
            case VIEWS -> swapViews(from, target);
        }
    }

    /** Numbers of several words, of which the first is the highest in big-endian order. */
    private static void swapWords(ByteBuffer from, ByteBuffer to, int words) {
        int width = words * Long.BYTES;
        for (int start = 0; start < from.limit(); start += width) {
            for (int at = 0; at < width; at += Long.BYTES) {
                to.putLong(start + at, from.getLong(start + width - Long.BYTES - at));
            }
        }
    }

    private static void swapIntervals(ByteBuffer from, ByteBuffer to) {
        for (int start = 0; start < from.limit(); start += 2 * Long.BYTES) {
            to.putInt(start, from.getInt(start));
            to.putInt(start + 4, from.getInt(start + 4));
            to.putLong(start + 8, from.getLong(start + 8));
        }
    }

    private static void swapViews(ByteBuffer from, ByteBuffer to) {
        for (int start = 0; start < from.limit(); start += PhysicalLayout.VIEW_BYTES) {
            int size = from.getInt(start);
            to.putInt(start, size);
            if (size >= 0 && size <= BinaryViewArray.MOST_INLINE) {
                to.put(start + VIEW_PREFIX, from, start + VIEW_PREFIX, BinaryViewArray.MOST_INLINE);
            } else {
                to.put(start + VIEW_PREFIX, from, start + VIEW_PREFIX, 4);
                to.putInt(start + VIEW_INDEX, from.getInt(start + VIEW_INDEX));
                to.putInt(start + VIEW_OFFSET, from.getInt(start + VIEW_OFFSET));
            }
        }
    }
}
