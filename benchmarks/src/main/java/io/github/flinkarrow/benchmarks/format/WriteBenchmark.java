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
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Writing rows of the table {@code mixed} to a file. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "--add-opens=java.base/java.nio=ALL-UNNAMED")
public class WriteBenchmark {

    private static final Table TABLE = Tables.MIXED;

    /** Record batches of a file, all alike. */
    @Param("8")
    public int batches;

    @Param({"NONE", "LZ4_FRAME", "ZSTD"})
    public Compression compression;

    private RowData[] rows;
    private Path directory;

    /** Makes the rows, and checks that all writers write the same. */
    @Setup(Level.Trial)
    public void check() throws IOException {
        directory = Files.createTempDirectory("write");
        rows = new RowData[TABLE.batchRows()];
        long expected = 0;
        for (int i = 0; i < rows.length; i++) {
            rows[i] = TABLE.row(i);
            expected += TABLE.touch(rows[i]) * batches;
        }
        ScannedFiles.requireEqual("bulkWriter", expected, touch(bulkWriter()));
        ScannedFiles.requireEqual(
                "bulkWriterWithoutStatistics", expected, touch(bulkWriterWithoutStatistics()));
        ScannedFiles.requireEqual("arrowJava", expected, touch(arrowJava()));
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        TableFiles.delete(directory);
    }

    @Benchmark
    public Path bulkWriter() throws IOException {
        return bulkWriter(ArrowIpcWriteOptions.DEFAULT.withCompression(compression));
    }

    @Benchmark
    public Path bulkWriterWithoutStatistics() throws IOException {
        return bulkWriter(
                ArrowIpcWriteOptions.DEFAULT.withCompression(compression).withStatistics(false));
    }

    private Path bulkWriter(ArrowIpcWriteOptions options) throws IOException {
        Path file = directory.resolve("bulk");
        org.apache.flink.core.fs.Path target = new org.apache.flink.core.fs.Path(file.toUri());
        try (FSDataOutputStream stream =
                target.getFileSystem().create(target, FileSystem.WriteMode.OVERWRITE)) {
            BulkWriter<RowData> writer =
                    new ArrowIpcBulkWriterFactory(TABLE.rowType(), options).create(stream);
            for (int batch = 0; batch < batches; batch++) {
                for (RowData row : rows) {
                    writer.addElement(row);
                }
            }
            writer.finish();
        }
        return file;
    }

    /** By setSafe, with the fastest codec that Java has for it. */
    @Benchmark
    public Path arrowJava() throws IOException {
        Path file = directory.resolve("arrow-java");
        try (ArrowJavaWriter writer = new ArrowJavaWriter(file, compression)) {
            for (int batch = 0; batch < batches; batch++) {
                writer.write(rows);
            }
        }
        return file;
    }

    private static long touch(Path file) throws IOException {
        long sum = 0;
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                try (RecordBatch batch = reader.recordBatch(i)) {
                    sum += ArrayTouch.of(batch);
                }
            }
        }
        return sum;
    }
}
