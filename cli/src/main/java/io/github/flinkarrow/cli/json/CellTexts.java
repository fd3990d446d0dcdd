/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.flinkarrow.cli.Printable;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * The values of a row of Flink as the cells of a table: as in JSON, strings without their quotes,
 * and {@code NULL}. Control characters are escaped.
 */
public final class CellTexts {

    private static final String NULL = "NULL";

    private final boolean[] texts;
    private final SqlValue[] values;
    private final RowData.FieldGetter[] getters;
    private final ByteArrayOutputStream json = new ByteArrayOutputStream();

    public CellTexts(RowType type) {
        int columns = type.getFieldCount();
        texts = new boolean[columns];
        values = new SqlValue[columns];
        getters = new RowData.FieldGetter[columns];
        for (int i = 0; i < columns; i++) {
            LogicalType column = type.getTypeAt(i);
            texts[i] = column.is(LogicalTypeFamily.CHARACTER_STRING);
            values[i] = SqlValue.of(column);
            getters[i] = SqlNesting.field(column, i);
        }
    }

    /** The text of each column. */
    public String[] of(RowData row) throws IOException {
        String[] cells = new String[values.length];
        for (int i = 0; i < cells.length; i++) {
            Object value = getters[i].getFieldOrNull(row);
            if (value == null) {
                cells[i] = NULL;
            } else {
                cells[i] = Printable.text(texts[i] ? value.toString() : unquoted(values[i], value));
            }
        }
        return cells;
    }

    private String unquoted(SqlValue writer, Object value) throws IOException {
        json.reset();
        try (JsonGenerator generator = JsonRows.generator(json)) {
            writer.write(generator, value);
        }
        String text = json.toString(StandardCharsets.UTF_8);
        return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
    }
}
