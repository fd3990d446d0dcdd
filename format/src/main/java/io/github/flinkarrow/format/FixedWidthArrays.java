/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.DayTimeIntervalArray;
import io.github.flinkarrow.format.array.Decimal128Array;
import io.github.flinkarrow.format.array.Decimal256Array;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Float16Array;
import io.github.flinkarrow.format.array.Float32Array;
import io.github.flinkarrow.format.array.Float64Array;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;
import io.github.flinkarrow.format.array.MonthDayNanoIntervalArray;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;

import java.nio.ByteBuffer;

/** Chooses the array of a type whose values have a fixed width. */
final class FixedWidthArrays {

    private FixedWidthArrays() {}

    /**
     * @param type of the values, which is not that of the field where they are dictionary indices
     */
    static FixedWidthArray of(
            Field field,
            ArrowType type,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer values) {
        int width = PhysicalLayout.byteWidth(type);
        if (type instanceof ArrowType.FixedSizeBinary) {
            return new FixedSizeBinaryArray(field, length, nullCount, validity, values, width);
        } else if (type instanceof ArrowType.Interval interval
                && interval.unit() != IntervalUnit.YEAR_MONTH) {
            return interval.unit() == IntervalUnit.DAY_TIME
                    ? new DayTimeIntervalArray(field, length, nullCount, validity, values)
                    : new MonthDayNanoIntervalArray(field, length, nullCount, validity, values);
        } else if (type instanceof ArrowType.FloatingPoint floatingPoint) {
            return of(field, floatingPoint.precision(), length, nullCount, validity, values);
        }
        return switch (width) {
            case 1 -> new Int8Array(field, length, nullCount, validity, values);
            case 2 -> new Int16Array(field, length, nullCount, validity, values);
            case 4 -> new Int32Array(field, length, nullCount, validity, values);
            case 8 -> new Int64Array(field, length, nullCount, validity, values);
            case 16 -> new Decimal128Array(field, length, nullCount, validity, values);
            default -> new Decimal256Array(field, length, nullCount, validity, values);
        };
    }

    private static FixedWidthArray of(
            Field field,
            FloatingPointPrecision precision,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer values) {
        return switch (precision) {
            case HALF -> new Float16Array(field, length, nullCount, validity, values);
            case SINGLE -> new Float32Array(field, length, nullCount, validity, values);
            case DOUBLE -> new Float64Array(field, length, nullCount, validity, values);
        };
    }
}
