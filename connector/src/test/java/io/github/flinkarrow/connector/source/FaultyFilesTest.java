/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.ExceptionUtils;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Buffers;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFormatException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Files that break at any of their bytes: the outcome is all of the rows, or one typed failure that
 * names the file and the position.
 */
class FaultyFilesTest {

    private static final int BLOCKS = 3;
    private static final int ROWS = 5;
    private static final List<Long> ALL_IDS = LongStream.range(0, BLOCKS * ROWS).boxed().toList();

    /** Coprime to the alignment of everything in a file. */
    private static final int READER_STRIDE = 17;

    /** What is said of an input that ends inside of its magic, which is at the start. */
    private static final String NO_CONTAINER =
            "expected an Arrow IPC file or stream|neither an Arrow IPC file";

    @TempDir private java.nio.file.Path directory;

    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private Path path;
    private long size;
    private long allocatedBefore;

    /** Reads ids of a split. */
    private interface IdReader {
        void read(ArrowIpcSplit split, List<Long> ids) throws Exception;
    }

    @BeforeEach
    void remember() {
        allocatedBefore = Buffers.allocatedBytes();
    }

    @AfterEach
    void nothingLeaks() {
        assertThat(fileSystem.accesses().openStreams()).isZero();
        assertThat(Buffers.allocatedBytes()).isEqualTo(allocatedBefore);
    }

    @ParameterizedTest
    @CsvSource({
        "FILE, NONE, 3",
        "FILE, LZ4_FRAME, 5",
        "FILE, ZSTD, 5",
        "STREAM, NONE, 3",
        "STREAM, LZ4_FRAME, 5"
    })
    void theBulkFormatSurvivesAFaultAtAnyByte(
            IpcContainer container, Compression compression, int stride) throws Exception {
        write(container, compression);
        ArrowIpcBulkFormat format =
                new ArrowIpcBulkFormat(ArrowFiles.ROW_TYPE, ArrowIpcReadOptions.DEFAULT);

        sweep(stride, (split, ids) -> readBulk(format, split, ids));
    }

    @ParameterizedTest
    @CsvSource({"FILE, NONE", "FILE, LZ4_FRAME", "STREAM, NONE", "STREAM, ZSTD"})
    void theReaderSurvivesAFaultAtAnyByte(IpcContainer container, Compression compression)
            throws Exception {
        write(container, compression);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path).withRowType(ArrowFiles.ROW_TYPE).build();

