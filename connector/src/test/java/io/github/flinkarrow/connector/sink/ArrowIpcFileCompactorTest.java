/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.FileAccesses.Range;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcInspector;
import io.github.flinkarrow.format.IpcSummary;
import io.github.flinkarrow.format.IpcVerifier;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The compactor as Flink calls it: into a stream on which a writer of ours is open as well. */
class ArrowIpcFileCompactorTest {

    private static final int ROWS = 100;

    @TempDir private java.nio.file.Path directory;
    private WatchedFileSystem fileSystem;

    @BeforeEach
    void createFileSystem() {
        fileSystem = WatchedFileSystem.create();
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void bodiesAreReadOnceAndWrittenAsTheyAre(IpcContainer container) throws Exception {
        ArrowIpcWriteOptions options =
                ArrowIpcWriteOptions.DEFAULT
                        .withContainer(container)
                        .withCompression(Compression.ZSTD);
        List<Path> parts = List.of(part("a", 2, options), part("b", 1, options));

        Path joined = compact(parts, options);

        List<byte[]> expected = new ArrayList<>();
        for (Path part : parts) {
            expected.addAll(bodies(part));
            for (IpcSummary.Batch batch : inspect(part).recordBatches()) {
                Block block = batch.block();
                long body = block.offset() + block.metadataLength();
                assertThat(fileSystem.accesses().reads())
                        .filteredOn(read -> read.path().equals(part))
                        .filteredOn(read -> read.offset() <= body && body < read.end())
                        .filteredOn(read -> read.length() <= block.bodyLength())
                        .containsExactly(new Range(part, body, block.bodyLength()));
            }
        }
        for (IpcSummary.Batch batch : inspect(joined).recordBatches()) {
            Block block = batch.block();
            assertThat(fileSystem.accesses().writes())
                    .contains(
                            new Range(
                                    joined,
                                    block.offset() + block.metadataLength(),
                                    block.bodyLength()));
        }
        assertThat(bodies(joined)).usingRecursiveComparison().isEqualTo(expected);
        assertThat(IpcVerifier.verify(input(joined), ReadOptions.DEFAULT).rows())
                .isEqualTo(3 * ROWS);
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @Test
    void filesAndStreamsOfAnotherCompressionBecomeWhatIsWrittenNow() throws Exception {
        List<Path> parts =
                List.of(
                        part("a", 1, ArrowIpcWriteOptions.DEFAULT),
                        part(
                                "b",
                                1,
                                ArrowIpcWriteOptions.DEFAULT
                                        .withContainer(IpcContainer.STREAM)
                                        .withCompression(Compression.LZ4_FRAME)));

        IpcSummary joined = inspect(compact(parts, ArrowIpcWriteOptions.DEFAULT));

        assertThat(joined.container()).isEqualTo(IpcContainer.FILE);
        assertThat(joined.recordBatches())
                .extracting(IpcSummary.Batch::compression)
                .containsExactly(Compression.NONE, Compression.LZ4_FRAME);
    }

    @Test
    void fileThatCannotBeReadIsNamed() throws Exception {
        List<Path> parts =
                List.of(
                        part("a", 1, ArrowIpcWriteOptions.DEFAULT),
                        part("b", 1, ArrowIpcWriteOptions.DEFAULT));
        fileSystem.setFaults(Faults.NONE.in(path -> path.getName().equals("b")).withEndAt(1_000));

        assertThatThrownBy(() -> compact(parts, ArrowIpcWriteOptions.DEFAULT))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(parts.get(1).toString());
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    /** As Flink does: the writer is there all the time, and is finished behind the compactor. */
    private Path compact(List<Path> parts, ArrowIpcWriteOptions options) throws Exception {
        fileSystem.accesses().forget();
        Path joined = fileSystem.path(directory.resolve("joined"));
        try (FSDataOutputStream stream = fileSystem.create(joined, WriteMode.OVERWRITE)) {
            BulkWriter<RowData> writer =
                    new ArrowIpcBulkWriterFactory(ArrowFiles.ROW_TYPE, options).create(stream);
            new ArrowIpcFileCompactor(options).compact(parts, stream);
            writer.flush();
            writer.finish();
        }
        return joined;
    }

    private Path part(String name, int blocks, ArrowIpcWriteOptions options) throws IOException {
        java.nio.file.Path file = directory.resolve(name);
        ArrowFiles.write(file, blocks, ROWS, options);
        return fileSystem.path(file);
    }

    private SeekableInput input(Path path) throws IOException {
        return SeekableInput.ofFile(fileSystem.local(path));
    }

    private IpcSummary inspect(Path path) throws IOException {
        return IpcInspector.inspect(input(path), ReadOptions.DEFAULT);
    }

    private List<byte[]> bodies(Path path) throws IOException {
        byte[] bytes = java.nio.file.Files.readAllBytes(fileSystem.local(path));
        List<byte[]> bodies = new ArrayList<>();
        for (IpcSummary.Batch batch : inspect(path).recordBatches()) {
            int start = (int) batch.block().offset() + batch.block().metadataLength();
            bodies.add(
                    java.util.Arrays.copyOfRange(
                            bytes, start, start + (int) batch.block().bodyLength()));
        }
        return bodies;
    }
}
