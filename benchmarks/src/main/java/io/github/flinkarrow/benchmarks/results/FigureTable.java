/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import java.util.List;
import java.util.Locale;

/** Figures of one group. */
final class FigureTable {

    private final Grid grid = new Grid(2, "measure", "with", "figure");

    static Grid of(List<Figure> figures) {
        return new FigureTable(figures).grid;
    }

    private FigureTable(List<Figure> figures) {
        for (Figure figure : figures) {
            grid.add(
                    figure.measure(),
                    figure.with(),
                    text(figure.value()) + (figure.unit().isEmpty() ? "" : " " + figure.unit()));
        }
    }

    private static String text(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < 1e15;
        return String.format(Locale.ROOT, whole ? "%,.0f" : "%,.3f", value);
    }
}
