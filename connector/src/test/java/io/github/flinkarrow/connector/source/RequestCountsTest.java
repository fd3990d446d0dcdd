/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** How often an object store is asked for a range of a file. */
class RequestCountsTest {

    private static final java.nio.file.Path PAGE =
            java.nio.file.Path.of("../docs/design/reading.md");

    /** Blocks of about 30 KB. */
    private static final int SMALL = 1_000;

    /** Blocks of about 3 MB. */
    private static final int LARGE = 100_000;

    /** Each reader of a file requests its footer once. */
    private static final int FOOTER = 1;

    @TempDir private java.nio.file.Path directory;

    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();

    @Test
    void planningAFileIsOneRequest() throws Exception {
        Path path = write(100, SMALL);

        plan(path, PlanningOptions.DEFAULT);

        assertThat(requests(path)).isEqualTo(documented("the footer of a file"));
        assertThat(fileSystem.accesses().opened()).containsExactly(path);
        // The listing has one, and the open file is compared with it.
        assertThat(fileSystem.accesses().statuses(path)).isEqualTo(2);
    }

    @Test
    void aFooterThatIsLargerThanTheGuessIsAnother() throws Exception {
        Path path = write(4_000, 1);

        plan(path, PlanningOptions.DEFAULT);

        assertThat(requests(path)).isEqualTo(documented("a footer of more than 64 KiB"));
    }

    @Test
    void aSmallFileIsOneRequestBehindItsFooter() throws Exception {
        Path path = write(3, 100);
        List<ArrowIpcSplit> splits = plan(path, PlanningOptions.DEFAULT.withSplitMinBytes(0));
        assertThat(splits).hasSize(3);
        fileSystem.accesses().forget();

        assertThat(read(path, splits, "id", "text")).isEqualTo(300);

        assertThat(requests(path)).isEqualTo(1 + FOOTER);
    }

    @Test
    void neighbouringBlocksOfASplitAreOneRequest() throws Exception {
        Path path = write(100, SMALL);
        List<ArrowIpcSplit> splits = plan(path, PlanningOptions.DEFAULT);
        ArrowIpcSplit split = splits.get(0);
        assertThat(split.length()).isBetween(500_000L, 2_000_000L);
        fileSystem.accesses().forget();

        read(path, List.of(split), "id", "text");

        assertThat(requests(path))
                .isEqualTo(FOOTER + documented("a split of small neighbouring blocks"));
        assertThat(fileSystem.accesses().bytesRead(path))
                .isLessThanOrEqualTo(split.length() + WindowedInput.LEAST);
    }

    @Test
    void aLargeBlockIsOneRequest() throws Exception {
        Path path = write(2, LARGE);
        List<ArrowIpcSplit> splits = plan(path, PlanningOptions.DEFAULT);
        assertThat(splits).hasSize(2);
        fileSystem.accesses().forget();

        read(path, List.of(splits.get(1)), "id", "text");

        assertThat(requests(path)).isEqualTo(FOOTER + documented("a block of 3 MB"));
    }

    @Test
    void someColumnsOfALargeBlockAreTwoRequests() throws Exception {
        Path path = write(2, LARGE);
        ArrowIpcSplit split = plan(path, PlanningOptions.DEFAULT).get(1);
        fileSystem.accesses().forget();

        read(path, List.of(split), "text");

        assertThat(requests(path))
                .isEqualTo(FOOTER + documented("a block of 3 MB, some columns that lie together"));
        assertThat(fileSystem.accesses().bytesRead(path))
                .isLessThan(split.length() - LARGE * Long.BYTES + 4 * WindowedInput.LEAST);
    }

    @Test
    void someColumnsOfSmallBlocksAreOneRequest() throws Exception {
        Path path = write(100, SMALL);
        List<ArrowIpcSplit> splits = plan(path, PlanningOptions.DEFAULT);
        fileSystem.accesses().forget();

        read(path, List.of(splits.get(1)), "id");

        assertThat(requests(path))
                .isEqualTo(
                        FOOTER + documented("a split of small neighbouring blocks, some columns"));
    }

    @Test
    void dictionariesAreOneRequestOfAFile() throws Exception {
        Path path =
                write(
                        100,
                        SMALL,
                        ArrowIpcWriteOptions.DEFAULT.withDictionaryColumns(List.of("text")));
        List<ArrowIpcSplit> splits = plan(path, PlanningOptions.DEFAULT);
        fileSystem.accesses().forget();

        read(path, List.of(splits.get(0)), "id", "text");

        assertThat(requests(path))
                .isEqualTo(FOOTER + 1 + documented("dictionaries of a file, beside its blocks"));
    }

