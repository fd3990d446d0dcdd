/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.testing.PlainValues;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

/** What {@code cat} is to print of values, from what {@link PlainValues} has, the plain way. */
final class ExpectedJson {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final long DAY = 86_400;

    private ExpectedJson() {}

    /** A row as {@code cat --arrays} prints it. */
    static JsonNode array(List<Field> fields, List<?> values) {
        ArrayNode row = NODES.arrayNode();
        for (int i = 0; i < fields.size(); i++) {
            row.add(value(fields.get(i), values.get(i)));
        }
        return row;
    }

    /** A row as {@code cat} prints it, of fields whose names differ. */
    static JsonNode object(List<Field> fields, List<?> values) {
        ObjectNode row = NODES.objectNode();
        for (int i = 0; i < fields.size(); i++) {
            row.set(fields.get(i).name(), value(fields.get(i), values.get(i)));
        }
        return row;
    }

    static boolean areNamesDistinct(List<Field> fields) {
        return fields.stream().map(Field::name).distinct().count() == fields.size();
    }

    private static JsonNode value(Field field, Object plain) {
        ArrowType type = field.type();
        if (plain == null) {
            return NODES.nullNode();
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return value(field.children().get(1), plain);
        } else if (type instanceof ArrowType.Union) {
            List<?> selected = (List<?>) plain;
            int ordinal = ((Long) selected.get(0)).intValue();
            return value(field.children().get(ordinal), selected.get(1));
        } else if (type instanceof ArrowType.Struct) {
            List<?> values = (List<?>) plain;
            return areNamesDistinct(field.children())
                    ? object(field.children(), values)
                    : array(field.children(), values);
        } else if (type instanceof ArrowType.Map) {
            ArrayNode entries = NODES.arrayNode();
            List<Field> keyAndValue = field.children().get(0).children();
            ((List<?>) plain).forEach(entry -> entries.add(array(keyAndValue, (List<?>) entry)));
            return entries;
        } else if (!field.children().isEmpty()) {
            ArrayNode elements = NODES.arrayNode();
            Field element = field.children().get(0);
            ((List<?>) plain).forEach(value -> elements.add(value(element, value)));
            return elements;
        }
        return scalar(type, plain);
    }

    private static JsonNode scalar(ArrowType type, Object plain) {
        if (type instanceof ArrowType.FloatingPoint) {
            double number = ((Number) plain).doubleValue();
            return Double.isFinite(number)
                    ? NODES.numberNode(new BigDecimal(plain.toString()))
                    : NODES.textNode(plain.toString());
        } else if (type instanceof ArrowType.Date date) {
            long value = (Long) plain;
            return NODES.textNode(
                    date(date.unit() == DateUnit.DAY ? value : Math.floorDiv(value, 1_000 * DAY)));
        } else if (type instanceof ArrowType.Time time) {
            long perSecond = perSecond(time.unit());
            long value = (Long) plain;
            return NODES.textNode(time(value / perSecond, value % perSecond, time.unit()));
        } else if (type instanceof ArrowType.Timestamp timestamp) {
            long perSecond = perSecond(timestamp.unit());
            long seconds = Math.floorDiv((Long) plain, perSecond);
            long fraction = Math.floorMod((Long) plain, perSecond);
            return NODES.textNode(
                    date(Math.floorDiv(seconds, DAY))
                            + "T"
                            + time(Math.floorMod(seconds, DAY), fraction, timestamp.unit())
                            + (timestamp.zone() == null ? "" : "Z"));
        } else if (type instanceof ArrowType.Interval interval) {
            return interval(interval.unit(), plain);
        } else if (plain instanceof BigDecimal decimal) {
            return NODES.textNode(decimal.toPlainString());
        } else if (plain instanceof Boolean bit) {
            return NODES.booleanNode(bit);
        } else if (plain instanceof BigInteger integer) {
            return NODES.numberNode(integer);
        } else if (plain instanceof Long integer) {
            return NODES.numberNode(integer);
        }
        return NODES.textNode((String) plain);
    }

    private static String date(long days) {
        return LocalDate.ofEpochDay(days).toString();
    }

    private static String time(long seconds, long fraction, TimeUnit unit) {
        String text =
                String.format(
                        Locale.ROOT,
                        "%02d:%02d:%02d",
                        seconds / 3_600,
                        seconds / 60 % 60,
                        seconds % 60);
        int digits = unit.fractionDigits();
        return digits == 0
                ? text
                : text + "." + String.format(Locale.ROOT, "%0" + digits + "d", fraction);
    }

    private static long perSecond(TimeUnit unit) {
        return BigInteger.TEN.pow(unit.fractionDigits()).longValueExact();
    }

    private static JsonNode interval(IntervalUnit unit, Object plain) {
        List<?> parts = unit == IntervalUnit.YEAR_MONTH ? List.of(plain) : (List<?>) plain;
        List<String> names =
                switch (unit) {
                    case YEAR_MONTH -> List.of("months");
                    case DAY_TIME -> List.of("days", "milliseconds");
                    case MONTH_DAY_NANO -> List.of("months", "days", "nanoseconds");
                };
        ObjectNode object = NODES.objectNode();
        for (int i = 0; i < names.size(); i++) {
            object.put(names.get(i), (Long) parts.get(i));
        }
        return object;
    }
}
