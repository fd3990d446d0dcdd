/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects calendar intervals of days and milliseconds. */
public final class DayTimeIntervalBuilder extends FixedWidthBuilder {

    DayTimeIntervalBuilder(Field field, BufferSource source) {
        super(field, source, 8);
    }

    public void append(int days, int milliseconds) {
        values.putInt(length() << 3, days);
        values.putInt((length() << 3) + 4, milliseconds);
        valueAppended();
    }

    @Override
    public DayTimeIntervalArray build() {
        return new DayTimeIntervalArray(
                field(), length(), nullCount(), validityView(), valuesView());
    }
}
