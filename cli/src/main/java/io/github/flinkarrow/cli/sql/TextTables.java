/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.cli.Printable;
import io.github.flinkarrow.cli.TextTable;
import io.github.flinkarrow.cli.json.CellTexts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * A table for every so many rows, with columns as wide as its own values: no value is cut off, and
 * few rows are held.
 */
record TextTables(OutputStream out) implements ResultFormat {

    private static final int ROWS = 1_000;

    @Override
    public Rows begin(RowType type) {
        return new Tables(out, type);
    }

    private static final class Tables implements Rows {

        private final OutputStream out;
        private final RowType type;
        private final CellTexts cells;
        private TextTable table;
        private boolean printed;

        Tables(OutputStream out, RowType type) {
            this.out = out;
            this.type = type;
            this.cells = new CellTexts(type);
            this.table = emptyTable();
        }

        private TextTable emptyTable() {
            TextTable empty =
                    new TextTable(
                            type.getFieldNames().stream()
                                    .map(Printable::text)
                                    .toArray(String[]::new));
            for (int i = 0; i < type.getFieldCount(); i++) {
                LogicalType column = type.getTypeAt(i);
                if (!column.is(LogicalTypeFamily.NUMERIC)) {
                    empty.alignLeft(i);
                }
            }
            return empty;
        }

        @Override
        public void print(RowData row) throws IOException {
            table.add(cells.of(row));
            if (table.rows() == ROWS) {
                printTable();
            }
        }

        private void printTable() throws IOException {
            StringBuilder lines = new StringBuilder();
            table.lines().forEach(line -> lines.append(line).append('\n'));
            out.write(lines.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
            table = emptyTable();
            printed = true;
        }

        @Override
        public void close() throws IOException {
            if (table.rows() > 0 || !printed) {
                printTable();
            }
        }
    }
}
