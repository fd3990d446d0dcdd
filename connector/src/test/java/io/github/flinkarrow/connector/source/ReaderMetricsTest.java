/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Gauge;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamIndex;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** What a reader says it has read, against what the file system was asked for. */
class ReaderMetricsTest {

    private static final int BLOCKS = 4;
    private static final int ROWS = 2_000;

    @TempDir private java.nio.file.Path directory;

    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private java.nio.file.Path file;
    private Path path;

    @ParameterizedTest
    @CsvSource({
        "FILE, NONE, id",
        "FILE, NONE, 'text,id'",
        "FILE, LZ4_FRAME, text",
        "STREAM, NONE, id",
        "STREAM, ZSTD, 'id,text'"
    })
    void bytesRowsAndBatchesAreCounted(
            IpcContainer container, Compression compression, String columns) throws Exception {
        write(container, compression);
        List<Block> blocks = blocks(container);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(path).withColumns(columns.split(",")).build();
        fileSystem.accesses().forget();

        try (ReaderRun run = new ReaderRun(source, row -> {})) {
            run.readAll(List.of(ReaderRun.wholeFile(path)));

            assertThat(run.count("arrowSplitsRead")).isOne();
            assertThat(run.count("arrowFilesOpened")).isOne();
            assertThat(run.count("arrowBlocksRead")).isEqualTo(BLOCKS);
            assertThat(run.count("arrowRowsRead")).isEqualTo(BLOCKS * ROWS);
            assertThat(run.recordsIn()).isEqualTo(BLOCKS * ROWS);
            assertThat(run.count("arrowBytesRead"))
                    .isEqualTo(blocks.stream().mapToLong(Block::length).sum());
            assertThat(run.bytesIn()).isEqualTo(fileSystem.accesses().bytesRead(path));
            assertThat(run.count("arrowBytesSkipped"))
                    .isEqualTo(unneededBytes(container, blocks, columns));
            assertThat(run.count("arrowReadNanos")).isPositive();
            assertThat(run.count("arrowDecodeNanos")).isPositive();
            assertThat(run.count("arrowDecompressNanos") > 0)
                    .isEqualTo(compression != Compression.NONE);
            Gauge<Long> pending = run.metrics().<Long>getGauge("pendingBytes").orElseThrow();
            assertThat(pending.getValue()).isZero();
        }
    }

    @Test
    void aProjectionSkipsBytes() throws Exception {
        write(IpcContainer.FILE, Compression.NONE);
        ArrowIpcSource source = ArrowIpcSource.forPaths(path).withColumns("id").build();

        try (ReaderRun run = new ReaderRun(source, row -> {})) {
            run.readAll(List.of(ReaderRun.wholeFile(path)));

            // Eight bytes a value are read, while texts and their offsets are more.
            assertThat(run.count("arrowBytesSkipped"))
                    .isBetween(BLOCKS * ROWS * 12L, BLOCKS * ROWS * 24L);
        }
    }

    @ParameterizedTest
    @EnumSource(ReadMode.class)
    void whatIsMappedIsCountedAsIfItWereRead(ReadMode mode) throws Exception {
        write(IpcContainer.FILE, Compression.NONE);
        Path local = new Path(file.toUri());
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(local).withColumns("id").withReadMode(mode).build();

        try (ReaderRun run = new ReaderRun(source, row -> {})) {
            run.readAll(List.of(ReaderRun.wholeFile(local)));

            assertThat(run.bytesIn()).isGreaterThan(BLOCKS * ROWS * 8L);
            assertThat(run.count("arrowBytesSkipped")).isGreaterThan(BLOCKS * ROWS * 12L);
        }
    }

    /**
     * Bytes of bodies that the format does not ask for, of an input that gives what it is asked.
     */
    private long unneededBytes(IpcContainer container, List<Block> blocks, String columns)
            throws IOException {
        RecordingInput input = RecordingInput.of("a.arrow", Files.readAllBytes(file));
        Projection projection =
                Projection.of(
                        Arrays.stream(columns.split(","))
                                .mapToInt(ArrowFiles.ROW_TYPE::getFieldIndex)
                                .toArray());
        if (container == IpcContainer.STREAM) {
            try (IpcStreamReader reader = IpcStreamReader.open(input, ReadOptions.DEFAULT)) {
                for (int i = 0; i < BLOCKS; i++) {
                    reader.next(projection).close();
                }
            }
        } else {
            try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
                input.forget();
                for (int i = 0; i < BLOCKS; i++) {
                    reader.recordBatch(i, projection).close();
                }
            }
        }
        long unneeded = 0;
        for (Block block : blocks) {
            long start = block.offset() + block.metadataLength();
            long end = block.offset() + block.length();
            unneeded += end - start;
            for (RecordingInput.Range read : input.ranges()) {
                unneeded -= Math.max(0, Math.min(read.end(), end) - Math.max(read.start(), start));
            }
        }
        return unneeded;
    }

    private List<Block> blocks(IpcContainer container) throws IOException {
        List<Block> blocks = new ArrayList<>();
        SeekableInput input = SeekableInput.ofFile(file);
        if (container == IpcContainer.STREAM) {
            try (IpcStreamReader reader = IpcStreamReader.open(input, ReadOptions.DEFAULT)) {
                IpcStreamIndex index = reader.index();
                for (int i = 0; i < index.recordBatchCount(); i++) {
                    blocks.add(index.block(i));
                }
            }
        } else {
            try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    blocks.add(reader.block(i));
                }
            }
        }
        return blocks;
    }

    private void write(IpcContainer container, Compression compression) throws IOException {
        file = directory.resolve("a.arrow");
        ArrowFiles.write(
                file,
                BLOCKS,
                ROWS,
                ArrowIpcWriteOptions.DEFAULT.withContainer(container).withCompression(compression));
        path = fileSystem.path(file);
    }
}
