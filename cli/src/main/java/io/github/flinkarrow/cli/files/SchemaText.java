/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.cli.Printable;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

/** A schema as lines of text, a field each, children indented. */
record SchemaText(Console console) {

    private static final String INDENT = "   ";

    void print(Schema schema) {
        schema.fields().forEach(field -> print(field, INDENT));
        print(schema.metadata());
    }

    /** Metadata that belongs to no field. */
    void print(KeyValueMetadata metadata) {
        print(metadata, INDENT);
    }

    private void print(Field field, String indent) {
        StringBuilder line = new StringBuilder(indent);
        line.append(Printable.name(field.name())).append(": ");
        line.append(Printable.name(field.type().toString()));
        DictionaryEncoding dictionary = field.dictionary();
        if (dictionary != null) {
            line.append(", dictionary ").append(dictionary.id());
            line.append(dictionary.ordered() ? " (ordered)" : "");
            line.append(" by ").append(dictionary.indexType());
        }
        line.append(field.nullable() ? "" : " not null");
        console.println(line.toString());
        print(field.metadata(), indent + INDENT);
        field.children().forEach(child -> print(child, indent + INDENT));
    }

    private void print(KeyValueMetadata metadata, String indent) {
        for (KeyValueMetadata.KeyValue pair : metadata.pairs()) {
            console.println(
                    indent
                            + "%s = %s"
                                    .formatted(
                                            Printable.name(pair.key()),
                                            Printable.name(pair.value())));
        }
    }
}
