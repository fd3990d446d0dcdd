/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects calendar intervals of months, days and nanoseconds. */
public final class MonthDayNanoIntervalBuilder extends FixedWidthBuilder {

    MonthDayNanoIntervalBuilder(Field field, BufferSource source) {
        super(field, source, 16);
    }

    public void append(int months, int days, long nanoseconds) {
        int start = length() << 4;
        values.putInt(start, months);
        values.putInt(start + 4, days);
        values.putLong(start + 8, nanoseconds);
        valueAppended();
    }

    @Override
    public MonthDayNanoIntervalArray build() {
        return new MonthDayNanoIntervalArray(
                field(), length(), nullCount(), validityView(), valuesView());
    }
}
