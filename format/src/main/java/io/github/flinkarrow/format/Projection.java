/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Which fields of a schema are read, and in which order.
 *
 * <p>Only the buffers of the chosen fields are read. The children of a struct can be chosen too; a
 * list or a map is read whole.
 *
 * @param columns null for all fields
 */
public record Projection(List<Column> columns) {

    /** All fields in the order of the schema. */
    public static final Projection ALL = new Projection(null);

    /**
     * A chosen field.
     *
     * @param ordinal position among its siblings in the schema
     * @param children the chosen children of a struct, possibly none; null for the whole field
     */
    public record Column(int ordinal, List<Column> children) {
        public Column {
            children = children == null ? null : List.copyOf(children);
        }

        /** A whole field. */
        public Column(int ordinal) {
            this(ordinal, null);
        }
    }

    public Projection {
        columns = columns == null ? null : List.copyOf(columns);
    }

    /** Whole top-level fields by position. */
    public static Projection of(int... ordinals) {
        List<Column> columns = new ArrayList<>(ordinals.length);
        IntStream.of(ordinals).forEach(ordinal -> columns.add(new Column(ordinal)));
        return new Projection(columns);
    }

    public boolean isAll() {
        return columns == null;
    }

    /**
     * Whether all fields of a schema are chosen whole, in any order.
     *
     * @throws IllegalArgumentException if the schema has not what is chosen
     */
    public boolean includesAll(Schema schema) {
        if (isAll()) {
            return true;
        }
        List<Field> fields = schema.fields();
        List<Field> chosen = project(fields);
        return chosen.size() == fields.size()
                && IntStream.range(0, chosen.size())
                        .allMatch(i -> chosen.get(i).equals(fields.get(columns.get(i).ordinal())));
    }

    /**
     * The chosen fields, with their chosen children.
     *
     * @throws IllegalArgumentException if a field is not there, is chosen twice, or children are
     *     chosen of what is not a struct or is dictionary-encoded
     */
    List<Field> project(List<Field> fields) {
        return isAll() ? fields : project(fields, columns, FieldPath.ROOT);
    }

    private static List<Field> project(List<Field> fields, List<Column> chosen, FieldPath parent) {
        List<Field> projected = new ArrayList<>(chosen.size());
        Set<Integer> ordinals = new HashSet<>();
        for (Column column : chosen) {
            int ordinal = column.ordinal();
            if (ordinal < 0 || ordinal >= fields.size()) {
                throw new IllegalArgumentException(
                        parent + " has " + fields.size() + " fields: there is no field " + ordinal);
            }
            Field field = fields.get(ordinal);
            FieldPath path = parent.child(field.name());
            if (!ordinals.add(ordinal)) {
                throw new IllegalArgumentException(path + " is chosen twice");
            }
            projected.add(column.children() == null ? field : project(field, column, path));
        }
        return projected;
    }

    private static Field project(Field field, Column column, FieldPath path) {
        if (!(field.type() instanceof ArrowType.Struct) || field.isDictionaryEncoded()) {
            throw new IllegalArgumentException(
                    path
                            + ": children can be chosen of a struct, not of "
                            + (field.isDictionaryEncoded() ? "a dictionary of " : "")
                            + field.type());
        }
        return field.withChildren(project(field.children(), column.children(), path));
    }
}
