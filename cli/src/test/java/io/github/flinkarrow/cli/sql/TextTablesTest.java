/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.ArrayType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;

class TextTablesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @Test
    void numbersAreAlignedToTheRightAndTheRestToTheLeft() throws IOException {
        RowType type =
                RowType.of(
                        new LogicalType[] {
                            VarCharType.STRING_TYPE, new DoubleType(), new ArrayType(new IntType())
                        },
                        new String[] {"name", "number", "array"});

        print(
                type,
                GenericRowData.of(
                        StringData.fromString("\"a\" \\ b"),
                        -1.5,
                        new GenericArrayData(new Integer[] {1, null})),
                GenericRowData.of(null, Double.NaN, null));

        assertThat(text())
                .isEqualTo(
                        """
                        +---------+--------+----------+
                        | name    | number | array    |
                        +---------+--------+----------+
                        | "a" \\ b |   -1.5 | [1,null] |
                        | NULL    |    NaN | NULL     |
                        +---------+--------+----------+
                        """);
    }

    @Test
    void valuesCannotControlTheTerminal() throws IOException {
        print(texts("a"), text("\033[2J\n"), text("b"));

        assertThat(text()).contains("| \\u001b[2J\\u000a |");
    }

    @Test
    void aTextOfSeveralLinesIsPrintedAsTheyAre() throws IOException {
        print(texts("result"), text("a\n  b\033\n"));

        assertThat(text()).isEqualTo("a\n  b\\u001b\n");
    }

    @Test
    void aResultWithoutRowsHasItsColumns() throws IOException {
        print(texts("result"));

        assertThat(text()).contains("| result |");
    }

    @Test
    void longResultsAreSeveralTablesWithEveryRow() throws IOException {
        GenericRowData[] rows = new GenericRowData[2_500];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = text("row " + i);
        }

        print(texts("c"), rows);

        assertThat(text().lines().filter(line -> line.startsWith("| row"))).hasSize(2_500);
        assertThat(text().lines().filter(line -> line.startsWith("| c"))).hasSize(3);
    }

    private static RowType texts(String name) {
        return RowType.of(new LogicalType[] {VarCharType.STRING_TYPE}, new String[] {name});
    }

    private static GenericRowData text(String text) {
        return GenericRowData.of(StringData.fromString(text));
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private void print(RowType type, GenericRowData... rows) throws IOException {
        try (ResultFormat.Rows printed = new TextTables(out).begin(type)) {
            for (GenericRowData row : rows) {
                printed.print(row);
            }
            printed.end();
        }
    }
}
