/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.growth;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.benchmarks.results.KnownFigures;
import io.github.flinkarrow.connector.source.ArrowIpcBulkFormat;
import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;
import io.github.flinkarrow.connector.source.ArrowIpcSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Measures how cost grows: with blocks, with columns and with files. */
public final class Growth {

    private static final int ROWS = 100_000;
    private static final int VALUES = 10_000_000;
    private static final int SOME_COLUMNS = 8;
    private static final int WARMUPS = 3;
    private static final int RUNS = 7;

    private static final int[] BLOCKS = {1, 10, 100, 1_000, 10_000, 100_000};
    private static final int[] COUNTED_BLOCKS = {1, 1_000, 100_000};
    private static final int[] COLUMNS = {1, 10, 100, 1_000};
    private static final int[] FILES = {1, 10, 100, 1_000, 10_000};

    private final GrowthFiles files;
    private final List<GrowthResult> results = new ArrayList<>();

    private final int most;

    private Growth(Path data, int most) {
        this.files = new GrowthFiles(data.resolve("growth"));
        this.most = most;
    }

    /** Arguments: a directory for the files, which are written on first use. */
    public static void main(String[] arguments) throws Exception {
        System.out.println(table(run(Path.of(arguments[0]))));
        System.exit(0);
    }

    /**
     * Measures, in this process.
     *
     * @param data a directory for the files, which are written on first use
     */
    public static List<GrowthResult> run(Path data) throws Exception {
        return run(data, Integer.MAX_VALUE);
    }

    /**
     * Measures less.
     *
     * @param most of blocks, columns and files
     */
    public static List<GrowthResult> run(Path data, int most) throws Exception {
        Growth growth = new Growth(data, most);
        growth.blocks();
        growth.columns();
        growth.files();
        growth.counts();
        return List.copyOf(growth.results);
    }

    /** One line a result. */
    public static String table(List<GrowthResult> results) {
        StringBuilder table = new StringBuilder();
        for (GrowthResult result : results) {
            table.append(
                    "%-32s %7d %-8s %10.3f ms %10.3f us each%n"
                            .formatted(
                                    result.what(),
                                    result.count(),
                                    result.of(),
                                    result.millis(),
                                    result.microsEach()));
        }
        return table.toString();
    }

    /** The same rows in ever more blocks. */
    private void blocks() throws Exception {
        for (int blocks : upTo(BLOCKS)) {
            GrowthFiles.Shape shape = new GrowthFiles.Shape(1, 1, ROWS, ROWS / blocks, false);
            Path directory = files.of(shape);
            measure("plan", "blocks", blocks, () -> plan(directory, shape));
            measure(
                    "read %,d rows".formatted(ROWS),
                    "blocks",
                    blocks,
                    () -> read(directory, shape.rowType()));
        }
    }

    /** As many values in ever more columns. */
    private void columns() throws Exception {
        for (int columns : upTo(COLUMNS)) {
            int rows = VALUES / columns;
            GrowthFiles.Shape shape =
                    new GrowthFiles.Shape(1, columns, rows, Math.min(rows, 65_536), false);
            Path directory = files.of(shape);
            measure("plan", "columns", columns, () -> plan(directory, shape));
            measure(
                    "read %,d values".formatted(VALUES),
                    "columns",
                    columns,
                    () -> read(directory, shape.rowType()));
            measure(
                    "read 8 columns",
                    "columns",
                    columns,
                    () ->
                            read(
                                    directory,
                                    GrowthFiles.Shape.rowType(Math.min(columns, SOME_COLUMNS))));
        }
    }

    /** The same rows in ever more files. */
    private void files() throws Exception {
        for (int count : upTo(FILES)) {
            GrowthFiles.Shape shape = new GrowthFiles.Shape(count, 1, ROWS, ROWS, false);
            Path directory = files.of(shape);
            measure("plan", "files", count, () -> plan(directory, shape));
            measure(
                    "read %,d rows".formatted(ROWS),
                    "files",
                    count,
                    () -> read(directory, shape.rowType()));
        }
    }

    /** COUNT(*), from the query's text to its answer. */
    private void counts() throws Exception {
        try (CountQueries queries = CountQueries.start()) {
            for (boolean statistics : new boolean[] {true, false}) {
                String what = KnownFigures.count(statistics);
                for (int blocks : upTo(COUNTED_BLOCKS)) {
                    GrowthFiles.Shape shape =
                            new GrowthFiles.Shape(1, 1, ROWS, ROWS / blocks, statistics);
                    Path directory = files.of(shape);
                    measure(
                            what,
                            "blocks",
                            blocks,
                            () -> requireEqual(ROWS, queries.count(directory)));
                }
            }
        }
    }

    private static void plan(Path directory, GrowthFiles.Shape shape) throws Exception {
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(new org.apache.flink.core.fs.Path(directory.toUri()))
                        .withRowType(shape.rowType())
                        .withSplitMinBytes(0)
                        .build();
        int batches =
                shape.files() * -Math.floorDiv(-shape.rows() / shape.files(), shape.batchRows());
        requireEqual(batches, Planned.splits(source));
    }

    private static void read(Path directory, RowType type) throws Exception {
        ArrowIpcBulkFormat format = new ArrowIpcBulkFormat(type, ArrowIpcReadOptions.DEFAULT);
        long sum = 0;
        try (Stream<Path> children = Files.list(directory)) {
            for (Path file : (Iterable<Path>) children.sorted()::iterator) {
                sum += read(format, file, type.getFieldCount());
            }
        }
        if (sum == 0) {
            throw new IllegalStateException("nothing was read of " + directory);
        }
    }

    private static long read(ArrowIpcBulkFormat format, Path file, int columns) throws IOException {
        long length = Files.size(file);
        FileSourceSplit split =
                new FileSourceSplit(
                        "all",
                        new org.apache.flink.core.fs.Path(file.toUri()),
                        0,
                        length,
                        Files.getLastModifiedTime(file).toMillis(),
                        length);
        long sum = 0;
        try (BulkFormat.Reader<RowData> reader = format.createReader(new Configuration(), split)) {
            for (BulkFormat.RecordIterator<RowData> batch = reader.readBatch();
                    batch != null;
                    batch = reader.readBatch()) {
                for (RecordAndPosition<RowData> next = batch.next();
                        next != null;
                        next = batch.next()) {
                    for (int i = 0; i < columns; i++) {
                        sum += next.getRecord().getLong(i);
                    }
                }
                batch.releaseBatch();
            }
        }
        return sum;
    }

    private int[] upTo(int[] counts) {
        return Arrays.stream(counts).filter(count -> count <= most).toArray();
    }

    private interface Work {
        void run() throws Exception;
    }

    private void measure(String what, String of, int count, Work work) throws Exception {
        double[] millis = new double[RUNS];
        for (int i = -WARMUPS; i < RUNS; i++) {
            long start = System.nanoTime();
            work.run();
            if (i >= 0) {
                millis[i] = (System.nanoTime() - start) / 1e6;
            }
        }
        Arrays.sort(millis);
        results.add(new GrowthResult(what, of, count, millis[RUNS / 2]));
    }

    private static void requireEqual(long expected, long found) {
        if (expected != found) {
            throw new IllegalStateException("expected " + expected + ", found " + found);
        }
    }
}
