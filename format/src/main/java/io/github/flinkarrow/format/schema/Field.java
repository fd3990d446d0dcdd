/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.schema;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A named column, or a child of a nested one.
 *
 * @param name may be empty, and may occur more than once among its siblings
 * @param nullable whether values may be null
 * @param type the type of the values; of a dictionary-encoded field that of the dictionary's values
 * @param dictionary null unless the field is dictionary-encoded
 * @param children the children of a nested type in order
 * @param metadata custom metadata, the name of an extension type among it
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#schema-message">Schema
 *     message</a>
 */
public record Field(
        String name,
        boolean nullable,
        ArrowType type,
        DictionaryEncoding dictionary,
        List<Field> children,
        KeyValueMetadata metadata) {

    /** The metadata key that holds the name of an extension type. */
    public static final String EXTENSION_NAME = "ARROW:extension:name";

    /** The metadata key that holds the parameters of an extension type. */
    public static final String EXTENSION_METADATA = "ARROW:extension:metadata";

    public Field {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(type, "type");
        Objects.requireNonNull(metadata, "metadata");
        children = List.copyOf(children);
    }

    /** A nullable field that is not dictionary-encoded. */
    public static Field nullable(String name, ArrowType type, Field... children) {
        return new Field(name, true, type, null, List.of(children), KeyValueMetadata.EMPTY);
    }

    /** A field without nulls that is not dictionary-encoded. */
    public static Field notNull(String name, ArrowType type, Field... children) {
        return new Field(name, false, type, null, List.of(children), KeyValueMetadata.EMPTY);
    }

    public boolean isDictionaryEncoded() {
        return dictionary != null;
    }

    /** The name of the extension type, if the field has one. */
    public Optional<String> extensionName() {
        return metadata.get(EXTENSION_NAME);
    }

    /** This field with other children. */
    public Field withChildren(List<Field> others) {
        return new Field(name, nullable, type, dictionary, others, metadata);
    }
}
