/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
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
        } else if (field.type() instanceof ArrowType.List
                || field.type() instanceof ArrowType.Map) {
            return lists(column, count, values(field.children().get(0), child(column, 0)));
        } else if (field.type() instanceof ArrowType.Struct) {
            return structs(field, column, count);
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

    private static List<Object> lists(JsonNode column, int count, List<Object> elements) {
        List<Object> lists = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int start = column.get("OFFSET").path(i).asInt();
            int end = column.get("OFFSET").path(i + 1).asInt();
            lists.add(isNull(column, i) ? null : elements.subList(start, end));
        }
        return lists;
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
