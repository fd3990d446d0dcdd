/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Buffers;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Which rows of a broken file come: those before the break, however they are handed over. */
class SkippedRowsTest {

    private static final int BLOCKS = 4;
    private static final int ROWS = 5;

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

    @ParameterizedTest
    @CsvSource({"FILE, 0", "FILE, 1", "FILE, 3", "STREAM, 0", "STREAM, 1", "STREAM, 3"})
    void allRowsBeforeTheBreakComeWhereverAReaderGoesOn(IpcContainer container, int broken)
            throws Exception {
        Path path = write(container);
        ArrowIpcSource source = source(path);
        breakBatch(container, broken);
        ArrowIpcSplit split = ReaderRun.wholeFile(path);
        int good = broken * ROWS;

        for (int rows = 0; rows <= good; rows++) {
            List<Long> ids = new ArrayList<>();
            List<ArrowIpcSplit> left;
            try (ReaderRun run = run(source, ids)) {
                run.reader().addSplits(List.of(split));
                run.read(rows);
                left = run.snapshot();
            }
            try (ReaderRun run = run(source, ids)) {
                run.readAll(left);
            }
            assertThat(ids).as("restored after %d rows", rows).isEqualTo(ids(0, good));
        }
    }

    @ParameterizedTest
    @CsvSource({"FILE", "STREAM"})
    void splitsBeforeAndBehindABrokenOneKeepTheirRows(IpcContainer container) throws Exception {
        Path path = write(container);
        int broken = 2;
        List<Block> blocks = blocks(container);
        breakBatch(container, broken);
        DataFile file = DataFile.of(path.getFileSystem().getFileStatus(path));
        List<ArrowIpcSplit> splits = new ArrayList<>();
        for (Block block : blocks) {
            splits.add(
                    new ArrowIpcSplit(file, block.offset(), block.length(), new String[0], null));
        }

        List<Long> ids = new ArrayList<>();
        try (ReaderRun run = run(source(path), ids)) {
            run.readAll(splits);
        }

        List<Long> expected = new ArrayList<>(ids(0, broken * ROWS));
        expected.addAll(ids((broken + 1) * ROWS, BLOCKS * ROWS));
        assertThat(ids).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void rowsBeforeTheBreakAreCountedOnce(int broken) throws Exception {
        Path path =
                ArrowFiles.write(
                        local(), BLOCKS, ROWS, ArrowIpcWriteOptions.DEFAULT.withStatistics(false));
        breakBatch(IpcContainer.FILE, broken);
        ArrowIpcTypedSource<RowData> source =
                ArrowIpcSource.forPaths(path)
                        .withRowType(RowType.of())
                        .onBrokenFile(OnBrokenFile.SKIP)
                        .buildWith(new CountedRows());
        List<Long> counts = new ArrayList<>();
        List<ArrowIpcSplit> left = new ArrayList<>();

        try (ReaderRun run = new ReaderRun(source, row -> counts.add(row.getLong(0)))) {
            run.reader().addSplits(List.of(ReaderRun.wholeFile(path)));
            run.reader().notifyNoMoreSplits();
            run.read(1);
            left.addAll(run.snapshot());
        }
        try (ReaderRun run = new ReaderRun(source, row -> counts.add(row.getLong(0)))) {
            run.readAll(left);
        }

        assertThat(counts).isEqualTo(broken == 0 ? List.of() : List.of((long) broken * ROWS));
    }

    private static ReaderRun run(ArrowIpcSource source, List<Long> ids) {
        return new ReaderRun(source, row -> ids.add(row.getLong(0)));
    }

    private static ArrowIpcSource source(Path path) throws IOException {
        return ArrowIpcSource.forPaths(path)
                .withRowType(ArrowFiles.ROW_TYPE)
                .onBrokenFile(OnBrokenFile.SKIP)
                .build();
    }

    private Path write(IpcContainer container) throws IOException {
        return ArrowFiles.write(
                local(), BLOCKS, ROWS, ArrowIpcWriteOptions.DEFAULT.withContainer(container));
    }

    private java.nio.file.Path local() {
        return directory.resolve("a.arrow");
    }

    /** Overwrites the metadata of a record batch, so that it is no message. */
    private void breakBatch(IpcContainer container, int broken) throws IOException {
        byte[] bytes = Files.readAllBytes(local());
        Block block = blocks(container).get(broken);
        for (int i = 0; i < block.metadataLength(); i++) {
            bytes[(int) block.offset() + i] = 0x55;
        }
        Files.write(local(), bytes);
    }

    private List<Block> blocks(IpcContainer container) throws IOException {
        List<Block> blocks = new ArrayList<>();
        SeekableInput input = SeekableInput.ofFile(local());
        if (container == IpcContainer.FILE) {
            try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    blocks.add(reader.block(i));
                }
            }
            return blocks;
        }
        try (IpcStreamReader reader = IpcStreamReader.open(input, ReadOptions.DEFAULT)) {
            for (int i = 0; i < reader.index().recordBatchCount(); i++) {
                blocks.add(reader.index().block(i));
            }
        }
        return blocks;
    }

    private static List<Long> ids(int from, int to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
