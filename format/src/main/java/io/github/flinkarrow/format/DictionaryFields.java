/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.schema.Field;

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
}
