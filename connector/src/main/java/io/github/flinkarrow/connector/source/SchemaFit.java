/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.List;

/** Whether a file has what the fields of a class ask for. */
final class SchemaFit {

    private final String className;
    private final String fileName;

    private SchemaFit(String className, String fileName) {
        this.className = className;
        this.fileName = fileName;
    }

    /**
     * Requires a column for each field, and that it can be read as the field is declared.
     *
     * @throws IllegalArgumentException if there is no column for a field: in a table it would be
     *     NULL, but the name of a field is easily misspelt
     */
    static void require(Schema schema, String fileName, RowType wanted, String className)
            throws IOException {
        new SchemaFit(className, fileName).requireNames(schema.fields(), wanted, "");
        RowReader.create(schema, wanted, fileName);
    }

    private void requireNames(List<Field> fields, RowType wanted, String path) {
        for (RowType.RowField field : wanted.getFields()) {
            Field column = find(fields, field.getName());
            if (column == null) {
                throw new IllegalArgumentException(
                        "%s: the field '%s' has no column in %s, but there are %s"
                                .formatted(
                                        className,
                                        path + field.getName(),
                                        fileName,
                                        fields.stream().map(Field::name).toList()));
            }
            if (field.getType() instanceof RowType row && !column.children().isEmpty()) {
                requireNames(column.children(), row, path + field.getName() + ".");
            }
        }
    }

    private static Field find(List<Field> fields, String name) {
        return fields.stream().filter(field -> field.name().equals(name)).findFirst().orElse(null);
    }
}