        sweep(READER_STRIDE, (split, ids) -> readWithSource(source, split, ids));
    }

    private void sweep(int stride, IdReader reader) throws Exception {
        ArrowIpcSplit split = ReaderRun.wholeFile(path);
        int failures = 0;
        for (long at = 0; at < size; at += stride) {
            fileSystem.setFaults(Faults.NONE.withShortReads(11).withReadErrorAt(at));
            failures += requireRowsOrFailure("error at " + at, IOException.class, split, reader);
            fileSystem.setFaults(Faults.NONE.withShortReads(11).withEndAt(at));
            failures +=
                    requireRowsOrFailure("end at " + at, IpcFormatException.class, split, reader);
        }
        // What need not be read: padding, and what is behind the end-of-stream marker.
        assertThat(failures).isGreaterThan((int) (size / stride));

        fileSystem.setFaults(Faults.NONE.withShortReads(1));
        assertThat(requireRowsOrFailure("short reads", IOException.class, split, reader)).isZero();
    }

    /** Returns the number of failures, of which there is at most one. */
    private int requireRowsOrFailure(
            String fault, Class<? extends IOException> type, ArrowIpcSplit split, IdReader reader) {
        List<Long> ids = new ArrayList<>();
        try {
            reader.read(split, ids);
        } catch (Exception e) {
            assertThat(ExceptionUtils.findThrowable(e, type))
                    .as(fault)
                    .hasValueSatisfying(
                            failure ->
                                    assertThat(failure)
                                            .hasMessageContaining(path.toString())
                                            .hasMessageMatching(
                                                    "(?s).*("
                                                            + NO_CONTAINER
                                                            + "|(@|offset) \\d+).*"));
            assertThat(ids).as(fault).isEqualTo(ALL_IDS.subList(0, ids.size()));
            assertThat(fileSystem.accesses().openStreams()).as(fault).isZero();
            assertThat(Buffers.allocatedBytes()).as(fault).isEqualTo(allocatedBefore);
            return 1;
        }
        assertThat(ids).as(fault).isEqualTo(ALL_IDS);
        return 0;
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aFileThatIsReplacedBeforeItIsOpenedIsNotReadAsTheOldOne(IpcContainer container)
            throws Exception {
        write(container, Compression.NONE);
        fileSystem.setFaults(
                Faults.NONE.beforeOpening(
                        file -> Files.setLastModifiedTime(file, FileTime.fromMillis(86_400_000))));

        assertFailure(FileChangedException.class, "its modification time was");
    }

    @Test
    void aFileThatIsCutBeforeItIsOpenedIsAnError() throws Exception {
        write(IpcContainer.STREAM, Compression.NONE);
        fileSystem.setFaults(
                Faults.NONE.beforeOpening(file -> Files.write(file, new byte[] {1, 2, 3})));

        assertFailure(FileChangedException.class, "its size was " + size + " bytes and is 3");
    }

    @Test
    void aFileThatVanishesBeforeItIsOpenedIsAnError() throws Exception {
        write(IpcContainer.FILE, Compression.NONE);
        fileSystem.setFaults(Faults.NONE.beforeOpening(Files::deleteIfExists));

        assertFailure(FileChangedException.class, "the file is gone");
    }

    @Test
    void aFileThatMayNotBeReadIsAnError() throws Exception {
        write(IpcContainer.FILE, Compression.NONE);
        fileSystem.setFaults(Faults.NONE.withReadingDenied());

        assertFailure(FileUnreadableException.class, "AccessDeniedException");
    }

    private void assertFailure(Class<? extends IOException> type, String reason) throws Exception {
        ArrowIpcSplit split = ReaderRun.wholeFile(path);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path).withRowType(ArrowFiles.ROW_TYPE).build();

        assertThatThrownBy(() -> readWithSource(source, split, new ArrayList<>()))
                .satisfies(
                        thrown ->
                                assertThat(ExceptionUtils.findThrowable(thrown, type))
                                        .hasValueSatisfying(
                                                failure ->
                                                        assertThat(failure)
                                                                .hasMessageContaining(
                                                                        path.toString())
                                                                .hasMessageContaining(reason)));
    }

    private void write(IpcContainer container, Compression compression) throws IOException {
        java.nio.file.Path file = directory.resolve("a.arrow");
        ArrowFiles.write(
                file,
                BLOCKS,
                ROWS,
                ArrowIpcWriteOptions.DEFAULT.withContainer(container).withCompression(compression));
        path = fileSystem.path(file);
        size = Files.size(file);
    }

    private static void readBulk(ArrowIpcBulkFormat format, FileSourceSplit split, List<Long> ids)
            throws IOException {
        FileSourceSplit foreign =
                new FileSourceSplit(
                        "id",
                        split.path(),
                        0,
                        split.length(),
                        split.fileModificationTime(),
                        split.fileSize());
        try (BulkFormat.Reader<RowData> reader =
                format.createReader(new Configuration(), foreign)) {
            BulkFormat.RecordIterator<RowData> rows;
            while ((rows = reader.readBatch()) != null) {
                RecordAndPosition<RowData> row;
                while ((row = rows.next()) != null) {
                    ids.add(row.getRecord().getLong(0));
                }
                rows.releaseBatch();
            }
        }
    }

    private static void readWithSource(ArrowIpcSource source, ArrowIpcSplit split, List<Long> ids)
            throws Exception {
        try (ReaderRun run = new ReaderRun(source, row -> ids.add(row.getLong(0)))) {
            run.readAll(List.of(split));
        }
    }
}
