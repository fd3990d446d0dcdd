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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures how cost grows: with blocks, with columns and with files. */
public final class Growth {

    private static final int ROWS = 100_000;
    private static final int VALUES = 10_000_000;
    private static final int SOME_COLUMNS = 8;
    private static final List<String> ANSWER = List.of("+I[%d]".formatted(ROWS));
    private static final int WARMUPS = 10;
    private static final int RUNS = 11;

    private static final int[] BLOCKS = {1, 10, 100, 1_000, 10_000, 100_000};
    private static final int[] COUNTED_BLOCKS = {1, 1_000, 100_000};
    private static final int[] COLUMNS = {1, 10, 100, 1_000};
    private static final int[] FILES = {1, 10, 100, 1_000, 10_000};

    private final GrowthFiles files;
    private final List<GrowthResult> results = new ArrayList<>();

    private final int most;
    private final int warmups;
    private final int runs;

    private Growth(Path data, int most, int warmups, int runs) {
        this.files = new GrowthFiles(data.resolve("growth"));
        this.most = most;
        this.warmups = warmups;
        this.runs = runs;
    }

    /**
     * Measures, in this process.
     *
     * @param data a directory for the files, which are written on first use
     */
    public static List<GrowthResult> run(Path data) throws Exception {
        return new Growth(data, Integer.MAX_VALUE, WARMUPS, RUNS).results();
    }

    /**
     * Measures less, and each only once.
     *
     * @param most of blocks, columns and files
     */
    public static List<GrowthResult> run(Path data, int most) throws Exception {
        return new Growth(data, most, 0, 1).results();
    }

    private List<GrowthResult> results() throws Exception {
        blocks();
        columns();
        files();
        counts();
        return List.copyOf(results);
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

    /**
     * COUNT(*), from the query's text to the end of its job. The queries take turns: planner and
     * cluster become faster all the while.
     */
    private void counts() throws Exception {
        try (CountQueries queries = CountQueries.start()) {
            List<Measure> measures = new ArrayList<>();
            for (boolean statistics : new boolean[] {true, false}) {
                for (int blocks : upTo(COUNTED_BLOCKS)) {
                    Path directory =
                            files.of(new GrowthFiles.Shape(1, 1, ROWS, ROWS / blocks, statistics));
                    measures.add(
                            new Measure(
                                    KnownFigures.count(statistics),
                                    "blocks",
                                    blocks,
                                    () -> requireEqual(ANSWER, queries.count(directory))));
                }
            }
            measure(measures);
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
        requireEqual((long) batches, Planned.splits(source));
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

    private record Measure(String what, String of, int count, Work work) {}

    private void measure(String what, String of, int count, Work work) throws Exception {
        measure(List.of(new Measure(what, of, count, work)));
    }

    /**
     * What is measured takes turns, warm-ups included, in another order each time: what one leaves
     * behind is not always at the cost of the same.
     */
    private void measure(List<Measure> measures) throws Exception {
        Random random = new Random(runs);
        List<Integer> order =
                IntStream.range(0, measures.size()).boxed().collect(Collectors.toList());
        double[][] millis = new double[measures.size()][runs];
        for (int run = -warmups; run < runs; run++) {
            Collections.shuffle(order, random);
            for (int i : order) {
                long start = System.nanoTime();
                measures.get(i).work().run();
                if (run >= 0) {
                    millis[i][run] = (System.nanoTime() - start) / 1e6;
                }
            }
        }
        for (int i = 0; i < measures.size(); i++) {
            Measure measure = measures.get(i);
            Arrays.sort(millis[i]);
            results.add(
                    new GrowthResult(
                            measure.what(), measure.of(), measure.count(), millis[i][runs / 2]));
        }
    }

    private static <T> void requireEqual(T expected, T found) {
        if (!expected.equals(found)) {
            throw new IllegalStateException("expected " + expected + ", found " + found);
        }
    }
}
