/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.IntervalUnit;

/** How the bounds of a type are kept. */
enum ValueKind {
    LONG(1),
    DOUBLE(2),
    INTEGER(3),
    BYTES(4);

    private final int code;

    ValueKind(int code) {
        this.code = code;
    }

    /** The number that stands for it in encoded statistics. */
    int code() {
        return code;
    }

    /** The kind of the values of a field, dictionary-encoded or not; null if they have no order. */
    static ValueKind of(Field field) {
        ArrowType type = field.type();
        if (type instanceof ArrowType.Int integer) {
            return integer.signed() || integer.bitWidth() < Long.SIZE ? LONG : INTEGER;
        } else if (type instanceof ArrowType.Bool
                || type instanceof ArrowType.Date
                || type instanceof ArrowType.Time
                || type instanceof ArrowType.Timestamp
                || type instanceof ArrowType.Duration
                || (type instanceof ArrowType.Interval interval
                        && interval.unit() == IntervalUnit.YEAR_MONTH)) {
            return LONG;
        } else if (type instanceof ArrowType.FloatingPoint) {
            return DOUBLE;
        } else if (type instanceof ArrowType.Decimal) {
            return INTEGER;
        } else if (type instanceof ArrowType.Utf8
                || type instanceof ArrowType.LargeUtf8
                || type instanceof ArrowType.Utf8View
                || type instanceof ArrowType.Binary
                || type instanceof ArrowType.LargeBinary
                || type instanceof ArrowType.BinaryView
                || type instanceof ArrowType.FixedSizeBinary) {
            return BYTES;
        }
        return null;
    }
}
