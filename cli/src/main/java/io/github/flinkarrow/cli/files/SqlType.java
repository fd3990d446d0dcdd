/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DayTimeIntervalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.MapType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.VarBinaryType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.table.types.logical.YearMonthIntervalType;
import org.apache.flink.table.utils.EncodingUtils;

import java.util.stream.Collectors;

/** Types as SQL writes them in the columns of a table. */
final class SqlType {

    /** The finest TIME that SQL knows. */
    private static final int MOST_TIME_DIGITS = 3;

    private SqlType() {}

    /** The type, or where SQL has no such column, the number that the values are stored as. */
    static String of(LogicalType type) {
        return nullable(type) + (type.isNullable() ? "" : " NOT NULL");
    }

    private static String nullable(LogicalType type) {
        if (type instanceof DayTimeIntervalType) {
            return "BIGINT";
        } else if (type instanceof YearMonthIntervalType) {
            return "INT";
        } else if (type instanceof TimeType time && time.getPrecision() > MOST_TIME_DIGITS) {
            return "TIME(" + MOST_TIME_DIGITS + ")";
        } else if (type instanceof VarCharType text && text.getLength() == VarCharType.MAX_LENGTH) {
            return "STRING";
        } else if (type instanceof VarBinaryType bytes
                && bytes.getLength() == VarBinaryType.MAX_LENGTH) {
            return "BYTES";
        } else if (type instanceof LocalZonedTimestampType timestamp) {
            return "TIMESTAMP_LTZ(" + timestamp.getPrecision() + ")";
        } else if (type instanceof ArrayType array) {
            return "ARRAY<" + of(array.getElementType()) + ">";
        } else if (type instanceof MapType map) {
            return "MAP<" + of(map.getKeyType()) + ", " + of(map.getValueType()) + ">";
        } else if (type instanceof RowType row) {
            return row.getFields().stream()
                    .map(
                            field ->
                                    EncodingUtils.escapeIdentifier(field.getName())
                                            + " "
                                            + of(field.getType()))
                    .collect(Collectors.joining(", ", "ROW<", ">"));
        }
        return type.copy(true).asSerializableString();
    }
}