    @ParameterizedTest
    @ValueSource(ints = {SMALL, LARGE})
    void rowsAreCountedByTheFooterThatHasStatistics(int rows) throws Exception {
        Path path = write(4, rows);
        List<ArrowIpcSplit> splits = plan(path, PlanningOptions.DEFAULT.withSplitMinBytes(1 << 30));
        fileSystem.accesses().forget();
        List<Long> counts = new ArrayList<>();

        try (ReaderRun run =
                new ReaderRun(
                        builder(path).buildWith(new CountedRows()),
                        row -> counts.add(row.getLong(0)))) {
            run.readAll(splits);
        }

        assertThat(counts.stream().mapToLong(Long::longValue).sum()).isEqualTo(4L * rows);
        assertThat(requests(path))
                .isEqualTo(FOOTER + documented("`COUNT(*)` of a file with statistics"));
        assertThat(fileSystem.accesses().opened()).containsExactly(path);
    }

    @Test
    void aRestoredPositionAmongSmallBlocksIsOneRequest() throws Exception {
        Path path = write(100, SMALL);
        ArrowIpcSplit split = plan(path, PlanningOptions.DEFAULT).get(0);
        List<ArrowIpcSplit> left;
        try (ReaderRun run = new ReaderRun(source(path, "id", "text"), row -> {})) {
            run.reader().addSplits(List.of(split));
            run.read(3 * SMALL + 1);
            left = run.snapshot();
        }
        fileSystem.accesses().forget();

        read(path, left, "id", "text");

        assertThat(requests(path))
                .isEqualTo(FOOTER + documented("a restored position among small blocks"));
    }

    @Test
    void splitsThatAreReadInTurnsAreReadInLargeParts() throws Exception {
        Path path = write(100, SMALL);
        List<ArrowIpcSplit> splits = plan(path, PlanningOptions.DEFAULT);
        fileSystem.accesses().forget();
        int turns = 0;

        try (SplitOpener opener =
                        new SplitOpener(
                                ArrowFiles.ROW_TYPE,
                                ArrowIpcReadOptions.DEFAULT,
                                ReaderCounters.unseen());
                SplitRows first = opener.open(splits.get(0));
                SplitRows second = opener.open(splits.get(1))) {
            while (!first.isAtEnd() || !second.isAtEnd()) {
                for (SplitRows rows : List.of(first, second)) {
                    HandedRows next = rows.next();
                    if (next != null) {
                        next.releaseBatch();
                        turns++;
                    }
                }
            }
        }

        assertThat(turns).isGreaterThan(4);
        // One a turn, and one more where a mebibyte of either ends.
        assertThat(fileSystem.accesses().reads()).hasSizeLessThanOrEqualTo(FOOTER + turns + 2);
    }

    @Test
    void aStreamIsOneRequestBehindItsEnd() throws Exception {
        Path path =
                write(100, SMALL, ArrowIpcWriteOptions.DEFAULT.withContainer(IpcContainer.STREAM));
        List<ArrowIpcSplit> splits = plan(path, PlanningOptions.DEFAULT);
        assertThat(splits).hasSize(1);
        assertThat(requests(path)).isEqualTo(documented("a stream, planned"));
        fileSystem.accesses().forget();

        read(path, splits, "id", "text");

        assertThat(requests(path)).isEqualTo(documented("a stream"));
    }

    /** A number of the table in the documentation. */
    private static int documented(String what) throws IOException {
        String row = "| " + what + " | ";
        return Files.readAllLines(PAGE).stream()
                .filter(line -> line.startsWith(row))
                .map(line -> line.substring(row.length()).replace("|", "").strip())
                .mapToInt(Integer::parseInt)
                .findFirst()
                .orElseThrow();
    }

    private int requests(Path path) {
        return fileSystem.accesses().requests(path);
    }

    private Path write(int blocks, int rows) throws IOException {
        return write(blocks, rows, ArrowIpcWriteOptions.DEFAULT);
    }

    private Path write(int blocks, int rows, ArrowIpcWriteOptions options) throws IOException {
        java.nio.file.Path file = directory.resolve("a.arrow");
        ArrowFiles.write(file, blocks, rows, options);
        return fileSystem.path(file);
    }

    private static ArrowIpcSource source(Path path, String... columns) throws IOException {
        return builder(path, columns).build();
    }

    private static ArrowIpcSourceBuilder builder(Path path, String... columns) {
        return ArrowIpcSource.forPaths(path).withRowType(ArrowFiles.ROW_TYPE).withColumns(columns);
    }

    private static List<ArrowIpcSplit> plan(Path path, PlanningOptions options) throws IOException {
        try (FilePlanning planning =
                new FilePlanning(List.of(path), options, ArrowIpcReadOptions.DEFAULT)) {
            List<ArrowIpcSplit> splits = new ArrayList<>();
            for (PlannedFile file : planning.cut(planning.layouts(), 1)) {
                for (int i = 0; i < file.splitCount(); i++) {
                    splits.add(file.split(i));
                }
            }
            return splits;
        }
    }

    private static long read(Path path, List<ArrowIpcSplit> splits, String... columns)
            throws Exception {
        List<Long> rows = new ArrayList<>();
        try (ReaderRun run = new ReaderRun(source(path, columns), row -> rows.add(0L))) {
            run.readAll(splits);
        }
        return rows.size();
    }
}
