/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A schema without what writers are free in: the ids of dictionaries, the order of metadata, and
 * the names inside of maps.
 */
public final class SchemaShape {

    private SchemaShape() {}

    public static Schema of(Schema schema) {
        return new Schema(
                schema.fields().stream().map(field -> shape(field, field.name())).toList(),
                shape(schema.metadata()));
    }

    private static Field shape(Field field, String name) {
        boolean map = field.type() instanceof ArrowType.Map;
        List<Field> children = new ArrayList<>();
        for (Field child : field.children()) {
            children.add(map ? entries(child) : shape(child, child.name()));
        }
        DictionaryEncoding dictionary = field.dictionary();
        return new Field(
                name,
                field.nullable(),
                field.type(),
                dictionary == null
                        ? null
                        : new DictionaryEncoding(0, dictionary.indexType(), dictionary.ordered()),
                children,
                shape(field.metadata()));
    }

    private static Field entries(Field entries) {
        List<Field> pair = entries.children();
        return shape(entries, "entries")
                .withChildren(List.of(shape(pair.get(0), "key"), shape(pair.get(1), "value")));
    }

    private static KeyValueMetadata shape(KeyValueMetadata metadata) {
        List<KeyValue> pairs = new ArrayList<>(metadata.pairs());
        pairs.sort(Comparator.comparing(KeyValue::key).thenComparing(KeyValue::value));
        return new KeyValueMetadata(pairs);
    }
}
