/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import java.util.ArrayList;
import java.util.List;

/** A table of right-aligned cells, as lines of text. */
public final class TextTable {

    private static final String INDENT = "   ";

    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... headers) {
        rows.add(List.of(headers));
    }

    /** Adds a row, of as many cells as there are headers. */
    public void add(List<String> cells) {
        if (cells.size() != rows.get(0).size()) {
            throw new IllegalArgumentException(
                    "%d cells for %d columns".formatted(cells.size(), rows.get(0).size()));
        }
        rows.add(List.copyOf(cells));
    }

    public void add(String... cells) {
        add(List.of(cells));
    }

    public void printTo(Console console) {
        int[] widths = widths();
        StringBuilder rule = new StringBuilder(INDENT).append('+');
        for (int width : widths) {
            rule.append("-".repeat(width + 2)).append('+');
        }
        console.println(rule.toString());
        for (int row = 0; row < rows.size(); row++) {
            console.println(line(rows.get(row), widths));
            if (row == 0) {
                console.println(rule.toString());
            }
        }
        console.println(rule.toString());
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        return widths;
    }

    private static String line(List<String> cells, int[] widths) {
        StringBuilder line = new StringBuilder(INDENT).append('|');
        for (int i = 0; i < widths.length; i++) {
            String cell = cells.get(i);
            line.append(" ".repeat(widths[i] - cell.length() + 1)).append(cell).append(" |");
        }
        return line.toString();
    }
}
