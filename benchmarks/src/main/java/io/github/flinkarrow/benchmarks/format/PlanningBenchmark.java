/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Tables;
import io.github.flinkarrow.connector.sink.ArrowIpcBulkWriterFactory;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Looking at a file without reading what is in it: its blocks, and the rows that they have. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "--add-opens=java.base/java.nio=ALL-UNNAMED")
public class PlanningBenchmark {

    private static final Table TABLE = Tables.BIGFILE;

    /** Record batches of the file, of one row each. */
    @Param({"1", "1000", "100000"})
    public int blocks;

    /** Whether the footer says what the blocks hold. */
    @Param({"true", "false"})
    public boolean statistics;

    private Path directory;
    private Path file;

    /** Writes the file, and checks that it is read as it was written. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        directory = Files.createTempDirectory("planning");
        file = directory.resolve("blocks");
        org.apache.flink.core.fs.Path target = new org.apache.flink.core.fs.Path(file.toUri());
        try (FSDataOutputStream stream =
                target.getFileSystem().create(target, FileSystem.WriteMode.OVERWRITE)) {
            BulkWriter<RowData> writer =
                    new ArrowIpcBulkWriterFactory(
                                    TABLE.rowType(),
                                    ArrowIpcWriteOptions.DEFAULT
                                            .withBatchRows(1)
                                            .withStatistics(statistics))
                            .create(stream);
            for (int i = 0; i < blocks; i++) {
                writer.addElement(TABLE.row(i));
            }
            writer.finish();
        }
        ScannedFiles.requireEqual("footer", blocks, footer());
        ScannedFiles.requireEqual("arrowJavaFooter", blocks, arrowJavaFooter());
        ScannedFiles.requireEqual("rowCount", blocks, rowCount());
        ScannedFiles.requireEqual("rowCountMapped", blocks, rowCountMapped());
        ScannedFiles.requireEqual("plannedRowCount", blocks, plannedRowCount());
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        TableFiles.delete(directory);
    }

    @Benchmark
    public long footer() throws IOException {
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
            return reader.recordBatchCount();
        }
    }

    @Benchmark
    public long arrowJavaFooter() throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(file);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            return reader.getRecordBlocks().size();
        }
    }

    /** The row counts of the messages of all blocks. */
    @Benchmark
    public long rowCount() throws IOException {
        return rowCount(SeekableInput.ofFile(file));
    }

    @Benchmark
    public long rowCountMapped() throws IOException {
        return rowCount(SeekableInput.ofMappedFile(file));
    }

    private static long rowCount(SeekableInput input) throws IOException {
        try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
            return reader.rowCount();
        }
    }

    /** What the planner asks of the source for COUNT(*): not the query, which also starts a job. */
    @Benchmark
    public long plannedRowCount() throws IOException {
        return ArrowIpcSource.forPaths(new org.apache.flink.core.fs.Path(file.toUri()))
                .withRowType(TABLE.rowType())
                .build()
                .count()
                .orElseThrow()
                .rowCount();
    }
}
