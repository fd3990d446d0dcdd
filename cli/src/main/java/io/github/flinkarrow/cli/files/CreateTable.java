/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.utils.EncodingUtils;

import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.connector.types.ColumnPath;
import io.github.flinkarrow.connector.types.InferredRowType;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The CREATE TABLE statement of a file: all columns that SQL can name and Flink can hold. */
final class CreateTable {

    private static final Pattern SUFFIX = Pattern.compile("\\.(arrow|arrows|feather|ipc)$");

    private final List<String> columns = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();

    private CreateTable(Schema schema) {
        InferredRowType inferred = ArrowToFlinkTypes.inferRowType(schema);
        for (InferredRowType.SkippedColumn column : inferred.skipped()) {
            leftOut.add(column.toString());
        }
        for (RowType.RowField column : inferred.rowType().getFields()) {
            Field field = schema.fields().get(schema.indexOf(column.getName()));
            if (hasControlCharacters(field)) {
                leftOut.add(ColumnPath.of(column.getName()) + ": a name with control characters");
            } else {
                columns.add(column(field, column));
            }
        }
    }

    /**
     * The statement, ended by a semicolon.
     *
     * @throws IOException if no column is left
     */
    static String statement(Path file, Schema schema) throws IOException {
        CreateTable table = new CreateTable(schema);
        if (table.columns.isEmpty()) {
            throw new IOException(
                    file + ": no column that Flink can hold: " + String.join(", ", table.leftOut));
        }
        String name = SUFFIX.matcher(String.valueOf(file.getFileName())).replaceFirst("");
        String comment =
                table.leftOut.isEmpty()
                        ? ""
                        : " COMMENT " + literal("Left out: " + String.join("; ", table.leftOut));
        return """
               CREATE TABLE %s (
                   %s
               )%s WITH (
                   'connector' = 'filesystem',
                   'path' = %s,
                   'format' = 'arrow-ipc'
               );"""
                .formatted(
                        EncodingUtils.escapeIdentifier(name),
                        String.join(",\n    ", table.columns),
                        comment,
                        literal(file.toString()));
    }

    private static String column(Field field, RowType.RowField column) {
        List<String> numbers = new ArrayList<>();
        collectNumbers(field, "", numbers);
        return EncodingUtils.escapeIdentifier(column.getName())
                + " "
                + SqlType.of(column.getType())
                + (numbers.isEmpty() ? "" : " COMMENT " + literal(String.join("; ", numbers)));
    }

    /** Says of lengths of time that their numbers are read, SQL having no type for such columns. */
    private static void collectNumbers(Field field, String path, List<String> numbers) {
        boolean isNumber =
                field.type() instanceof ArrowType.Duration
                        || (field.type() instanceof ArrowType.Interval interval
                                && interval.unit() == IntervalUnit.YEAR_MONTH);
        if (isNumber) {
            String number = field.type() + " in raw units";
            numbers.add(path.isEmpty() ? number : ColumnPath.of(path) + ": " + number);
        }
        for (Field child : field.children()) {
            String childPath = path.isEmpty() ? child.name() : path + "." + child.name();
            collectNumbers(child, childPath, numbers);
        }
    }

    /** SQL has no identifier for such names. */
    private static boolean hasControlCharacters(Field field) {
        return field.name().chars().anyMatch(Character::isISOControl)
                || field.children().stream().anyMatch(CreateTable::hasControlCharacters);
    }

    private static String literal(String text) {
        return "'" + EncodingUtils.escapeSingleQuotes(text) + "'";
    }
}
