/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.TimeUnit;
import org.apache.arrow.memory.util.Float16;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values in the JSON that the command {@code cat} prints as plain values: a case for each type. */
public final class CatJson {

    private static final Pattern TIME = Pattern.compile("(\\d+):(\\d\\d):(\\d\\d)(?:\\.(\\d+))?");

    private CatJson() {}

    /** The value of a field, as {@link PlainValues} has it. */
    public static Object value(Field field, JsonNode json) {
        ArrowType type = field.type();
        if (json.isNull()) {
            return null;
        } else if (type instanceof ArrowType.Bool) {
            return json.booleanValue();
        } else if (type instanceof ArrowType.Int integer) {
            return integer.signed() || integer.bitWidth() < 64
                    ? (Object) Long.parseLong(json.asText())
                    : new BigInteger(json.asText());
        } else if (type instanceof ArrowType.FloatingPoint number
                && number.precision() == FloatingPointPrecision.HALF) {
            // The shortest number that reads back as the half is not the half itself.
            return Float16.toFloat(Float16.toFloat16(Float.parseFloat(json.asText())));
        } else if (type instanceof ArrowType.FloatingPoint number) {
            return number.precision().bitWidth() == 64
                    ? (Object) Double.parseDouble(json.asText())
                    : Float.parseFloat(json.asText());
        } else if (type instanceof ArrowType.Decimal) {
            return new BigDecimal(json.textValue());
        } else if (type instanceof ArrowType.Date date) {
            long days = LocalDate.parse(json.textValue()).toEpochDay();
            return date.unit() == DateUnit.DAY ? days : days * 86_400_000;
        } else if (type instanceof ArrowType.Time time) {
            return time(json.textValue(), time.unit());
        } else if (type instanceof ArrowType.Timestamp timestamp) {
            return timestamp(json.textValue(), timestamp.unit());
        } else if (type instanceof ArrowType.Duration) {
            return json.longValue();
        } else if (type instanceof ArrowType.Interval interval) {
            return interval(interval.unit(), json);
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return value(field.children().get(1), json);
        } else if (type instanceof ArrowType.Struct) {
            return struct(field, json);
        } else if (!field.children().isEmpty()) {
            return elements(field.children().get(0), json);
        }
        return json.textValue();
    }

    private static List<Object> elements(Field element, JsonNode json) {
        List<Object> values = new ArrayList<>();
        json.forEach(value -> values.add(value(element, value)));
        return values;
    }

    /** An object by name, or an array by position, as two fields may have one name. */
    private static List<Object> struct(Field field, JsonNode json) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < field.children().size(); i++) {
            Field child = field.children().get(i);
            values.add(value(child, json.isArray() ? json.get(i) : json.get(child.name())));
        }
        return values;
    }

    /** The members of the JSON object, as the golden JSON has them too. */
    static Object interval(IntervalUnit unit, JsonNode json) {
        return switch (unit) {
            case YEAR_MONTH -> json.get("months").longValue();
            case DAY_TIME ->
                    List.of(json.get("days").longValue(), json.get("milliseconds").longValue());
            case MONTH_DAY_NANO ->
                    List.of(
                            json.get("months").longValue(),
                            json.get("days").longValue(),
                            json.get("nanoseconds").longValue());
        };
    }

    private static long time(String text, TimeUnit unit) {
        Matcher parts = TIME.matcher(text);
        if (!parts.matches()) {
            throw new AssertionError("not a time: " + text);
        }
        long minutes = Long.parseLong(parts.group(1)) * 60 + Long.parseLong(parts.group(2));
        long seconds = minutes * 60 + Long.parseLong(parts.group(3));
        String fraction = parts.group(4);
        return seconds * perSecond(unit) + (fraction == null ? 0 : Long.parseLong(fraction));
    }

    private static long timestamp(String text, TimeUnit unit) {
        Instant time = LocalDateTime.parse(text.replace("Z", "")).toInstant(ZoneOffset.UTC);
        long fraction = time.getNano() / (1_000_000_000 / perSecond(unit));
        return BigInteger.valueOf(time.getEpochSecond())
                .multiply(BigInteger.valueOf(perSecond(unit)))
                .add(BigInteger.valueOf(fraction))
                .longValueExact();
    }

    private static long perSecond(TimeUnit unit) {
        return switch (unit) {
            case SECOND -> 1;
            case MILLISECOND -> 1_000;
            case MICROSECOND -> 1_000_000;
            case NANOSECOND -> 1_000_000_000;
        };
    }
}
