/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.contenders.ParquetFiles;
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
import org.openjdk.jmh.infra.BenchmarkParams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
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

    /** Files of a system that has them in memory: a disk is slower than all of the writers. */
    private static final Path MEMORY = Path.of("/dev/shm");

    /** Record batches of a file, all alike. */
    @Param("8")
    public int batches;

    @Param({"NONE", "LZ4_FRAME", "ZSTD"})
    public Compression compression;

    /**
     * Rows that differ. Those of a whole record batch come out of main memory, and compress as the
     * table does; few stay in the caches of a core, as rows do that another operator just made.
     */
    @Param({"65536", "1024"})
    public int distinctRows;

    private RowData[] rows;
    private Path directory;

    /**
     * Makes the rows, and checks what the writer that is measured writes: that alone, since a
     * process that has used several is slower.
     */
    @Setup(Level.Trial)
    public void check(BenchmarkParams benchmark) throws IOException {
        directory =
                Files.isWritable(MEMORY)
                        ? Files.createTempDirectory(MEMORY, "write")
                        : Files.createTempDirectory("write");
        RowData[] distinct = new RowData[distinctRows];
        Arrays.setAll(distinct, TABLE::row);
        rows = new RowData[TABLE.batchRows()];
        Arrays.setAll(rows, i -> distinct[i % distinctRows]);
        String name = benchmark.getBenchmark();
        String method = name.substring(name.lastIndexOf('.') + 1);
        long found =
                switch (method) {
                    case "rows" -> rows() * batches;
                    case "bulkWriter" -> touch(bulkWriter());
                    case "bulkWriterWithoutStatistics" -> touch(bulkWriterWithoutStatistics());
                    case "arrowJava" -> touch(arrowJava());
                    case "parquet" -> ParquetFiles.touch(TABLE, parquet());
                    default -> throw new IllegalStateException("no check of " + method);
                };
        ScannedFiles.requireEqual(method, expected(), found);
    }

    private long expected() {
        long sum = 0;
        for (int i = 0; i < rows.length; i++) {
            sum += TABLE.touch(TABLE.row(i % distinctRows));
        }
        return sum * batches;
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        TableFiles.delete(directory);
    }

    /** The rows of a batch looked at, which each of the others does too. */
    @Benchmark
    public long rows() {
        long sum = 0;
        for (RowData row : rows) {
            sum += TABLE.touch(row);
        }
        return sum;
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
        return write("bulk", new ArrowIpcBulkWriterFactory(TABLE.rowType(), options));
    }

    /** With the codec of Parquet that is most like it. */
    @Benchmark
    public Path parquet() throws IOException {
        String codec =
                switch (compression) {
                    case NONE -> "UNCOMPRESSED";
                    case LZ4_FRAME -> "SNAPPY";
                    case ZSTD -> "ZSTD";
                };
        return write("parquet", ParquetFiles.writer(TABLE, codec));
    }

    private Path write(String name, BulkWriter.Factory<RowData> factory) throws IOException {
        Path file = newFile(name);
        org.apache.flink.core.fs.Path target = new org.apache.flink.core.fs.Path(file.toUri());
        try (FSDataOutputStream stream =
                target.getFileSystem().create(target, FileSystem.WriteMode.NO_OVERWRITE)) {
            BulkWriter<RowData> writer = factory.create(stream);
            for (int batch = 0; batch < batches; batch++) {
                for (RowData row : rows) {
                    writer.addElement(row);
                }
            }
            writer.finish();
        }
        return file;
    }

    /** File systems write a file to the disk at once that is overwritten. */
    private Path newFile(String name) throws IOException {
        Path file = directory.resolve(name);
        Files.deleteIfExists(file);
        return file;
    }

    /** By setSafe, with the fastest codec that Java has for it. */
    @Benchmark
    public Path arrowJava() throws IOException {
        Path file = newFile("arrow-java");
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
