/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Buffers;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Readers that go on where others were. */
class RestoreTest {

    private static final int BLOCKS = 3;
    private static final int ROWS = 5;

    /** Of blocks that are larger than what is requested at least. */
    private static final int MANY = 20_000;

    @TempDir private java.nio.file.Path directory;
    private long allocatedBefore;

    @BeforeEach
    void remember() {
        allocatedBefore = Buffers.allocatedBytes();
    }

    @AfterEach
    void allMemoryIsGivenBack() {
        assertThat(Buffers.allocatedBytes()).isEqualTo(allocatedBefore);
    }

    /** Without object reuse Flink copies every row, with it the rows are used as they come. */
    @ParameterizedTest
    @CsvSource({
        "FILE, false, false",
        "FILE, false, true",
        "FILE, true, false",
        "FILE, true, true",
        "STREAM, false, false",
        "STREAM, false, true",
        "STREAM, true, false",
        "STREAM, true, true"
    })
    void everyRowCanBeTheLastBeforeARestore(
            IpcContainer container, boolean splitABlock, boolean objectReuse) throws Exception {
        Path path = write(directory.resolve("a.arrow"), container);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path).withRowType(ArrowFiles.ROW_TYPE).build();
        List<ArrowIpcSplit> splits =
                splitABlock ? splits(path) : List.of(ReaderRun.wholeFile(path));

        for (int rows = 0; rows <= BLOCKS * ROWS; rows++) {
            List<Long> ids = new ArrayList<>();
            List<ArrowIpcSplit> left;
            try (ReaderRun run = new ReaderRun(source, ids(ids, objectReuse))) {
                run.reader().addSplits(splits);
                run.read(rows);
                left = run.snapshot();
            }
            assertThat(ids).hasSize(rows);
            try (ReaderRun run = new ReaderRun(source, ids(ids, objectReuse))) {
                run.readAll(left);
            }

            assertThat(ids)
                    .as("restored after %d rows", rows)
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, BLOCKS * ROWS).boxed().toList());
        }
    }

    /** A split a batch of a file or stream. */
    private static List<ArrowIpcSplit> splits(Path path) throws IOException {
        PlanningOptions options =
                PlanningOptions.DEFAULT
                        .withSplitMinBytes(0)
                        .withStreams(PlanningOptions.Streams.BY_BATCH);
        try (FilePlanning planning =
                new FilePlanning(List.of(path), options, ArrowIpcReadOptions.DEFAULT)) {
            PlannedFile planned = planning.cut(planning.layouts(), 1).get(0);
            return IntStream.range(0, planned.splitCount()).mapToObj(planned::split).toList();
        }
    }

    @Test
    void theBodiesOfEarlierBatchesOfAStreamAreNotReadAgain() throws Exception {
        WatchedFileSystem fileSystem = WatchedFileSystem.create();
        java.nio.file.Path file = directory.resolve("a.arrows");
        ArrowFiles.write(
                file,
                BLOCKS,
                MANY,
                ArrowIpcWriteOptions.DEFAULT.withContainer(IpcContainer.STREAM));
        Path path = fileSystem.path(file);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path).withRowType(ArrowFiles.ROW_TYPE).build();
        List<ArrowIpcSplit> left;
        try (ReaderRun run = new ReaderRun(source, row -> {})) {
            run.reader().addSplits(List.of(ReaderRun.wholeFile(path)));
            run.read(2 * MANY + 1);
            left = run.snapshot();
        }
        fileSystem.accesses().forget();

        List<Long> ids = new ArrayList<>();
        try (ReaderRun run = new ReaderRun(source, row -> ids.add(row.getLong(0)))) {
            run.readAll(left);
            assertThat(run.count("arrowBlocksRead")).isOne();
        }

        assertThat(ids).isEqualTo(LongStream.range(2 * MANY + 1, BLOCKS * MANY).boxed().toList());
        // With each header comes what is behind it, up to the least that is requested.
        assertThat(fileSystem.accesses().bytesRead(path))
                .isLessThan(Files.size(file) / BLOCKS + 4 * WindowedInput.LEAST);
    }

    private static Path write(java.nio.file.Path file, IpcContainer container) throws IOException {
        return ArrowFiles.write(
                file, BLOCKS, ROWS, ArrowIpcWriteOptions.DEFAULT.withContainer(container));
    }

    private static Consumer<RowData> ids(List<Long> ids, boolean objectReuse) {
        RowDataSerializer serializer = new RowDataSerializer(ArrowFiles.ROW_TYPE);
        return row -> {
            RowData used = objectReuse ? row : serializer.copy(row);
            assertThat(used.getString(1)).hasToString(ArrowFiles.text(used.getLong(0)));
            ids.add(used.getLong(0));
        };
    }
}
