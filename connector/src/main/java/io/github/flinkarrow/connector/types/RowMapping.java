/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.annotation.Internal;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.MultisetType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarBinaryType;

import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.util.ArrayList;
import java.util.List;

/**
 * How the columns of a schema become the fields of a wanted row type.
 *
 * <p>Fields are matched by name, case-sensitively, in nested rows too. A field that the schema
 * lacks reads as NULL; columns that are not wanted are not read.
 *
 * @param columns one a field of the row type
 * @param projection the columns, and the children of structs, that are to be read
 */
@Internal
public record RowMapping(List<ColumnMapping> columns, Projection projection) {

    private static final RowType VARIANT_PARTS =
            RowType.of(
                    new LogicalType[] {
                        new VarBinaryType(false, VarBinaryType.MAX_LENGTH),
                        new VarBinaryType(false, VarBinaryType.MAX_LENGTH)
                    },
                    new String[] {"metadata", "value"});

    public RowMapping {
        columns = List.copyOf(columns);
    }

    /**
     * Matches a schema with a row type.
     *
     * @throws IncompatibleTypeException if a column cannot be read as declared, occurs more than
     *     once, or is missing and declared NOT NULL
     */
    public static RowMapping of(Schema schema, RowType wanted) throws IncompatibleTypeException {
        List<ColumnMapping> columns = new ArrayList<>();
        List<Projection.Column> projected = new ArrayList<>();
        for (RowType.RowField rowField : wanted.getFields()) {
            ColumnPath path = ColumnPath.of(rowField.getName());
            int ordinal = find(schema.fields(), rowField, path);
            if (ordinal < 0) {
                columns.add(ColumnMapping.missing(path, rowField.getType()));
            } else {
                List<Projection.Column> children = new ArrayList<>();
                Field field = schema.fields().get(ordinal);
                columns.add(column(field, rowField.getType(), path, projected.size(), children));
                projected.add(chosen(ordinal, field, children));
            }
        }
        return new RowMapping(columns, new Projection(projected));
    }

    /**
     * The position of the field with the name, or -1 if there is none and NULL may stand for it.
     */
    private static int find(List<Field> fields, RowType.RowField wanted, ColumnPath path)
            throws IncompatibleTypeException {
        int found = -1;
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).name().equals(wanted.getName())) {
                if (found >= 0) {
                    throw new IncompatibleTypeException(path, "the name is not unique");
                }
                found = i;
            }
        }
        if (found < 0 && !wanted.getType().isNullable()) {
            throw new IncompatibleTypeException(
                    path, "does not exist, but is declared " + wanted.getType().asSummaryString());
        }
        return found;
    }

    /**
     * @param projected receives the children of a struct to be read; null inside of what is always
     *     read whole
     */
    private static ColumnMapping column(
            Field field,
            LogicalType type,
            ColumnPath path,
            int position,
            List<Projection.Column> projected)
            throws IncompatibleTypeException {
        if (field.type() instanceof ArrowType.RunEndEncoded) {
            Field values = NestedFields.child(field, 1, path);
            ColumnMapping mapping = column(values, type, path, position, null);
            return new ColumnMapping(
                    path, type, mapping.conversion(), field, position, mapping.children());
        }
        Conversion conversion = DeclaredTypes.conversion(field, type);
        if (conversion == null) {
            throw mismatch(field, type, path);
        }
        List<ColumnMapping> children =
                switch (conversion) {
                    case LIST -> List.of(element(field, (ArrayType) type, path));
                    case MAP -> entry(field, type, path);
                    case ROW, UNION -> rowFields(field, (RowType) type, path, projected);
                    case VARIANT -> variantParts(field, path, projected);
                    default -> List.of();
                };
        return new ColumnMapping(path, type, conversion, field, position, children);
    }

    private static ColumnMapping element(Field field, ArrayType type, ColumnPath path)
            throws IncompatibleTypeException {
        Field element = NestedFields.child(field, 0, path);
        return column(element, type.getElementType(), path.child("element"), 0, null);
    }

    private static List<ColumnMapping> entry(Field field, LogicalType type, ColumnPath path)
            throws IncompatibleTypeException {
        Field entries = NestedFields.child(field, 0, path);
        Field key = NestedFields.child(entries, 0, path);
        Field value = NestedFields.child(entries, 1, path);
        LogicalType keyType =
                type instanceof MapType map
                        ? map.getKeyType()
                        : ((MultisetType) type).getElementType();
        LogicalType valueType =
                type instanceof MapType map ? map.getValueType() : new IntType(false);
        return List.of(
                column(key, keyType, path.child("key"), 0, null),
                column(value, valueType, path.child("value"), 1, null));
    }

    private static List<ColumnMapping> variantParts(
            Field field, ColumnPath path, List<Projection.Column> projected)
            throws IncompatibleTypeException {
        if (field.children().stream().anyMatch(child -> child.name().equals("typed_value"))) {
            throw new IncompatibleTypeException(
                    path, "a shredded variant (one with a child 'typed_value') is not supported");
        }
        return rowFields(field, VARIANT_PARTS, path, projected);
    }

    private static List<ColumnMapping> rowFields(
            Field field, RowType type, ColumnPath path, List<Projection.Column> projected)
            throws IncompatibleTypeException {
        boolean chosen = projected != null && isChosenByChild(field);
        List<Field> candidates = NestedFields.rowFields(field);
        List<ColumnMapping> columns = new ArrayList<>();
        for (RowType.RowField rowField : type.getFields()) {
            ColumnPath childPath = path.child(rowField.getName());
            int ordinal = find(candidates, rowField, childPath);
            if (ordinal < 0) {
                columns.add(ColumnMapping.missing(childPath, rowField.getType()));
                continue;
            }
            if (field.type() instanceof ArrowType.Union && !rowField.getType().isNullable()) {
                throw new IncompatibleTypeException(
                        childPath,
                        "declared "
                                + rowField.getType().asSummaryString()
                                + ", but a member of a union is NULL where another is selected");
            }
            List<Projection.Column> children = chosen ? new ArrayList<>() : null;
            columns.add(
                    column(
                            candidates.get(ordinal),
                            rowField.getType(),
                            childPath,
                            chosen ? projected.size() : ordinal,
                            children));
            if (chosen) {
                projected.add(chosen(ordinal, candidates.get(ordinal), children));
            }
        }
        return columns;
    }

    /** A column that is read: of a struct the matching children, even if there are none. */
    private static Projection.Column chosen(
            int ordinal, Field field, List<Projection.Column> children) {
        return new Projection.Column(ordinal, isChosenByChild(field) ? children : null);
    }

    private static boolean isChosenByChild(Field field) {
        return field.type() instanceof ArrowType.Struct && !field.isDictionaryEncoded();
    }

    private static IncompatibleTypeException mismatch(
            Field field, LogicalType type, ColumnPath path) {
        String message =
                "Arrow type %s cannot be read as %s"
                        .formatted(NestedFields.name(field), type.asSummaryString());
        try {
            LogicalType own = ArrowToFlinkTypes.logicalType(field, path);
            return new IncompatibleTypeException(
                    path, message + "; its own type is " + own.asSummaryString());
        } catch (IncompatibleTypeException e) {
            return new IncompatibleTypeException(path, message);
        }
    }
}
