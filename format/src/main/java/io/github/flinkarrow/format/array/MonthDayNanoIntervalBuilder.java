/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Collects calendar intervals of months, days and nanoseconds. */
public final class MonthDayNanoIntervalBuilder extends FixedWidthBuilder {

    MonthDayNanoIntervalBuilder(Field field, BufferSource source) {
        super(field, source, 16);
    }

    public void append(int months, int days, long nanoseconds) {
        ByteBuffer memory = ensureNext();
        int start = length() << 4;
        memory.putInt(start, months);
        memory.putInt(start + 4, days);
        memory.putLong(start + 8, nanoseconds);
        valueAppended();
    }

    @Override
    public MonthDayNanoIntervalArray build() {
        return new MonthDayNanoIntervalArray(
                field(), length(), nullCount(), validityView(), valuesView());
    }
}
