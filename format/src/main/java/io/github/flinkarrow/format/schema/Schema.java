/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

import java.util.List;
import java.util.Objects;

/**
 * The fields of every record batch of a file or stream.
 *
 * @param fields the columns in order; names may repeat
 * @param metadata custom metadata of the schema
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#schema-message">Schema
 *     message</a>
 */
public record Schema(List<Field> fields, KeyValueMetadata metadata) {

    public Schema {
        fields = List.copyOf(fields);
        Objects.requireNonNull(metadata, "metadata");
    }

    public static Schema of(Field... fields) {
        return new Schema(List.of(fields), KeyValueMetadata.EMPTY);
    }

    /** The position of the first field with the name, or -1. */
    public int indexOf(String name) {
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
