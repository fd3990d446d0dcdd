/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** A calendar interval of days and milliseconds. */
public final class DayTimeIntervalArray extends FixedWidthArray {

    public DayTimeIntervalArray(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity, values, 8);
    }

    public int days(int index) {
        return values.getInt(index << 3);
    }

    public int milliseconds(int index) {
        return values.getInt((index << 3) + 4);
    }
}
