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
     * @throws IOException if no column is left, or Flink does not read a file of that name
     */
    static String statement(Path file, Schema schema) throws IOException {
        String name = tableName(file);
        CreateTable table = new CreateTable(schema);
        if (table.columns.isEmpty()) {
            throw new IOException(
                    file
                            + (table.leftOut.isEmpty()
                                    ? ": there are no columns"
                                    : ": no column that Flink can hold: "
                                            + String.join(", ", table.leftOut)));
        }
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

    /** The name of the file without its suffix, where SQL has an identifier for it. */
    private static String tableName(Path file) throws IOException {
        String fileName = String.valueOf(file.getFileName());
        if (fileName.startsWith("_") || fileName.startsWith(".")) {
            throw new IOException(
                    file + ": Flink reads no file whose name begins with _ or .: rename it");
        } else if (file.toString().contains("\\")) {
            throw new IOException(
                    file + ": Flink reads no file whose path has a backslash: rename it");
        }
        String name = SUFFIX.matcher(fileName).replaceFirst("");
        return hasControlCharacters(name) ? "arrow" : name;
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
        return hasControlCharacters(field.name())
                || field.children().stream().anyMatch(CreateTable::hasControlCharacters);
    }

    private static boolean hasControlCharacters(String name) {
        return name.chars().anyMatch(Character::isISOControl);
    }

    private static String literal(String text) {
        return "'" + EncodingUtils.escapeSingleQuotes(text) + "'";
    }
}
