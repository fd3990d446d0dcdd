/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.ArrayData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;

import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.format.array.Int64Builder;
import io.github.flinkarrow.format.schema.TimeUnit;

/** Writes timestamps in a unit, floored to it. */
abstract class TimestampWriter extends ColumnWriter {

    private final Int64Builder target;
    private final int precision;

    private TimestampWriter(Int64Builder target, int precision, ColumnPath path) {
        super(target, path);
        this.target = target;
        this.precision = precision;
    }

    static TimestampWriter create(
            Int64Builder target, TimeUnit unit, int precision, ColumnPath path) {
        return switch (unit) {
            case SECOND -> new Seconds(target, precision, path);
            case MILLISECOND -> new Millis(target, precision, path);
            case MICROSECOND -> new Fine(target, precision, path, 1_000);
            case NANOSECOND -> new Fine(target, precision, path, 1_000_000);
        };
    }

    @Override
    final void append(RowData row, int pos) throws InvalidValueException {
        target.append(units(row.getTimestamp(pos, precision)));
    }

    @Override
    final void append(ArrayData array, int pos) throws InvalidValueException {
        target.append(units(array.getTimestamp(pos, precision)));
    }

    abstract long units(TimestampData value) throws InvalidValueException;

    private static final class Seconds extends TimestampWriter {
        Seconds(Int64Builder target, int precision, ColumnPath path) {
            super(target, precision, path);
        }

        @Override
        long units(TimestampData value) {
            return Math.floorDiv(value.getMillisecond(), 1_000L);
        }
    }

    private static final class Millis extends TimestampWriter {
        Millis(Int64Builder target, int precision, ColumnPath path) {
            super(target, precision, path);
        }

        @Override
        long units(TimestampData value) {
            return value.getMillisecond();
        }
    }

    /** Microseconds or nanoseconds, which do not reach as far as Flink's timestamps. */
    private static final class Fine extends TimestampWriter {
        private final int unitsPerMilli;
        private final int nanosPerUnit;
        private final long leastMillis;
        private final long mostMillis;

        Fine(Int64Builder target, int precision, ColumnPath path, int unitsPerMilli) {
            super(target, precision, path);
            this.unitsPerMilli = unitsPerMilli;
            this.nanosPerUnit = 1_000_000 / unitsPerMilli;
            this.leastMillis = Math.floorDiv(Long.MIN_VALUE, (long) unitsPerMilli);
            this.mostMillis = Math.floorDiv(Long.MAX_VALUE, (long) unitsPerMilli);
        }

        @Override
        long units(TimestampData value) throws InvalidValueException {
            long millis = value.getMillisecond();
            int rest = value.getNanoOfMillisecond() / nanosPerUnit;
            if (millis > leastMillis && millis < mostMillis) {
                return millis * unitsPerMilli + rest;
            }
            boolean fits =
                    (millis == leastMillis
                                    && rest >= Math.floorMod(Long.MIN_VALUE, (long) unitsPerMilli))
                            || (millis == mostMillis
                                    && rest <= Math.floorMod(Long.MAX_VALUE, (long) unitsPerMilli));
            if (!fits) {
                throw unfit(value.toInstant());
            }
            // The product alone may leave the 64 bits where the sum does not.
            return millis * unitsPerMilli + rest;
        }
    }
}
