/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Buffers;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Splits that are paused, and what is left to read. */
class ArrowIpcSplitReaderTest {

    private static final int BLOCKS = 3;

    /** Enough for a hand-over a block. */
    private static final int ROWS = 10_000;

    @TempDir private java.nio.file.Path directory;

    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private final ReaderCounters counters = ReaderCounters.unseen();
    private ArrowIpcSplitReader reader;
    private long allocatedBefore;

    @BeforeEach
    void open() {
        allocatedBefore = Buffers.allocatedBytes();
        reader =
                new ArrowIpcSplitReader(
                        new SplitOpener(ArrowFiles.ROW_TYPE, ArrowIpcReadOptions.DEFAULT, counters),
                        new OpenHandOvers(),
                        counters,
                        RowConversion.Input.ROWS);
    }

    @AfterEach
    void nothingLeaks() throws Exception {
        reader.close();
        assertThat(fileSystem.accesses().openStreams()).isZero();
        assertThat(Buffers.allocatedBytes()).isEqualTo(allocatedBefore);
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void whileASplitIsPausedThoseBehindItAreRead(IpcContainer container) throws Exception {
        ArrowIpcSplit first = write("a", container);
        ArrowIpcSplit second = write("b", container);
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(first, second)));

        assertThat(fetch()).isEqualTo(rows(first, 0, 1));
        reader.pauseOrResumeSplits(List.of(first), List.of());
        assertThat(fetch()).isEqualTo(rows(second, 0, 1));
        assertThat(fetch()).isEqualTo(rows(second, 1, 2));
        reader.pauseOrResumeSplits(List.of(second), List.of(first));
        assertThat(fetch()).isEqualTo(rows(first, 1, 2));
        assertThat(fetch()).isEqualTo(rows(first, 2, 3));
        reader.pauseOrResumeSplits(List.of(), List.of(second));
        assertThat(fetch()).isEqualTo(rows(second, 2, 3));
        assertThat(counters.pendingBytes()).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void twoSplitsOfAFileAreReadSideBySide(IpcContainer container) throws Exception {
        ArrowIpcSplit whole = write("a", container);
        DataFile file = DataFile.of(whole);
        long middle = startOfBlock(1, file, container);
        ArrowIpcSplit first = split(file, 0, middle);
        ArrowIpcSplit second = split(file, middle, file.size());
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(second, first)));

        assertThat(fetch()).isEqualTo(rows(second, 1, 2));
        reader.pauseOrResumeSplits(List.of(second), List.of());
        assertThat(fetch()).isEqualTo(rows(first, 0, 1));
        reader.pauseOrResumeSplits(List.of(), List.of(second));
        assertThat(fetch()).isEqualTo(rows(second, 2, 3));
    }

    private static ArrowIpcSplit split(DataFile file, long start, long end) {
        return new ArrowIpcSplit(file, start, end - start, new String[0], null);
    }

    private static long startOfBlock(int block, DataFile file, IpcContainer container)
            throws IOException {
        SeekableInput input = file.open(ReadMode.BUFFERED);
        if (container == IpcContainer.STREAM) {
            try (IpcStreamReader stream = IpcStreamReader.open(input, ReadOptions.DEFAULT)) {
                return stream.index().block(block).offset();
            }
        }
        try (IpcFileReader blocks = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
            return blocks.block(block).offset();
        }
    }

    @Test
    void aFetchWaitsWhileAllSplitsArePaused() throws Exception {
        ArrowIpcSplit split = write("a", IpcContainer.FILE);
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(split)));
        reader.pauseOrResumeSplits(List.of(split), List.of());
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<String>> waiting = thread.submit(this::fetch);
            reader.wakeUp();
            assertThat(waiting.get(30, TimeUnit.SECONDS)).isEmpty();

            reader.pauseOrResumeSplits(List.of(), List.of(split));
            assertThat(fetch()).isEqualTo(rows(split, 0, 1));
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void aPausedSplitThatHasEndedIsForgotten() throws Exception {
        ArrowIpcSplit split = write("a", IpcContainer.FILE);
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(split)));
        for (int i = 0; i < BLOCKS; i++) {
            fetch();
        }

        reader.pauseOrResumeSplits(List.of(split), List.of());

        assertThat(reader.pausedCount()).isZero();
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aFileIsClosedWhileThereIsNoSplitOfIt(IpcContainer container) throws Exception {
        ArrowIpcSplit split = write("a", container);
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(split)));
        fetch();
        reader.rest();
        assertThat(fileSystem.accesses().openStreams()).as("a split is left").isOne();
        fetch();
        fetch();
        assertThat(fileSystem.accesses().openStreams()).as("another may come").isOne();

        reader.rest();

        assertThat(fileSystem.accesses().openStreams()).isZero();
        Files.setLastModifiedTime(directory.resolve("a"), FileTime.fromMillis(1_000));
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(split)));
        assertThatThrownBy(this::fetch).isInstanceOf(FileChangedException.class);
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aFetchThatGoesOnWhileTheReaderClosesEndsWithoutReadingMore(IpcContainer container)
            throws Exception {
        ArrowIpcSplit split = write("a", container);
        reader.handleSplitsChanges(new SplitsAddition<>(List.of(split)));
        CountDownLatch opened = new CountDownLatch(1);
        CountDownLatch gate = new CountDownLatch(1);
        fileSystem.setFaults(
                Faults.NONE.withReadsWaitingFor(gate).beforeOpening(file -> opened.countDown()));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<List<String>> fetching = thread.submit(this::fetch);
            assertThat(opened.await(30, TimeUnit.SECONDS)).isTrue();
            reader.stop();
            gate.countDown();

            assertThat(fetching.get(30, TimeUnit.SECONDS)).isEmpty();
        } finally {
            thread.shutdownNow();
        }
        assertThat(fileSystem.accesses().reads()).hasSizeLessThanOrEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void pendingBytesAreThoseOfTheSplitsThatAreLeft(IpcContainer container) throws Exception {
        ArrowIpcSplit first = write("a", container);
        ArrowIpcSplit second = write("b", container);

        reader.handleSplitsChanges(new SplitsAddition<>(List.of(first, second)));
        assertThat(counters.pendingBytes()).hasValue(first.length() + second.length());
        fetch();
        assertThat(counters.pendingBytes().get() - second.length())
                .isBetween(first.length() / 2, first.length() * 3 / 4);
        fetch();
        fetch();
        assertThat(counters.pendingBytes()).hasValue(second.length());
        for (int i = 0; i < BLOCKS; i++) {
            fetch();
        }
        assertThat(counters.pendingBytes()).hasValue(0);
    }

    /** Rows of the next hand-over, with the id of their split. */
    private List<String> fetch() throws IOException {
        RecordsWithSplitIds<RecordAndPosition<RowData>> records = reader.fetch();
        List<String> rows = new ArrayList<>();
        String splitId = records.nextSplit();
        if (splitId != null) {
            RecordAndPosition<RowData> row;
            while ((row = records.nextRecordFromSplit()) != null) {
                rows.add(splitId + " " + row.getRecord().getLong(0));
            }
        }
        records.recycle();
        return rows;
    }

    private static List<String> rows(ArrowIpcSplit split, int fromBlock, int toBlock) {
        return LongStream.range((long) fromBlock * ROWS, (long) toBlock * ROWS)
                .mapToObj(id -> split.splitId() + " " + id)
                .toList();
    }

    private ArrowIpcSplit write(String name, IpcContainer container) throws IOException {
        ArrowFiles.write(
                directory.resolve(name),
                BLOCKS,
                ROWS,
                ArrowIpcWriteOptions.DEFAULT.withContainer(container));
        Path path = fileSystem.path(directory.resolve(name));
        return ReaderRun.wholeFile(path);
    }
}
