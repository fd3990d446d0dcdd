/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.FileAccesses;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** How often a reader opens files, and reads what all splits of one share. */
class OpenFilesTest {

    private static final int BLOCKS = 10;
    private static final int ROWS = 10;

    /** More than is read at the end of a file to find the footer. */
    private static final int DICTIONARY_BYTES = 200_000;

    @TempDir private java.nio.file.Path directory;

    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();

    @AfterEach
    void everyFileIsClosed() {
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @Test
    void oneOpenFileServesAllItsSplits() throws Exception {
        Path path = write("a.arrow");
        List<ArrowIpcSplit> splits = ReaderRun.blocks(path);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path).withRowType(ArrowFiles.ROW_TYPE).build();
        fileSystem.accesses().forget();

        List<Long> ids = new ArrayList<>();
        try (ReaderRun run = new ReaderRun(source, row -> ids.add(row.getLong(0)))) {
            run.readAll(splits);
            assertThat(run.count("arrowSplitsRead")).isEqualTo(BLOCKS);
            assertThat(run.count("arrowFilesOpened")).isOne();
        }

        assertThat(ids).isEqualTo(LongStream.range(0, BLOCKS * ROWS).boxed().toList());
        assertThat(fileSystem.accesses().opened()).containsExactly(path);
        ArrowIpcSplit last = splits.get(BLOCKS - 1);
        assertReadOnce(path, last.offset() + last.length(), last.fileSize());
    }

    @Test
    void aFileIsClosedWhenTheSplitsOfAnotherCome() throws Exception {
        Path first = write("a.arrow");
        Path second = write("b.arrow");
        List<ArrowIpcSplit> splits = new ArrayList<>(ReaderRun.blocks(first));
        splits.addAll(ReaderRun.blocks(second));
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(first).withRowType(ArrowFiles.ROW_TYPE).build();
        fileSystem.accesses().forget();

        try (ReaderRun run = new ReaderRun(source, row -> {})) {
            run.readAll(splits);
            assertThat(fileSystem.accesses().openStreams()).isOne();
        }

        assertThat(fileSystem.accesses().opened()).containsExactly(first, second);
    }

    @Test
    void aReaderThatHasToWaitForSplitsKeepsNoFileOpen() throws Exception {
        Path path = write("a.arrow");
        List<ArrowIpcSplit> splits = ReaderRun.blocks(path);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path)
                        .withRowType(ArrowFiles.ROW_TYPE)
                        .monitorContinuously(Duration.ofMillis(1))
                        .build();
        fileSystem.accesses().forget();

        try (ReaderRun run = new ReaderRun(source, row -> {})) {
            run.reader().addSplits(splits.subList(0, 2));
            run.read(2 * ROWS);
            run.reader().handleSourceEvents(new NoSplitsNow());
            awaitNoOpenStreams();
            run.readAll(splits.subList(2, 3));
        }

        assertThat(fileSystem.accesses().opened()).containsExactly(path, path);
    }

    private void awaitNoOpenStreams() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (fileSystem.accesses().openStreams() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @Test
    void dictionariesAreReadOnceForAllSplits() throws Exception {
        Field text =
                new Field(
                        "t",
                        true,
                        new ArrowType.Utf8(),
                        new DictionaryEncoding(1, new ArrowType.Int(8, true), false),
                        List.of(),
                        KeyValueMetadata.EMPTY);
        HandMadeFile made = new HandMadeFile(Schema.of(text));
        int start = made.position();
        int[] value = new int[DICTIONARY_BYTES];
        Arrays.fill(value, 'x');
        made.dictionary(
                1, false, b -> b.rows(1).node(1, 0).noBuffer().ints(0, value.length).bytes(value));
        for (int i = 0; i < BLOCKS; i++) {
            made.batch(b -> b.rows(1).node(1, 0).noBuffer().bytes(0));
        }
        Path path = fileSystem.path(Files.write(directory.resolve("d.arrow"), made.file()));
        RowType type = RowType.of(new VarCharType[] {VarCharType.STRING_TYPE}, new String[] {"t"});
        ArrowIpcSource source = ArrowIpcSource.forPaths(path).withRowType(type).build();
        List<ArrowIpcSplit> splits = ReaderRun.blocks(path);
        fileSystem.accesses().forget();

        List<String> texts = new ArrayList<>();
        try (ReaderRun run = new ReaderRun(source, row -> texts.add(row.getString(0).toString()))) {
            run.readAll(splits);
        }

        assertThat(texts).hasSize(BLOCKS).containsOnly("x".repeat(DICTIONARY_BYTES));
        assertReadOnce(path, start, start + DICTIONARY_BYTES / 2);
    }

    private void assertReadOnce(Path path, long start, long end) {
        long bytes = 0;
        for (FileAccesses.Range read : fileSystem.accesses().reads()) {
            if (read.path().equals(path)) {
                bytes += Math.max(0, Math.min(read.end(), end) - Math.max(read.offset(), start));
            }
        }
        assertThat(bytes).isPositive().isLessThanOrEqualTo(end - start);
    }

    private Path write(String name) throws Exception {
        ArrowFiles.write(directory.resolve(name), BLOCKS, ROWS);
        return fileSystem.path(directory.resolve(name));
    }
}
