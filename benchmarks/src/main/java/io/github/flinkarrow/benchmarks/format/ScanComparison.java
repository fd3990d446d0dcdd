/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Tables;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Scans of the table {@code mixed} beside Arrow C++, and what two of its columns take. */
public final class ScanComparison {

    private static final Table TABLE = Tables.MIXED;

    /** Contenders whose files are read. */
    public static final List<String> FILES =
            List.of("arrow-ipc", "arrow-ipc-lz4-linked", "arrow-ipc-lz4", "arrow-ipc-zstd");

    /** The ordinals of {@code id} and {@code price}. */
    private static final List<Integer> TWO = List.of(0, 2);

    private static final int WARMUPS = 40;

    /**
     * One kind of file, read one way.
     *
     * @param cppOneThread nothing where there is no Arrow C++
     * @param cppTwoThreads likewise
     */
    public record Row(
            String files,
            ScanTask task,
            ScanTime ours,
            Optional<ScanTime> cppOneThread,
            Optional<ScanTime> cppTwoThreads) {}

    private ScanComparison() {}

    /**
     * Measures every kind of file.
     *
     * @param data the directory of all tables
     */
    public static List<Row> run(String data, long rows, int runs) throws IOException {
        boolean peer = ArrowCpp.version().isPresent();
        List<Row> table = new ArrayList<>();
        for (String files : FILES) {
            List<Path> paths = ScannedFiles.of(data, files, TABLE, rows);
            for (ScanTask task : ScanTask.values()) {
                ScanTime ours = FileScan.scan(paths, task, rows, WARMUPS, runs);
                Optional<ScanTime> one = Optional.empty();
                Optional<ScanTime> two = Optional.empty();
                if (peer) {
                    one = Optional.of(ArrowCpp.scan(paths, task, rows, 1, runs));
                    two = Optional.of(ArrowCpp.scan(paths, task, rows, 2, runs));
                }
                table.add(new Row(files, task, ours, one, two));
            }
        }
        return table;
    }

    /** What two of the eight columns take of a kind of file. */
    public static BytesRead twoColumns(String data, String files, long rows) throws IOException {
        return BytesRead.of(ScannedFiles.of(data, files, TABLE, rows), TWO);
    }

    /** Prints both. Arguments: the directory of all tables, rows, runs. */
    public static void main(String[] arguments) throws IOException {
        String data = arguments[0];
        long rows = Long.parseLong(arguments[1]);
        int runs = Integer.parseInt(arguments[2]);
        PrintStream out = System.out;
        out.println(
                "Arrow C++: "
                        + ArrowCpp.version()
                                .map("pyarrow "::concat)
                                .orElse("left out, since python3 has no pyarrow"));
        out.println("milliseconds: wall, CPU; ratio: of CPU, Arrow C++ in one thread being 1");
        for (Row row : run(data, rows, runs)) {
            out.printf(
                    Locale.ROOT,
                    "%-22s %-6s  this %s  C++ %s  C++ 2 threads %s  ratio %s%n",
                    row.files,
                    row.task.name().toLowerCase(Locale.ROOT),
                    text(row.ours),
                    row.cppOneThread.map(ScanComparison::text).orElse("-"),
                    row.cppTwoThreads.map(ScanComparison::text).orElse("-"),
                    row.cppOneThread.map(cpp -> ratio(row.ours, cpp)).orElse("-"));
        }
        for (String files : FILES) {
            BytesRead bytes = twoColumns(data, files, rows);
            out.printf(
                    Locale.ROOT,
                    "%-22s two columns: %,d bytes needed, %,d read in %d reads, %,d of metadata%n",
                    files,
                    bytes.neededBytes(),
                    bytes.bodyBytes(),
                    bytes.bodyReads(),
                    bytes.metadataBytes());
        }
    }

    private static String text(ScanTime time) {
        return String.format(
                Locale.ROOT, "%7.1f %7.1f", time.wallSeconds() * 1e3, time.cpuSeconds() * 1e3);
    }

    private static String ratio(ScanTime ours, ScanTime cpp) {
        return String.format(Locale.ROOT, "%.2f", ours.cpuSeconds() / cpp.cpuSeconds());
    }
}
