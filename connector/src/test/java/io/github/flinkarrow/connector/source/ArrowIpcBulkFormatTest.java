/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Buffers;
import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Splits as Flink's own enumerators make them. */
class ArrowIpcBulkFormatTest {

    private static final int BLOCKS = 10;
    private static final int ROWS = 100;

    @TempDir private java.nio.file.Path directory;
    private long allocatedBefore;

    private final ArrowIpcBulkFormat format =
            new ArrowIpcBulkFormat(ArrowFiles.ROW_TYPE, ArrowIpcReadOptions.DEFAULT);

    @BeforeEach
    void remember() {
        allocatedBefore = Buffers.allocatedBytes();
    }

    @AfterEach
    void allMemoryIsGivenBack() {
        assertThat(Buffers.allocatedBytes()).isEqualTo(allocatedBefore);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 1_000, 5_000, 1L << 40})
    void rangesOfAnySizeGiveEveryRowOnce(long rangeBytes) throws IOException {
        FileStatus file = file(IpcContainer.FILE);

        List<Long> ids = new ArrayList<>();
        for (long offset = 0; offset < file.getLen(); offset += rangeBytes) {
            ids.addAll(ids(split(file, offset, Math.min(rangeBytes, file.getLen() - offset))));
        }

        assertThat(ids).containsExactlyElementsOf(ids(0, BLOCKS * ROWS));
    }

    @Test
    void aStreamBelongsToTheSplitAtItsStart() throws IOException {
        FileStatus file = file(IpcContainer.STREAM);

        assertThat(ids(split(file, 0, 100))).isEqualTo(ids(0, BLOCKS * ROWS));
        assertThat(ids(split(file, 100, file.getLen() - 100))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void everyPositionRestoresTheRowsBehindIt(IpcContainer container) throws IOException {
        FileStatus file = file(container);
        FileSourceSplit split = split(file, 0, file.getLen());
        List<CheckpointedPosition> positions = new ArrayList<>();
        read(
                split,
                row ->
                        positions.add(
                                new CheckpointedPosition(
                                        row.getOffset(), row.getRecordSkipCount())));

        for (int i = 0; i < positions.size(); i += 33) {
            assertThat(ids(split.updateWithCheckpointedPosition(positions.get(i))))
                    .isEqualTo(ids(i + 1, BLOCKS * ROWS));
        }
        CheckpointedPosition last = positions.get(positions.size() - 1);
        assertThat(ids(split.updateWithCheckpointedPosition(last))).isEmpty();
    }

    @Test
    void aPositionWithoutAnOffsetCountsFromTheStartOfTheSplit() throws IOException {
        FileStatus file = file(IpcContainer.FILE);
        CheckpointedPosition position =
                new CheckpointedPosition(CheckpointedPosition.NO_OFFSET, 250);

        assertThat(ids(split(file, 0, file.getLen()).updateWithCheckpointedPosition(position)))
                .isEqualTo(ids(250, BLOCKS * ROWS));
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aPositionBehindTheEndOfTheSplitIsAnError(IpcContainer container) throws IOException {
        FileStatus file = file(container);
        FileSourceSplit split =
                split(file, 0, file.getLen())
                        .updateWithCheckpointedPosition(new CheckpointedPosition(0, 1_001));

        assertThatThrownBy(() -> ids(split))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("a.arrow")
                .hasMessageContaining("1 rows behind the end of the s");
    }

    @Test
    void aPositionAtABlockOfALaterSplitIsAnError() throws IOException {
        FileStatus file = file(IpcContainer.FILE);
        FileSourceSplit split =
                split(file, 0, 1_000)
                        .updateWithCheckpointedPosition(new CheckpointedPosition(file.getLen(), 0));

        assertThatThrownBy(() -> format.restoreReader(new Configuration(), split))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(
                        "a.arrow: the restored position " + file.getLen() + " + 0 rows")
                .hasMessageEndingWith("lies behind the end of the split at 1000");
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void smallBatchesAreHandedOverTogether(IpcContainer container) throws IOException {
        FileStatus file = file(container);

        try (BulkFormat.Reader<RowData> reader =
                format.createReader(new Configuration(), split(file, 0, file.getLen()))) {
            BulkFormat.RecordIterator<RowData> rows = reader.readBatch();
            int count = 0;
            while (rows.next() != null) {
                count++;
            }
            rows.releaseBatch();

            assertThat(count).isEqualTo(BLOCKS * ROWS);
            assertThat(reader.readBatch()).isNull();
        }
    }

    @Test
    void rowsOutliveTheirReader() throws IOException {
        FileStatus file = file(IpcContainer.FILE);
        // From here on rows are in memory that is overwritten when it is given back.
        useRows(file);
        BulkFormat.RecordIterator<RowData> rows;
        try (BulkFormat.Reader<RowData> reader =
                format.createReader(new Configuration(), split(file, 0, file.getLen()))) {
            rows = reader.readBatch();
        }

        assertThat(rows.next().getRecord().getString(1)).hasToString(ArrowFiles.text(0));
        rows.releaseBatch();
        rows.releaseBatch();
    }

    /** Nobody copies the rows of the first reader, so those of the next are in the pool. */
    @Test
    void readersOfAFormatDecideOnceWhereTheirRowsAre() throws IOException {
        FileStatus file = file(IpcContainer.FILE);
        long atFirst = BufferAllocator.sharedHeap().totalAllocatedBytes();
        useRows(file);
        assertThat(BufferAllocator.sharedHeap().totalAllocatedBytes()).isEqualTo(atFirst);

        useRows(file);

        assertThat(BufferAllocator.sharedHeap().totalAllocatedBytes()).isGreaterThan(atFirst);
    }

    @Test
    void rowsThatNobodyUsedSayNothingAboutCopies() throws IOException {
        FileStatus file = file(IpcContainer.FILE);
        long before = BufferAllocator.sharedHeap().totalAllocatedBytes();
        for (int i = 0; i < 2; i++) {
            try (BulkFormat.Reader<RowData> reader =
                    format.createReader(new Configuration(), split(file, 0, file.getLen()))) {
                reader.readBatch().releaseBatch();
            }
        }

        assertThat(BufferAllocator.sharedHeap().totalAllocatedBytes()).isEqualTo(before);
    }

    private void useRows(FileStatus file) throws IOException {
        try (BulkFormat.Reader<RowData> reader =
                format.createReader(new Configuration(), split(file, 0, file.getLen()))) {
            BulkFormat.RecordIterator<RowData> rows = reader.readBatch();
            assertThat(rows.next()).isNotNull();
            rows.releaseBatch();
        }
    }

    @Test
    void rowsThatAreDroppedUnreleasedGiveTheirMemoryBackWhenTheyAreCollected() throws IOException {
        FileStatus file = file(IpcContainer.FILE);
        readAndDrop(split(file, 0, file.getLen()));
        assertThat(Buffers.allocatedBytes()).isGreaterThan(allocatedBefore);

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Buffers.allocatedBytes() != allocatedBefore && System.nanoTime() < deadline) {
            System.gc();
        }
    }

    private void readAndDrop(FileSourceSplit split) throws IOException {
        try (BulkFormat.Reader<RowData> reader = format.createReader(new Configuration(), split)) {
            assertThat(reader.readBatch().next()).isNotNull();
        }
    }

    @Test
    void aMonitoredDirectoryIsNotSplit() {
        assertThat(format.isSplittable()).isTrue();
        assertThat(format.unsplittable().isSplittable()).isFalse();
    }

    private FileStatus file(IpcContainer container) throws IOException {
        Path path =
                ArrowFiles.write(
                        directory.resolve("a.arrow"),
                        BLOCKS,
                        ROWS,
                        ArrowIpcWriteOptions.DEFAULT.withContainer(container));
        return path.getFileSystem().getFileStatus(path);
    }

    private static FileSourceSplit split(FileStatus file, long offset, long length) {
        return new FileSourceSplit(
                "id", file.getPath(), offset, length, file.getModificationTime(), file.getLen());
    }

    private interface RowConsumer {
        void accept(RecordAndPosition<RowData> row);
    }

    private void read(FileSourceSplit split, RowConsumer consumer) throws IOException {
        try (BulkFormat.Reader<RowData> reader = format.restoreReader(new Configuration(), split)) {
            BulkFormat.RecordIterator<RowData> rows;
            while ((rows = reader.readBatch()) != null) {
                RecordAndPosition<RowData> row;
                while ((row = rows.next()) != null) {
                    consumer.accept(row);
                }
                rows.releaseBatch();
            }
        }
    }

    private List<Long> ids(FileSourceSplit split) throws IOException {
        List<Long> ids = new ArrayList<>();
        read(split, row -> ids.add(row.getRecord().getLong(0)));
        return ids;
    }

    private static List<Long> ids(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
