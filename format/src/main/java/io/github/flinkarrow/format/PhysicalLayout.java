/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;

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
    /** Lists with 32-bit offsets, maps among them. */
    LIST,
    /** What cannot be read as an array. */
    UNSUPPORTED;

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
        }
        return byteWidth(type) >= 0 ? FIXED_WIDTH : UNSUPPORTED;
    }

    /** Bytes a value, or -1 where the layout is another one or unsupported. */
    static int byteWidth(ArrowType type) {
        if (type instanceof ArrowType.Int integer) {
            return integer.bitWidth() / 8;
        } else if (type instanceof ArrowType.FloatingPoint floatingPoint) {
            return floatingPoint.precision().bitWidth() > 16
                    ? floatingPoint.precision().bitWidth() / 8
                    : -1;
        } else if (type instanceof ArrowType.Decimal decimal) {
            return decimal.bitWidth() == 128 ? 16 : -1;
        } else if (type instanceof ArrowType.Date date) {
            return date.unit() == DateUnit.DAY ? 4 : 8;
        } else if (type instanceof ArrowType.Time time) {
            return time.bitWidth() / 8;
        } else if (type instanceof ArrowType.Timestamp || type instanceof ArrowType.Duration) {
            return 8;
        } else if (type instanceof ArrowType.FixedSizeBinary binary) {
            return binary.byteWidth();
        }
        return -1;
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
