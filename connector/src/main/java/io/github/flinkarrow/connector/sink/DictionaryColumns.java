/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.table.api.ValidationException;

import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds the columns that are to be dictionary-encoded, and makes them so in a schema. */
final class DictionaryColumns {

    private static final ArrowType.Int INDEX = new ArrowType.Int(32, true);
    private static final int MOST_LISTED = 50;

    private final Set<String> wanted;
    private final Set<String> possible = new LinkedHashSet<>();
    private final Set<String> found = new LinkedHashSet<>();
    private long nextId = 1;

    private DictionaryColumns(List<String> wanted) {
        this.wanted = new LinkedHashSet<>(wanted);
    }

    /**
     * The schema with dictionaries.
     *
     * @param paths of columns; see {@link ArrowIpcWriteOptions}
     * @throws ValidationException if the schema has no such column, or one whose type cannot be
     *     dictionary-encoded; the message lists those that can
     */
    static Schema encode(Schema schema, List<String> paths) {
        if (paths.isEmpty()) {
            return schema;
        }
        DictionaryColumns columns = new DictionaryColumns(paths);
        List<Field> fields = new ArrayList<>();
        for (Field field : schema.fields()) {
            fields.add(columns.encode(field, field.name()));
        }
        columns.requireAllFound();
        return new Schema(fields, schema.metadata());
    }

    private Field encode(Field field, String path) {
        if (!field.children().isEmpty()) {
            List<Field> children = new ArrayList<>();
            for (Field child : field.children()) {
                children.add(encode(child, childPath(field, path, child)));
            }
            return field.withChildren(children);
        }
        if (!canBeEncoded(field.type())) {
            return field;
        }
        possible.add(path);
        if (!wanted.contains(path)) {
            return field;
        }
        if (!found.add(path)) {
            throw new ValidationException(
                    "dictionary.columns: more than one column is called " + quoted(path));
        }
        DictionaryEncoding encoding = new DictionaryEncoding(nextId++, INDEX, false);
        return new Field(
                field.name(),
                field.nullable(),
                field.type(),
                encoding,
                field.children(),
                field.metadata());
    }

    private static String childPath(Field field, String path, Field child) {
        // The entries of a map have no name of their own in Flink.
        return field.type() instanceof ArrowType.Map ? path : path + "." + child.name();
    }

    /**
     * What a column is called by those who ask for its dictionary.
     *
     * @param schema with dictionaries
     * @param id of one of them
     */
    static ColumnPath path(Schema schema, long id) {
        for (Field field : schema.fields()) {
            String path = path(field, field.name(), id);
            if (path != null) {
                return ColumnPath.of(path);
            }
        }
        throw new IllegalArgumentException("no column has dictionary " + id);
    }

    private static String path(Field field, String path, long id) {
        if (field.isDictionaryEncoded() && field.dictionary().id() == id) {
            return path;
        }
        for (Field child : field.children()) {
            String found = path(child, childPath(field, path, child), id);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static boolean canBeEncoded(ArrowType type) {
        return !(type instanceof ArrowType.Bool
                || type instanceof ArrowType.Null
                || type instanceof ArrowType.Struct);
    }

    private void requireAllFound() {
        for (String path : wanted) {
            if (!found.contains(path)) {
                throw new ValidationException(
                        "dictionary.columns: %s is no column that can be dictionary-encoded; these can: %s"
                                .formatted(quoted(path), listed()));
            }
        }
    }

    private String listed() {
        String list =
                possible.stream()
                        .limit(MOST_LISTED)
                        .map(DictionaryColumns::quoted)
                        .collect(Collectors.joining(", "));
        int more = possible.size() - MOST_LISTED;
        return list.isEmpty() ? "none" : more > 0 ? list + " and " + more + " more" : list;
    }

    private static String quoted(String path) {
        return ColumnPath.of(path).toString();
    }
}
