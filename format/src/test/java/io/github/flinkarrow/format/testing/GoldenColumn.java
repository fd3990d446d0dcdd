/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Columns of the golden JSON as plain values: a case for each type. */
final class GoldenColumn {

    private final Map<Long, JsonNode> dictionaries;

    GoldenColumn(Map<Long, JsonNode> dictionaries) {
        this.dictionaries = dictionaries;
    }

    List<Object> values(Field field, JsonNode column) {
        int count = column.get("count").asInt();
        if (field.isDictionaryEncoded()) {
            return dictionary(field, column, count);
        } else if (field.type() instanceof ArrowType.Struct) {
            return structs(field, column, count);
        } else if (field.type() instanceof ArrowType.Union union) {
            return unions(field, union, column, count);
        } else if (field.type() instanceof ArrowType.RunEndEncoded) {
            return runs(field, column, count);
        } else if (PlainValues.isView(field.type())) {
            return views(PlainValues.isText(field.type()), column, count);
        } else if (!field.children().isEmpty()) {
            List<Object> elements = values(field.children().get(0), child(column, 0));
            return lists(field.type(), column, count, elements);
        }
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            boolean isNull = field.type() instanceof ArrowType.Null || isNull(column, i);
            values.add(isNull ? null : value(field.type(), column.get("DATA").get(i)));
        }
        return values;
    }

    private static Object value(ArrowType type, JsonNode data) {
        if (type instanceof ArrowType.Bool) {
            return data.isNumber() ? data.asInt() != 0 : data.asBoolean();
        } else if (type instanceof ArrowType.Int integer) {
            return integer.signed() || integer.bitWidth() < 64
                    ? (Object) Long.parseLong(data.asText())
                    : new BigInteger(data.asText());
        } else if (type instanceof ArrowType.FloatingPoint number) {
            return number.precision().bitWidth() == 64
                    ? (Object) data.asDouble()
                    : (float) data.asDouble();
        } else if (type instanceof ArrowType.Decimal decimal) {
            return new BigDecimal(new BigInteger(data.asText()), decimal.scale());
        } else if (PlainValues.isText(type)) {
            return data.asText();
        } else if (type instanceof ArrowType.Binary
                || type instanceof ArrowType.LargeBinary
                || type instanceof ArrowType.FixedSizeBinary) {
            return data.asText().toLowerCase(Locale.ROOT);
        } else if (type instanceof ArrowType.Date
                || type instanceof ArrowType.Time
                || type instanceof ArrowType.Timestamp
                || type instanceof ArrowType.Duration) {
            return Long.parseLong(data.asText());
        } else if (type instanceof ArrowType.Interval interval) {
            return data.isObject()
                    ? CatJson.interval(interval.unit(), data)
                    : (Object) data.longValue();
        }
        throw new AssertionError("no plain value of " + type);
    }

    private List<Object> dictionary(Field field, JsonNode column, int count) {
        long id = field.dictionary().id();
        Field valueField =
                new Field(
                        field.name(), true, field.type(), null, field.children(), field.metadata());
        List<Object> dictionary = values(valueField, dictionaries.get(id));
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            values.add(
                    isNull(column, i) ? null : dictionary.get(column.get("DATA").get(i).asInt()));
        }
        return values;
    }

    private static List<Object> lists(
            ArrowType type, JsonNode column, int count, List<Object> elements) {
        List<Object> lists = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int start = column.path("OFFSET").path(i).asInt();
            int end = column.path("OFFSET").path(i + 1).asInt();
            if (type instanceof ArrowType.FixedSizeList fixed) {
                start = i * fixed.listSize();
                end = start + fixed.listSize();
            } else if (column.has("SIZE")) {
                end = start + column.get("SIZE").get(i).asInt();
            }
            lists.add(isNull(column, i) ? null : elements.subList(start, end));
        }
        return lists;
    }

    private List<Object> unions(Field field, ArrowType.Union type, JsonNode column, int count) {
        List<List<Object>> children = new ArrayList<>();
        for (int i = 0; i < field.children().size(); i++) {
            children.add(values(field.children().get(i), child(column, i)));
        }
        List<Object> unions = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int ordinal = type.typeIds().indexOf(column.get("TYPE_ID").get(i).asInt());
            int index = column.has("OFFSET") ? column.get("OFFSET").get(i).asInt() : i;
            unions.add(Arrays.asList((long) ordinal, children.get(ordinal).get(index)));
        }
        return unions;
    }

    private List<Object> runs(Field field, JsonNode column, int count) {
        List<Object> ends = values(field.children().get(0), child(column, 0));
        List<Object> runs = values(field.children().get(1), child(column, 1));
        List<Object> values = new ArrayList<>(count);
        for (int run = 0; values.size() < count; run++) {
            while (values.size() < Math.min(count, (Long) ends.get(run))) {
                values.add(runs.get(run));
            }
        }
        return values;
    }

    private static List<Object> views(boolean text, JsonNode column, int count) {
        List<Object> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            JsonNode view = column.get("VIEWS").get(i);
            int size = view.get("SIZE").asInt();
            if (isNull(column, i)) {
                values.add(null);
            } else if (view.has("INLINED")) {
                String inlined = view.get("INLINED").asText();
                values.add(text ? inlined : inlined.toLowerCase(Locale.ROOT));
            } else {
                byte[] data =
                        PlainValues.bytes(
                                column.get("VARIADIC_DATA_BUFFERS")
                                        .get(view.get("BUFFER_INDEX").asInt())
                                        .asText());
                int start = view.get("OFFSET").asInt();
                byte[] bytes = Arrays.copyOfRange(data, start, start + size);
                values.add(
                        text ? new String(bytes, StandardCharsets.UTF_8) : PlainValues.hex(bytes));
            }
        }
        return values;
    }

    private List<Object> structs(Field field, JsonNode column, int count) {
        List<List<Object>> children = new ArrayList<>();
        for (int i = 0; i < field.children().size(); i++) {
            children.add(values(field.children().get(i), child(column, i)));
        }
        List<Object> structs = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            List<Object> struct = new ArrayList<>(children.size());
            for (List<Object> child : children) {
                struct.add(child.get(i));
            }
            structs.add(isNull(column, i) ? null : struct);
        }
        return structs;
    }

    private static JsonNode child(JsonNode column, int ordinal) {
        return column.get("children").get(ordinal);
    }

    private static boolean isNull(JsonNode column, int index) {
        JsonNode validity = column.get("VALIDITY");
        return validity != null && validity.get(index).asInt() == 0;
    }
}
