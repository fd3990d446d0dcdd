/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.flinkarrow.format.array.DayTimeIntervalArray;
import io.github.flinkarrow.format.array.Decimal128Array;
import io.github.flinkarrow.format.array.Decimal256Array;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Float16Array;
import io.github.flinkarrow.format.array.Float32Array;
import io.github.flinkarrow.format.array.Float64Array;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;
import io.github.flinkarrow.format.array.MonthDayNanoIntervalArray;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;

import java.io.IOException;
import java.math.BigDecimal;

/** Values of fixed width: numbers, decimals, dates, times and intervals. */
final class JsonNumbers {

    /** The largest scale, either way, of a value that is written without an exponent. */
    private static final int MOST_SCALE = 10_000;

    private JsonNumbers() {}

    /** A value that a 64-bit integer holds. */
    private interface Longs {
        long get(int index);
    }

    static JsonValue of(FixedWidthArray array) {
        if (array instanceof Float64Array doubles) {
            return (out, index) -> JsonFloats.write(out, doubles.get(index));
        } else if (array instanceof Float32Array floats) {
            return (out, index) -> JsonFloats.write(out, floats.get(index));
        } else if (array instanceof Float16Array halves) {
            return (out, index) -> JsonFloats.writeHalf(out, halves.get(index));
        } else if (array instanceof Decimal128Array decimals) {
            int scale = scale(array);
            return (out, index) ->
                    out.writeString(
                            text(
                                    decimals.fitsLong(index)
                                            ? BigDecimal.valueOf(decimals.low(index), scale)
                                            : new BigDecimal(decimals.unscaled(index), scale)));
        } else if (array instanceof Decimal256Array decimals) {
            int scale = scale(array);
            return (out, index) ->
                    out.writeString(text(new BigDecimal(decimals.unscaled(index), scale)));
        } else if (array instanceof DayTimeIntervalArray intervals) {
            return (out, index) -> {
                out.writeStartObject();
                out.writeNumberField("days", intervals.days(index));
                out.writeNumberField("milliseconds", intervals.milliseconds(index));
                out.writeEndObject();
            };
        } else if (array instanceof MonthDayNanoIntervalArray intervals) {
            return (out, index) -> {
                out.writeStartObject();
                out.writeNumberField("months", intervals.months(index));
                out.writeNumberField("days", intervals.days(index));
                out.writeNumberField("nanoseconds", intervals.nanoseconds(index));
                out.writeEndObject();
            };
        }
        return ofLongs(array, longs(array));
    }

    private static Longs longs(FixedWidthArray array) {
        boolean signed = !(array.field().type() instanceof ArrowType.Int type) || type.signed();
        if (array instanceof Int64Array longs) {
            return longs::get;
        } else if (array instanceof Int32Array ints) {
            return signed ? ints::get : ints::getUnsigned;
        } else if (array instanceof Int16Array shorts) {
            return signed ? shorts::get : shorts::getUnsigned;
        } else if (array instanceof Int8Array bytes) {
            return signed ? bytes::get : bytes::getUnsigned;
        }
        throw new IllegalArgumentException(array.getClass() + " holds no integers");
    }

    private static JsonValue ofLongs(FixedWidthArray array, Longs longs) {
        ArrowType type = array.field().type();
        if (type instanceof ArrowType.Int integer && !integer.signed()) {
            return (out, index) -> writeUnsigned(out, longs.get(index));
        } else if (type instanceof ArrowType.Decimal) {
            int scale = scale(array);
            return (out, index) ->
                    out.writeString(text(BigDecimal.valueOf(longs.get(index), scale)));
        } else if (type instanceof ArrowType.Interval) {
            return (out, index) -> {
                out.writeStartObject();
                out.writeNumberField("months", longs.get(index));
                out.writeEndObject();
            };
        }
        DateTimeText text = new DateTimeText();
        if (type instanceof ArrowType.Date date) {
            return date.unit() == DateUnit.DAY
                    ? (out, index) -> text.date(longs.get(index)).writeTo(out)
                    : (out, index) ->
                            text.date(Math.floorDiv(longs.get(index), 86_400_000L)).writeTo(out);
        } else if (type instanceof ArrowType.Time time) {
            return (out, index) -> text.time(longs.get(index), time.unit()).writeTo(out);
        } else if (type instanceof ArrowType.Timestamp timestamp) {
            boolean zoned = timestamp.zone() != null;
            return (out, index) ->
                    text.timestamp(longs.get(index), timestamp.unit(), zoned).writeTo(out);
        }
        return (out, index) -> out.writeNumber(longs.get(index));
    }

    private static void writeUnsigned(JsonGenerator out, long value) throws IOException {
        if (value >= 0) {
            out.writeNumber(value);
        } else {
            out.writeNumber(Long.toUnsignedString(value));
        }
    }

    private static int scale(FixedWidthArray array) {
        return ((ArrowType.Decimal) array.field().type()).scale();
    }

    /** All digits, or an exponent where most of them would be zeros that the scale adds. */
    private static String text(BigDecimal value) {
        return Math.abs((long) value.scale()) > MOST_SCALE
                ? value.toString()
                : value.toPlainString();
    }
}
