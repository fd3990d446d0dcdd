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
import java.util.stream.Stream;

/**
 * A table for every so many rows, with columns as wide as its own values: no value is cut off, and
 * few rows are held. A result that is one text of several lines, as a plan is, is printed as these.
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
        private final boolean isText;
        private TextTable table;
        private String text;
        private boolean printed;

        Tables(OutputStream out, RowType type) {
            this.out = out;
            this.type = type;
            this.cells = new CellTexts(type);
            this.isText =
                    type.getFieldCount() == 1
                            && type.getTypeAt(0).is(LogicalTypeFamily.CHARACTER_STRING);
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
            if (isText) {
                text = row.isNullAt(0) ? null : row.getString(0).toString();
            }
            table.add(cells.of(row));
            if (table.rows() == ROWS) {
                printTable();
            }
        }

        private void printTable() throws IOException {
            print(table.lines());
            table = emptyTable();
            printed = true;
        }

        private void print(Stream<String> lines) throws IOException {
            StringBuilder printable = new StringBuilder();
            lines.forEach(line -> printable.append(line).append('\n'));
            out.write(printable.toString().getBytes(StandardCharsets.UTF_8));
            out.flush();
        }

        @Override
        public void end() throws IOException {
            if (!printed && table.rows() == 1 && text != null && text.contains("\n")) {
                print(text.lines().map(Printable::text));
            } else if (!printed || table.rows() > 0) {
                printTable();
            }
        }

        @Override
        public void close() {}
    }
}
