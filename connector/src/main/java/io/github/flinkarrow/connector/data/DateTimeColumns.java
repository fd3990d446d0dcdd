/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.types.logical.TimeType;

import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.schema.TimeUnit;

/** Columns that are read as DATE, TIME or INTERVAL DAY TO SECOND. */
final class DateTimeColumns {

    private static final long MILLIS_PER_DAY = 86_400_000;

    private DateTimeColumns() {}

    static Column date(FixedWidthArray array) {
        return array instanceof Int32Array days
                ? IntegerColumns.of(days, true)
                : new Date64((Int64Array) array);
    }

    static Column time(FixedWidthArray array, TimeUnit unit, TimeType type) {
        Column times = times(array, unit);
        int step = stepMillis(type);
        return unit == TimeUnit.SECOND || step == 1 ? times : new FlooredTimes(array, times, step);
    }

    /** What the times of a type are a multiple of, in milliseconds. */
    static int stepMillis(TimeType type) {
        return switch (type.getPrecision()) {
            case 0 -> 1_000;
            case 1 -> 100;
            case 2 -> 10;
            default -> 1;
        };
    }

    private static Column times(FixedWidthArray array, TimeUnit unit) {
        return switch (unit) {
            case SECOND -> new Time32((Int32Array) array, 1_000);
            case MILLISECOND -> new Time32((Int32Array) array, 1);
            case MICROSECOND -> new Time64((Int64Array) array, 1_000);
            case NANOSECOND -> new Time64((Int64Array) array, 1_000_000);
        };
    }

    static Column duration(Int64Array array, TimeUnit unit) {
        return switch (unit) {
            case SECOND -> new DurationSeconds(array);
            case MILLISECOND -> IntegerColumns.of(array, true);
            case MICROSECOND -> new FineDuration(array, 1_000);
            case NANOSECOND -> new FineDuration(array, 1_000_000);
        };
    }

    /** 64-bit integers of which Flink's type can hold those between two bounds, both included. */
    private abstract static class Bounded64 extends Column {
        final Memory values;
        private final long least;
        private final long most;

        Bounded64(Int64Array array, long least, long most) {
            super(array);
            this.values = Memory.of(array.values());
            this.least = least;
            this.most = most;
        }

        @Override
        final int firstUnfit(int from) {
            int index = from;
            while (index < length()) {
                long value = values.getLong(index);
                if (value < least || value > most) {
                    break;
                }
                index++;
            }
            return index;
        }

        @Override
        final String describe(int index) {
            return Long.toString(values.getLong(index));
        }
    }

    /** Milliseconds since 1970-01-01 as the day that they lie in. */
    private static final class Date64 extends Bounded64 {
        Date64(Int64Array array) {
            super(
                    array,
                    Integer.MIN_VALUE * MILLIS_PER_DAY,
                    Integer.MAX_VALUE * MILLIS_PER_DAY + MILLIS_PER_DAY - 1);
        }

        @Override
        int getInt(int index) {
            return (int) Math.floorDiv(values.getLong(index), MILLIS_PER_DAY);
        }
    }

    /** Seconds or milliseconds of a day. */
    private static final class Time32 extends Column {
        private final Memory values;
        private final int millis;
        private final int end;

        Time32(Int32Array array, int millis) {
            super(array);
            this.values = Memory.of(array.values());
            this.millis = millis;
            this.end = (int) MILLIS_PER_DAY / millis;
        }

        @Override
        int firstUnfit(int from) {
            int index = from;
            while (index < length() && Integer.compareUnsigned(values.getInt(index), end) < 0) {
                index++;
            }
            return index;
        }

        @Override
        String describe(int index) {
            return Integer.toString(values.getInt(index));
        }

        @Override
        int getInt(int index) {
            return values.getInt(index) * millis;
        }
    }

    /** Microseconds or nanoseconds of a day. */
    private static final class Time64 extends Bounded64 {
        private final long unitsPerMilli;

        Time64(Int64Array array, long unitsPerMilli) {
            super(array, 0, MILLIS_PER_DAY * unitsPerMilli - 1);
            this.unitsPerMilli = unitsPerMilli;
        }

        @Override
        int getInt(int index) {
            return (int) (values.getLong(index) / unitsPerMilli);
        }
    }

    /** Drops digits that the precision does not have. */
    private static final class FlooredTimes extends Column {
        private final Column times;
        private final int step;

        FlooredTimes(FixedWidthArray array, Column times, int step) {
            super(array);
            this.times = times;
            this.step = step;
        }

        @Override
        int firstUnfit(int from) {
            return times.firstUnfit(from);
        }

        @Override
        String describe(int index) {
            return times.describe(index);
        }

        @Override
        int getInt(int index) {
            int millis = times.getInt(index);
            return millis - millis % step;
        }
    }

    private static final class DurationSeconds extends Bounded64 {
        DurationSeconds(Int64Array array) {
            super(array, Long.MIN_VALUE / 1_000, Long.MAX_VALUE / 1_000);
        }

        @Override
        long getLong(int index) {
            return values.getLong(index) * 1_000;
        }
    }

    /** Microseconds or nanoseconds, floored to milliseconds. */
    private static final class FineDuration extends Column {
        private final Memory values;
        private final long unitsPerMilli;

        FineDuration(Int64Array array, long unitsPerMilli) {
            super(array);
            this.values = Memory.of(array.values());
            this.unitsPerMilli = unitsPerMilli;
        }

        @Override
        long getLong(int index) {
            return Math.floorDiv(values.getLong(index), unitsPerMilli);
        }
    }
}
