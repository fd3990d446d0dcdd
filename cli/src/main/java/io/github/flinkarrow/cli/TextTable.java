/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import com.github.freva.asciitable.AsciiTable;
import com.github.freva.asciitable.Column;
import com.github.freva.asciitable.HorizontalAlign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** A table as lines of text; cells are aligned to the right unless told otherwise. */
public final class TextTable {

    private static final String INDENT = "   ";

    private final Column[] columns;
    private final List<String[]> rows = new ArrayList<>();

    public TextTable(String... headers) {
        columns = Arrays.stream(headers).map(TextTable::column).toArray(Column[]::new);
    }

    private static Column column(String header) {
        return new Column()
                .header(header)
                .headerAlign(HorizontalAlign.RIGHT)
                .dataAlign(HorizontalAlign.RIGHT)
                .maxWidth(Integer.MAX_VALUE);
    }

    public void alignLeft(int column) {
        columns[column].headerAlign(HorizontalAlign.LEFT).dataAlign(HorizontalAlign.LEFT);
    }

    public int rows() {
        return rows.size();
    }

    /** Adds a row, of as many cells as there are headers. */
    public void add(String... cells) {
        if (cells.length != columns.length) {
            throw new IllegalArgumentException(
                    "%d cells for %d columns".formatted(cells.length, columns.length));
        }
        rows.add(cells);
    }

    public Stream<String> lines() {
        return AsciiTable.getTable(
                        AsciiTable.BASIC_ASCII_NO_DATA_SEPARATORS,
                        columns,
                        rows.toArray(String[][]::new))
                .lines();
    }

    /** Prints the lines, indented. */
    public void printTo(Console console) {
        lines().forEach(line -> console.println(INDENT + line));
    }
}
