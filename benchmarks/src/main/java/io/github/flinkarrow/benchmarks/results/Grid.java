/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table of text, for a terminal or for a page in Markdown. */
final class Grid {

    private final String[] headers;
    private final int leftAligned;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * @param leftAligned how many of the first columns are text; the others are figures
     */
    Grid(int leftAligned, String... headers) {
        this.leftAligned = leftAligned;
        this.headers = headers;
    }

    void add(String... cells) {
        if (cells.length != headers.length) {
            throw new IllegalArgumentException(
                    "%d cells for %d columns".formatted(cells.length, headers.length));
        }
        rows.add(cells);
    }

    String toText() {
        Column[] columns = new Column[headers.length];
        for (int i = 0; i < columns.length; i++) {
            HorizontalAlign align = i < leftAligned ? HorizontalAlign.LEFT : HorizontalAlign.RIGHT;
            columns[i] =
                    new Column()
                            .header(headers[i])
                            .headerAlign(align)
                            .dataAlign(align)
                            .maxWidth(Integer.MAX_VALUE);
        }
        return AsciiTable.getTable(
                AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS, columns, rows.toArray(String[][]::new));
    }

    String toMarkdown() {
        String[] rulers = new String[headers.length];
        Arrays.setAll(rulers, i -> i < leftAligned ? "---" : "--:");
        StringBuilder text = new StringBuilder();
        append(text, headers);
        append(text, rulers);
        rows.forEach(row -> append(text, row));
        return text.toString();
    }

    private static void append(StringBuilder text, String[] cells) {
        text.append("| ").append(String.join(" | ", cells)).append(" |\n");
    }
}
