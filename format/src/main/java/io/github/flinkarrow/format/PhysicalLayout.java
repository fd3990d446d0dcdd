/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.UnionMode;

/**
 * How the values of a type are laid out in buffers.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#physical-memory-layout">Physical
 *     memory layout</a>
 */
enum PhysicalLayout {
    NULL,
    BITS,
    FIXED_WIDTH,
    /** Bytes with 32-bit offsets. */
    BINARY,
    /** Bytes with 64-bit offsets. */
    LARGE_BINARY,
    STRUCT,
    /** Bytes as views. */
    BINARY_VIEW,
    /** Lists with 32-bit offsets, maps among them. */
    LIST,
    /** Lists with 64-bit offsets. */
    LARGE_LIST,
    FIXED_SIZE_LIST,
    /** Lists of 32-bit offsets and sizes. */
    LIST_VIEW,
    /** Lists of 64-bit offsets and sizes. */
    LARGE_LIST_VIEW,
    SPARSE_UNION,
    DENSE_UNION,
    RUN_END_ENCODED;

    /** Bytes of a view. */
    static final int VIEW_BYTES = 16;

    static PhysicalLayout of(ArrowType type) {
        if (type instanceof ArrowType.Null) {
            return NULL;
        } else if (type instanceof ArrowType.Bool) {
            return BITS;
        } else if (type instanceof ArrowType.Utf8 || type instanceof ArrowType.Binary) {
            return BINARY;
        } else if (type instanceof ArrowType.LargeUtf8 || type instanceof ArrowType.LargeBinary) {
            return LARGE_BINARY;
        } else if (type instanceof ArrowType.Struct) {
            return STRUCT;
        } else if (type instanceof ArrowType.List || type instanceof ArrowType.Map) {
            return LIST;
        } else if (type instanceof ArrowType.Utf8View || type instanceof ArrowType.BinaryView) {
            return BINARY_VIEW;
        } else if (type instanceof ArrowType.LargeList) {
            return LARGE_LIST;
        } else if (type instanceof ArrowType.FixedSizeList) {
            return FIXED_SIZE_LIST;
        } else if (type instanceof ArrowType.ListView) {
            return LIST_VIEW;
        } else if (type instanceof ArrowType.LargeListView) {
            return LARGE_LIST_VIEW;
        } else if (type instanceof ArrowType.Union union) {
            return union.mode() == UnionMode.DENSE ? DENSE_UNION : SPARSE_UNION;
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return RUN_END_ENCODED;
        }
        return FIXED_WIDTH;
    }

    /** Whether the first buffer is a validity bitmap. */
    boolean hasValidity() {
        return this != NULL
                && this != SPARSE_UNION
                && this != DENSE_UNION
                && this != RUN_END_ENCODED;
    }

    /** Bytes a value of a {@link #FIXED_WIDTH} type. */
    static int byteWidth(ArrowType type) {
        if (type instanceof ArrowType.Int integer) {
            return integer.bitWidth() / 8;
        } else if (type instanceof ArrowType.FloatingPoint floatingPoint) {
            return floatingPoint.precision().bitWidth() / 8;
        } else if (type instanceof ArrowType.Decimal decimal) {
            return decimal.bitWidth() / 8;
        } else if (type instanceof ArrowType.Date date) {
            return date.unit() == DateUnit.DAY ? 4 : 8;
        } else if (type instanceof ArrowType.Time time) {
            return time.bitWidth() / 8;
        } else if (type instanceof ArrowType.Timestamp || type instanceof ArrowType.Duration) {
            return 8;
        } else if (type instanceof ArrowType.FixedSizeBinary binary) {
            return binary.byteWidth();
        } else if (type instanceof ArrowType.Interval interval) {
            return switch (interval.unit()) {
                case YEAR_MONTH -> 4;
                case DAY_TIME -> 8;
                case MONTH_DAY_NANO -> 16;
            };
        }
        throw new IllegalArgumentException(type + " has no values of fixed width");
    }

    /** Bytes of one bit a value. */
    static long bitmapBytes(long length) {
        return (length + 7) >> 3;
    }

    /** Bytes of the offsets of so many values: none are needed where there are no values. */
    static long offsetsBytes(long length, int width) {
        return length == 0 ? 0 : (length + 1) * width;
    }
}
