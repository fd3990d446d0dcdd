/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.DayTimeIntervalArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.MonthDayNanoIntervalArray;

/** The parts of intervals that are read as rows. None of them is NULL where the interval is not. */
final class IntervalColumns {

    private IntervalColumns() {}

    /**
     * A part of intervals of days and milliseconds, or of months, days and nanoseconds.
     *
     * @param ordinal of the part in that order
     */
    static Column part(FixedWidthArray array, int ordinal) {
        if (array instanceof DayTimeIntervalArray dayTime) {
            return new Int32(dayTime, 2, ordinal);
        }
        MonthDayNanoIntervalArray interval = (MonthDayNanoIntervalArray) array;
        return ordinal == 2 ? new Int64(interval, 2, 1) : new Int32(interval, 4, ordinal);
    }

    /** One of several 32-bit integers a value. */
    private static final class Int32 extends Column {
        private final Memory values;
        private final int integers;
        private final int ordinal;

        Int32(FixedWidthArray array, int integers, int ordinal) {
            super(array.length(), null, false);
            this.values = Memory.of(array.values());
            this.integers = integers;
            this.ordinal = ordinal;
        }

        @Override
        int getInt(int index) {
            return values.getInt(index * integers + ordinal);
        }

        @Override
        long getLong(int index) {
            return getInt(index);
        }

        @Override
        double getDouble(int index) {
            return getInt(index);
        }
    }

    /** One of several 64-bit integers a value. */
    private static final class Int64 extends Column {
        private final Memory values;
        private final int integers;
        private final int ordinal;

        Int64(FixedWidthArray array, int integers, int ordinal) {
            super(array.length(), null, false);
            this.values = Memory.of(array.values());
            this.integers = integers;
            this.ordinal = ordinal;
        }

        @Override
        long getLong(int index) {
            return values.getLong(index * integers + ordinal);
        }
    }
}
