/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.TimestampType;

import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.schema.TimeUnit;

/**
 * Columns that are read as TIMESTAMP or TIMESTAMP_LTZ.
 *
 * <p>Flink's timestamps count days in 32 bits when they are used as a date and a time: seconds and
 * milliseconds can lie beyond.
 */
final class TimestampColumns {

    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final long LEAST_MILLIS = Integer.MIN_VALUE * MILLIS_PER_DAY;
    private static final long MOST_MILLIS = Integer.MAX_VALUE * MILLIS_PER_DAY + MILLIS_PER_DAY - 1;

    private TimestampColumns() {}

    /**
     * @param precision digits of a second that are kept
     */
    static Column of(Int64Array array, TimeUnit unit, int precision) {
        Column exact =
                switch (unit) {
                    case SECOND -> new Seconds(array);
                    case MILLISECOND -> new Millis(array);
                    case MICROSECOND -> new Micros(array);
                    case NANOSECOND -> new Nanos(array);
                };
        return precision >= unit.fractionDigits() ? exact : new Floored(array, exact, precision);
    }

    /** The precision of a TIMESTAMP or TIMESTAMP_LTZ. */
    static int precision(LogicalType type) {
        return type instanceof LocalZonedTimestampType zoned
                ? zoned.getPrecision()
                : ((TimestampType) type).getPrecision();
    }

    private abstract static class Exact extends Column {
        final Memory values;

        Exact(Int64Array array) {
            super(array);
            this.values = Memory.of(array.values());
        }

        final int firstOutside(int from, long least, long most) {
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

    private static final class Seconds extends Exact {
        Seconds(Int64Array array) {
            super(array);
        }

        @Override
        int firstUnfit(int from) {
            return firstOutside(from, LEAST_MILLIS / 1_000, MOST_MILLIS / 1_000);
        }

        @Override
        TimestampData getTimestamp(int index) {
            return TimestampData.fromEpochMillis(values.getLong(index) * 1_000);
        }
    }

    private static final class Millis extends Exact {
        Millis(Int64Array array) {
            super(array);
        }

        @Override
        int firstUnfit(int from) {
            return firstOutside(from, LEAST_MILLIS, MOST_MILLIS);
        }

        @Override
        TimestampData getTimestamp(int index) {
            return TimestampData.fromEpochMillis(values.getLong(index));
        }
    }

    private static final class Micros extends Exact {
        Micros(Int64Array array) {
            super(array);
        }

        @Override
        TimestampData getTimestamp(int index) {
            long micros = values.getLong(index);
            long millis = Math.floorDiv(micros, 1_000L);
            return TimestampData.fromEpochMillis(millis, (int) (micros - millis * 1_000) * 1_000);
        }
    }

    private static final class Nanos extends Exact {
        Nanos(Int64Array array) {
            super(array);
        }

        @Override
        TimestampData getTimestamp(int index) {
            long nanos = values.getLong(index);
            long millis = Math.floorDiv(nanos, 1_000_000L);
            return TimestampData.fromEpochMillis(millis, (int) (nanos - millis * 1_000_000));
        }
    }

    /** Drops digits that the precision does not have. */
    private static final class Floored extends Column {
        private final Column exact;
        private final long millis;
        private final int nanos;

        Floored(Int64Array array, Column exact, int precision) {
            super(array);
            this.exact = exact;
            this.millis = (long) Math.pow(10, Math.max(0, 3 - precision));
            this.nanos = (int) Math.pow(10, Math.min(6, 9 - precision));
        }

        @Override
        int firstUnfit(int from) {
            return exact.firstUnfit(from);
        }

        @Override
        String describe(int index) {
            return exact.describe(index);
        }

        @Override
        TimestampData getTimestamp(int index) {
            TimestampData value = exact.getTimestamp(index);
            long milli = value.getMillisecond();
            int nano = value.getNanoOfMillisecond();
            return TimestampData.fromEpochMillis(
                    milli - Math.floorMod(milli, millis), nano - nano % nanos);
        }
    }
}
