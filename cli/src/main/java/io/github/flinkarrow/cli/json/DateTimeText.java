/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.flinkarrow.format.schema.TimeUnit;

import java.io.IOException;
import java.time.LocalDate;

/**
 * The text of a date, time or timestamp: ISO 8601, with as many fraction digits as the unit has.
 *
 * <p>Years outside 0000 to 9999 have a sign, as {@link LocalDate} prints them. Every 64-bit number
 * is one of these, {@code java.time} or not.
 */
final class DateTimeText {

    private static final int DAYS_OF_400_YEARS = 146_097;
    private static final int SECONDS_OF_A_DAY = 86_400;

    /** More than a timestamp has: a year of 12 digits, and its nanoseconds. */
    private final char[] text = new char[64];

    private int length;

    void writeTo(JsonGenerator out) throws IOException {
        out.writeString(text, 0, length);
    }

    /**
     * @param days since 1970-01-01
     */
    DateTimeText date(long days) {
        length = 0;
        appendDate(days);
        return this;
    }

    /** A time since midnight, which may be beyond a day or before it. */
    DateTimeText time(long value, TimeUnit unit) {
        length = 0;
        if (value < 0) {
            append('-');
        }
        long perSecond = perSecond(unit);
        // Of the remainder's sign: the least number has no magnitude.
        appendTime(Math.abs(value / perSecond), Math.abs(value % perSecond), unit.fractionDigits());
        return this;
    }

    /**
     * A time since midnight.
     *
     * @param fraction of a second, in units of its last digit
     * @param digits of the fraction, 0 to 9
     */
    DateTimeText time(long seconds, long fraction, int digits) {
        length = 0;
        appendTime(seconds, fraction, digits);
        return this;
    }

    /**
     * @param value since 1970-01-01T00:00:00
     * @param zoned whether it is an instant, and marked as UTC
     */
    DateTimeText timestamp(long value, TimeUnit unit, boolean zoned) {
        long perSecond = perSecond(unit);
        return timestamp(
                Math.floorDiv(value, perSecond),
                Math.floorMod(value, perSecond),
                unit.fractionDigits(),
                zoned);
    }

    /**
     * @param seconds since 1970-01-01T00:00:00
     * @param fraction of a second, in units of its last digit
     * @param digits of the fraction, 0 to 9
     * @param zoned whether it is an instant, and marked as UTC
     */
    DateTimeText timestamp(long seconds, long fraction, int digits, boolean zoned) {
        length = 0;
        appendDate(Math.floorDiv(seconds, SECONDS_OF_A_DAY));
        append('T');
        appendTime(Math.floorMod(seconds, SECONDS_OF_A_DAY), fraction, digits);
        if (zoned) {
            append('Z');
        }
        return this;
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> 1_000_000_000;
        };
    }

    private void appendDate(long days) {
        // The calendar repeats: a date near 1970 is moved by whole cycles.
        long cycles = Math.floorDiv(days, DAYS_OF_400_YEARS);
        LocalDate date = LocalDate.ofEpochDay(days - cycles * DAYS_OF_400_YEARS);
        long year = date.getYear() + cycles * 400;
        if (year < 0) {
            append('-');
        } else if (year > 9999) {
            append('+');
        }
        append(Math.abs(year), 4);
        append('-');
        append(date.getMonthValue(), 2);
        append('-');
        append(date.getDayOfMonth(), 2);
    }

    private void appendTime(long seconds, long fraction, int digits) {
        append(seconds / 3600, 2);
        append(':');
        append(seconds / 60 % 60, 2);
        append(':');
        append(seconds % 60, 2);
        if (digits > 0) {
            append('.');
            append(fraction, digits);
        }
    }

    private void append(char c) {
        text[length++] = c;
    }

    /** Digits with zeros before them, or more digits where there are. */
    private void append(long number, int leastDigits) {
        int digits = 1;
        for (long rest = number; rest > 9; rest /= 10) {
            digits++;
        }
        int start = length;
        length += Math.max(digits, leastDigits);
        long rest = number;
        for (int i = length - 1; i >= start; i--) {
            text[i] = (char) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
