/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.benchmarks.results.Figure;
import io.github.flinkarrow.benchmarks.results.FigureSuite;
import io.github.flinkarrow.benchmarks.results.KnownFigures;
import io.github.flinkarrow.benchmarks.tables.Tables;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Scans beside Arrow C++, and the bytes of two columns, as figures of a pass.
 *
 * @param rows of the table
 */
public record ScanFigures(long rows, int runs) implements FigureSuite {

    private static final List<Integer> ALL_COLUMNS =
            IntStream.range(0, Tables.MIXED.rowType().getFieldCount()).boxed().toList();

    @Override
    public String name() {
        return "scans";
    }

    @Override
    public List<Figure> measure(Path data) throws IOException {
        List<Figure> figures = new ArrayList<>();
        for (ScanComparison.Row row : ScanComparison.run(data.toString(), rows, runs)) {
            figures.addAll(besideCpp(row));
        }
        for (String files : ScanComparison.FILES) {
            figures.addAll(bytes(data, files));
        }
        return figures;
    }

    private static List<Figure> besideCpp(ScanComparison.Row row) {
        String name = row.task() == ScanTask.LOAD ? KnownFigures.LOAD_CPU : KnownFigures.VALUES_CPU;
        List<Figure> figures = new ArrayList<>();
        row.cppOneThread()
                .ifPresent(
                        cpp ->
                                figures.add(
                                        new Figure(
                                                KnownFigures.ARROW_CPP,
                                                name,
                                                row.files(),
                                                row.ours().cpuSeconds() / cpp.cpuSeconds(),
                                                "x")));
        figures.add(
                new Figure(
                        KnownFigures.ARROW_CPP,
                        "time of this project, "
                                + (row.task() == ScanTask.LOAD
                                        ? "read and decompressed"
                                        : "every value looked at"),
                        row.files(),
                        row.ours().wallSeconds() * 1e3,
                        "ms"));
        return figures;
    }

    private List<Figure> bytes(Path data, String files) throws IOException {
        List<Path> paths = ScannedFiles.of(data.toString(), files, Tables.MIXED, rows);
        BytesRead two = ScanComparison.twoColumns(data.toString(), files, rows);
        BytesRead all = BytesRead.of(paths, ALL_COLUMNS);
        return List.of(
                new Figure(
                        KnownFigures.TWO_COLUMNS,
                        KnownFigures.BYTES_SHARE,
                        files,
                        (double) two.neededBytes() / all.neededBytes(),
                        ""),
                new Figure(
                        KnownFigures.TWO_COLUMNS,
                        KnownFigures.BYTES_READ,
                        files,
                        (double) two.bodyBytes() / two.neededBytes(),
                        "x"));
    }
}
