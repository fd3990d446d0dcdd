/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.util.List;

/** The fields inside of a field. */
final class NestedFields {

    private static final ArrowType INT32 = new ArrowType.Int(32, true);
    private static final ArrowType INT64 = new ArrowType.Int(64, true);

    private NestedFields() {}

    static boolean isList(ArrowType type) {
        return type instanceof ArrowType.List
                || type instanceof ArrowType.LargeList
                || type instanceof ArrowType.FixedSizeList
                || type instanceof ArrowType.ListView
                || type instanceof ArrowType.LargeListView;
    }

    static boolean isRow(ArrowType type) {
        return type instanceof ArrowType.Struct
                || type instanceof ArrowType.Union
                || (type instanceof ArrowType.Interval interval && !partsOf(interval).isEmpty());
    }

    /** The fields of what {@link #isRow}. */
    static List<Field> rowFields(Field field) {
        return field.type() instanceof ArrowType.Interval interval
                ? partsOf(interval)
                : field.children();
    }

    /** The parts of an interval as if it were a struct; none of one that is a number of months. */
    static List<Field> partsOf(ArrowType.Interval interval) {
        return switch (interval.unit()) {
            case YEAR_MONTH -> List.of();
            case DAY_TIME ->
                    List.of(Field.nullable("days", INT32), Field.nullable("milliseconds", INT32));
            case MONTH_DAY_NANO ->
                    List.of(
                            Field.nullable("months", INT32),
                            Field.nullable("days", INT32),
                            Field.nullable("nanoseconds", INT64));
        };
    }

    static Field child(Field field, int ordinal, ColumnPath path) throws IncompatibleTypeException {
        if (ordinal >= field.children().size()) {
            throw new IncompatibleTypeException(
                    path,
                    "Arrow type " + name(field) + " has " + field.children().size() + " children");
        }
        return field.children().get(ordinal);
    }

    /** The Arrow type of a field as it may stand in a message. */
    static String name(Field field) {
        String text = field.type().toString();
        String name = text.endsWith("[]") ? text.substring(0, text.length() - 2) : text;
        return ColumnPath.escape(name);
    }
}
