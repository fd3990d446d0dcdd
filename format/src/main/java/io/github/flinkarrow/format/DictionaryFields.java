/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The dictionary-encoded fields of a schema by the ids of their dictionaries, nested ones too. */
final class DictionaryFields {

    /** A field that refers to a dictionary, the first one where several do. */
    record Encoded(Field field, FieldPath parent) {}

    private DictionaryFields() {}

    static Map<Long, Encoded> of(List<Field> fields) {
        Map<Long, Encoded> byId = new LinkedHashMap<>();
        collect(fields, FieldPath.ROOT, byId);
        return byId;
    }

    private static void collect(List<Field> fields, FieldPath parent, Map<Long, Encoded> byId) {
        for (Field field : fields) {
            if (field.isDictionaryEncoded()) {
                byId.putIfAbsent(field.dictionary().id(), new Encoded(field, parent));
            }
            collect(field.children(), parent.child(field.name()), byId);
        }
    }

    /** Whether the field is dictionary-encoded, or has a child that is. */
    static boolean isOrHasEncoded(Field field) {
        return field.isDictionaryEncoded() || hasEncodedChild(field);
    }

    static boolean hasEncodedChild(Field field) {
        return field.children().stream().anyMatch(DictionaryFields::isOrHasEncoded);
    }

    /** The field as it is in a record batch: indices in the place of dictionary-encoded values. */
    static Field asStored(Field field) {
        if (!isOrHasEncoded(field)) {
            return field;
        }
        if (field.isDictionaryEncoded()) {
            return new Field(
                    field.name(),
                    field.nullable(),
                    field.dictionary().indexType(),
                    null,
                    List.of(),
                    KeyValueMetadata.EMPTY);
        }
        List<Field> children = new ArrayList<>(field.children().size());
        for (Field child : field.children()) {
            // Run ends have to be what they are.
            boolean runEnds = field.type() instanceof ArrowType.RunEndEncoded && children.isEmpty();
            children.add(runEnds ? child : asStored(child));
        }
        return field.withChildren(children);
    }
}
