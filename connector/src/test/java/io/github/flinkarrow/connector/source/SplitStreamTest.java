/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.util.ExceptionUtils;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamIndex;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Splits that start inside of a stream. */
class SplitStreamTest {

    /** Rows of batches that are larger than what is requested at least. */
    private static final int MANY = 20_000;

    @TempDir private java.nio.file.Path directory;

    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();

    @AfterEach
    void everyFileIsClosed() {
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @Test
    void everySplitSeesTheDictionariesAsOfItsFirstBatch() throws Exception {
        Field text =
                new Field(
                        "t",
                        true,
                        new ArrowType.Utf8(),
                        new DictionaryEncoding(1, new ArrowType.Int(8, true), false),
                        List.of(),
                        KeyValueMetadata.EMPTY);
        byte[] stream =
                new HandMadeFile(Schema.of(text))
                                .dictionary(1, false, letters("ab"))
                                .batch(indices(0, 1))
                                .dictionary(1, true, letters("c"))
                                .batch(indices(2, 0))
                                .dictionary(1, false, letters("xyz"))
                                .batch(indices(2))
                                .batch(indices(0, 1))
                                .stream();
        Path path = fileSystem.path(Files.write(directory.resolve("d.arrows"), stream));
        RowType type = RowType.of(new VarCharType[] {VarCharType.STRING_TYPE}, new String[] {"t"});
        ArrowIpcSource source = ArrowIpcSource.forPaths(path).withRowType(type).build();
        List<ArrowIpcSplit> splits = splits(path);

        for (int[] order : new int[][] {{0, 1, 2, 3}, {3, 2, 1, 0}, {2, 0, 3, 1}}) {
            List<String> texts = new ArrayList<>();
            List<String> expected = new ArrayList<>();
            try (ReaderRun run =
                    new ReaderRun(source, row -> texts.add(row.getString(0).toString()))) {
                run.readAll(Arrays.stream(order).mapToObj(splits::get).toList());
                assertThat(run.count("arrowFilesOpened")).isOne();
            }
            for (int split : order) {
                expected.addAll(
                        List.of("ab", "ca", "z", "xy")
                                .get(split)
                                .chars()
                                .mapToObj(Character::toString)
                                .toList());
            }
            assertThat(texts).isEqualTo(expected);
        }
    }

    @Test
    void withoutDictionariesNothingIsReadBeforeASplitButTheSchema() throws Exception {
        Path path = write(MANY);
        List<ArrowIpcSplit> splits = splits(path);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path).withRowType(ArrowFiles.ROW_TYPE).build();
        fileSystem.accesses().forget();

        List<Long> ids = new ArrayList<>();
        try (ReaderRun run = new ReaderRun(source, row -> ids.add(row.getLong(0)))) {
            run.readAll(List.of(splits.get(2)));
        }

        assertThat(ids).isEqualTo(LongStream.range(2 * MANY, 3 * MANY).boxed().toList());
        // What is requested of the start and of the end is a little more than is needed.
        assertThat(fileSystem.accesses().joinedReads(path))
                .allMatch(
                        read ->
                                read.end() <= WindowedInput.LEAST
                                        || read.offset() >= splits.get(2).offset());
    }

    @Test
    void aSplitThatStartsAtNoBatchIsAnError() throws Exception {
        Path path = write(10);
        ArrowIpcSplit split = splits(path).get(1);
        ArrowIpcSplit off =
                new ArrowIpcSplit(DataFile.of(split), split.offset() + 8, 100, new String[0], null);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path).withRowType(ArrowFiles.ROW_TYPE).build();

        try (ReaderRun run = new ReaderRun(source, row -> {})) {
            assertThatThrownBy(() -> run.readAll(List.of(off)))
                    .satisfies(
                            thrown ->
                                    assertThat(
                                                    ExceptionUtils.findThrowable(
                                                            thrown, IpcFormatException.class))
                                            .hasValueSatisfying(
                                                    failure ->
                                                            assertThat(failure)
                                                                    .hasMessageContaining(
                                                                            path.toString())));
        }
    }

    private Path write(int rows) throws IOException {
        java.nio.file.Path file = directory.resolve("a.arrows");
        ArrowFiles.write(
                file, 4, rows, ArrowIpcWriteOptions.DEFAULT.withContainer(IpcContainer.STREAM));
        return fileSystem.path(file);
    }

    /** A split a batch, the first of which has the start of the stream too. */
    private static List<ArrowIpcSplit> splits(Path path) throws IOException {
        DataFile file = DataFile.of(path.getFileSystem().getFileStatus(path));
        List<ArrowIpcSplit> splits = new ArrayList<>();
        for (Block block : blocks(path)) {
            long start = splits.isEmpty() ? 0 : block.offset();
            long length = block.offset() + block.length() - start;
            splits.add(new ArrowIpcSplit(file, start, length, new String[0], null));
        }
        return splits;
    }

    private static List<Block> blocks(Path path) throws IOException {
        DataFile file = DataFile.of(path.getFileSystem().getFileStatus(path));
        List<Block> blocks = new ArrayList<>();
        try (IpcStreamReader reader =
                IpcStreamReader.open(file.open(ReadMode.BUFFERED), ReadOptions.DEFAULT)) {
            IpcStreamIndex index = reader.index();
            for (int i = 0; i < index.recordBatchCount(); i++) {
                blocks.add(index.block(i));
            }
        }
        return blocks;
    }

    private static Consumer<Batch> letters(String letters) {
        return b -> {
            int[] offsets = new int[letters.length() + 1];
            Arrays.setAll(offsets, i -> i);
            int[] bytes = letters.chars().toArray();
            b.rows(bytes.length).node(bytes.length, 0).noBuffer().ints(offsets).bytes(bytes);
        };
    }

    private static Consumer<Batch> indices(int... indices) {
        return b -> b.rows(indices.length).node(indices.length, 0).noBuffer().bytes(indices);
    }
}
