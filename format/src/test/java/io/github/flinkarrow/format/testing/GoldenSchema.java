/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;

import java.util.ArrayList;
import java.util.List;

/** Schemas of the golden JSON: a case for each type. */
final class GoldenSchema {

    private GoldenSchema() {}

    static Schema decode(JsonNode schema) {
        return new Schema(fields(schema.get("fields")), metadata(schema.path("metadata")));
    }

    private static List<Field> fields(JsonNode nodes) {
        List<Field> fields = new ArrayList<>();
        for (JsonNode node : nodes) {
            fields.add(
                    new Field(
                            node.get("name").asText(),
                            node.get("nullable").asBoolean(),
                            type(node.get("type")),
                            dictionary(node.path("dictionary")),
                            fields(node.path("children")),
                            metadata(node.path("metadata"))));
        }
        return fields;
    }

    private static DictionaryEncoding dictionary(JsonNode node) {
        if (node.isMissingNode() || node.isNull()) {
            return null;
        }
        return new DictionaryEncoding(
                node.get("id").asLong(),
                (ArrowType.Int) type(node.get("indexType")),
                node.path("isOrdered").asBoolean());
    }

    private static KeyValueMetadata metadata(JsonNode nodes) {
        List<KeyValueMetadata.KeyValue> pairs = new ArrayList<>();
        for (JsonNode node : nodes) {
            pairs.add(
                    new KeyValueMetadata.KeyValue(
                            node.get("key").asText(), node.get("value").asText()));
        }
        return new KeyValueMetadata(pairs);
    }

    private static ArrowType type(JsonNode type) {
        return switch (type.get("name").asText()) {
            case "null" -> new ArrowType.Null();
            case "bool" -> new ArrowType.Bool();
            case "int" ->
                    new ArrowType.Int(
                            type.get("bitWidth").asInt(), type.get("isSigned").asBoolean());
            case "floatingpoint" ->
                    new ArrowType.FloatingPoint(
                            FloatingPointPrecision.valueOf(type.get("precision").asText()));
            case "decimal" ->
                    new ArrowType.Decimal(
                            type.get("precision").asInt(),
                            type.get("scale").asInt(),
                            type.path("bitWidth").asInt(128));
            case "utf8" -> new ArrowType.Utf8();
            case "largeutf8" -> new ArrowType.LargeUtf8();
            case "utf8view" -> new ArrowType.Utf8View();
            case "binary" -> new ArrowType.Binary();
            case "largebinary" -> new ArrowType.LargeBinary();
            case "binaryview" -> new ArrowType.BinaryView();
            case "fixedsizebinary" -> new ArrowType.FixedSizeBinary(type.get("byteWidth").asInt());
            case "date" -> new ArrowType.Date(DateUnit.valueOf(type.get("unit").asText()));
            case "time" -> new ArrowType.Time(TimeUnit.valueOf(type.get("unit").asText()));
            case "timestamp" ->
                    new ArrowType.Timestamp(
                            TimeUnit.valueOf(type.get("unit").asText()),
                            type.path("timezone").asText(null));
            case "duration" -> new ArrowType.Duration(TimeUnit.valueOf(type.get("unit").asText()));
            case "interval" ->
                    new ArrowType.Interval(IntervalUnit.valueOf(type.get("unit").asText()));
            case "list" -> new ArrowType.List();
            case "largelist" -> new ArrowType.LargeList();
            case "listview" -> new ArrowType.ListView();
            case "largelistview" -> new ArrowType.LargeListView();
            case "fixedsizelist" -> new ArrowType.FixedSizeList(type.get("listSize").asInt());
            case "struct" -> new ArrowType.Struct();
            case "map" -> new ArrowType.Map(type.get("keysSorted").asBoolean());
            case "union" -> union(type);
            case "runendencoded" -> new ArrowType.RunEndEncoded();
            default -> throw new AssertionError("an unknown type: " + type);
        };
    }

    private static ArrowType union(JsonNode type) {
        List<Integer> ids = new ArrayList<>();
        type.get("typeIds").forEach(id -> ids.add(id.asInt()));
        return new ArrowType.Union(UnionMode.valueOf(type.get("mode").asText()), ids);
    }
}
