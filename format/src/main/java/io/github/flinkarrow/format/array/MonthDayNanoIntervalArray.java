/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** A calendar interval of months, days and nanoseconds. */
public final class MonthDayNanoIntervalArray extends FixedWidthArray {

    public MonthDayNanoIntervalArray(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 16);
    }

    public int months(int index) {
        return values.getInt(index << 4);
    }

    public int days(int index) {
        return values.getInt((index << 4) + 4);
    }

    public long nanoseconds(int index) {
        return values.getLong((index << 4) + 8);
    }
}
