/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Schema;
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
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;

/**
 * Loading a record batch of one column from mapped memory: no byte is copied, so that there is
 * nothing but metadata and what is checked of the values. {@link StoredColumn#INT64}, of which
 * nothing is, says what the metadata takes.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 1, jvmArgs = "--add-opens=java.base/java.nio=ALL-UNNAMED")
public class ValidationBenchmark {

    /** The column of the batch. */
    @Param public StoredColumn column;

    /** Of the batch. */
    @Param("65536")
    public int batchRows;

    private Path file;
    private IpcFileReader reader;

    /** Writes the file. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        file = Files.createTempFile("validation", ".arrow");
        Schema schema = Schema.of(column.field());
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                RecordBatchBuilder builder =
                        new RecordBatchBuilder(schema, BufferAllocator.shared())) {
            IpcFileWriter writer = new IpcFileWriter(channel, schema, WriteOptions.DEFAULT);
            column.append(builder.column(0), batchRows);
            try (RecordBatch batch = builder.build(batchRows)) {
                writer.write(batch);
            }
            writer.finish();
        }
        reader = IpcFileReader.open(SeekableInput.ofMappedFile(file), ReadOptions.DEFAULT);
        ScannedFiles.requireEqual("rows", batchRows, load());
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        reader.close();
        Files.delete(file);
    }

    @Benchmark
    public int load() throws IOException {
        try (RecordBatch batch = reader.recordBatch(0)) {
            return batch.rowCount();
        }
    }
}
