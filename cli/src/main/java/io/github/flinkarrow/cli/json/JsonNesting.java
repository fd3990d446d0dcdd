/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.SerializableString;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.ListLikeArray;
import io.github.flinkarrow.format.array.MapArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.UnionArray;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.List;

/** Values that consist of others: lists, maps as arrays of pairs, structs and unions. */
final class JsonNesting {

    private JsonNesting() {}

    static JsonValue of(ArrowArray array) {
        if (array instanceof MapArray map) {
            JsonValue[] pair = {JsonValue.of(map.keys()), JsonValue.of(map.values())};
            return list(map, (out, entry) -> writeArray(out, pair, entry));
        } else if (array instanceof ListLikeArray lists) {
            return list(lists, JsonValue.of(lists.elements()));
        } else if (array instanceof StructArray struct) {
            return struct(struct);
        } else if (array instanceof UnionArray union) {
            JsonValue[] members = JsonValue.ofAll(union.children());
            return (out, index) ->
                    members[union.childOrdinal(index)].write(out, union.childIndex(index));
        }
        throw new IllegalArgumentException(array.getClass() + " has no values inside");
    }

    private static JsonValue list(ListLikeArray lists, JsonValue element) {
        return (out, index) -> {
            int end = lists.end(index);
            out.writeStartArray();
            for (int i = lists.start(index); i < end; i++) {
                element.write(out, i);
            }
            out.writeEndArray();
        };
    }

    /** Objects, or arrays where two children share a name. */
    private static JsonValue struct(StructArray struct) {
        JsonValue[] children = JsonValue.ofAll(struct.children());
        List<Field> fields = struct.field().children();
        if (fields.stream().map(Field::name).distinct().count() < fields.size()) {
            return (out, index) -> writeArray(out, children, index);
        }
        SerializableString[] names = JsonRows.names(fields);
        return (out, index) -> writeObject(out, names, children, index);
    }

    static void writeArray(JsonGenerator out, JsonValue[] values, int index) throws IOException {
        out.writeStartArray();
        for (JsonValue value : values) {
            value.write(out, index);
        }
        out.writeEndArray();
    }

    static void writeObject(
            JsonGenerator out, SerializableString[] names, JsonValue[] values, int index)
            throws IOException {
        out.writeStartObject();
        for (int i = 0; i < values.length; i++) {
            out.writeFieldName(names[i]);
            values[i].write(out, index);
        }
        out.writeEndObject();
    }
}
