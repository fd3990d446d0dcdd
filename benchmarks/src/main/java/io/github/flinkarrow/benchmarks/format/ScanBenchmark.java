/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Tables;
import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.Validation;
import io.github.flinkarrow.format.array.Float64Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.RecordBatch;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
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
import org.openjdk.jmh.annotations.Warmup;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Reading the table {@code mixed}. Every method but the projected ones touches all columns, and
 * each time it is checked that it has come to the same as the others.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "--add-opens=java.base/java.nio=ALL-UNNAMED")
public class ScanBenchmark {

    private static final Table TABLE = Tables.MIXED;

    /** The ordinals of {@code id} and {@code price}. */
    private static final Projection TWO = Projection.of(0, 2);

    /** The directory of the tables. */
    @Param("target/benchmark/data")
    public String data;

    /** Of the table. */
    @Param("1000000")
    public long rows;

    /** Whose files are read. */
    @Param({"arrow-ipc", "arrow-ipc-lz4", "arrow-ipc-lz4-linked", "arrow-ipc-zstd"})
    public String files;

    private List<Path> paths;

    @FunctionalInterface
    private interface Opening {
        SeekableInput open(Path file) throws IOException;
    }

    @FunctionalInterface
    private interface ArrowJavaSum {
        long of(VectorSchemaRoot root);
    }

    /**
     * What touching everything comes to, by arrow-java, which needs none of our rows. A look at
     * rows of another kind here, and the compiler would not know which to expect.
     */
    private long expected;

    private long expectedOfTwo;

    @Setup(Level.Trial)
    public void open() throws IOException {
        paths = ScannedFiles.of(data, files, TABLE, rows);
        expected = arrowJava(ArrowJavaTouch::byBuffers);
        expectedOfTwo = twoColumns(Projection.ALL, 0, 2);
    }

    private long agreed(long sum) {
        ScannedFiles.requireEqual("this way", expected, sum);
        return sum;
    }

    @Benchmark
    public long arrays() throws IOException {
        return agreed(arrays(SeekableInput::ofFile));
    }

    @Benchmark
    public long arraysMapped() throws IOException {
        return agreed(arrays(SeekableInput::ofMappedFile));
    }

    private long arrays(Opening opening) throws IOException {
        long sum = 0;
        for (Path path : paths) {
            try (IpcFileReader reader =
                    IpcFileReader.open(opening.open(path), ReadOptions.DEFAULT)) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    try (RecordBatch batch = reader.recordBatch(i)) {
                        sum += ArrayTouch.of(batch);
                    }
                }
            }
        }
        return sum;
    }

    /** Two of the eight columns, of which only the bytes are read. */
    @Benchmark
    public long twoColumns() throws IOException {
        long sum = twoColumns(TWO, 0, 1);
        ScannedFiles.requireEqual("two columns", expectedOfTwo, sum);
        return sum;
    }

    private long twoColumns(Projection projection, int id, int price) throws IOException {
        long sum = 0;
        for (Path path : paths) {
            try (IpcFileReader reader =
                    IpcFileReader.open(SeekableInput.ofFile(path), ReadOptions.DEFAULT)) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    try (RecordBatch batch = reader.recordBatch(i, projection)) {
                        sum +=
                                ArrayTouch.of((Int64Array) batch.column(id))
                                        + ArrayTouch.of((Float64Array) batch.column(price));
                    }
                }
            }
        }
        return sum;
    }

    @Benchmark
    public long rows() throws IOException {
        return agreed(rows(SeekableInput::ofFile, ReadOptions.DEFAULT));
    }

    /** With the checks of {@code verify}, which reading with Flink does without. */
    @Benchmark
    public long rowsFullyValidated() throws IOException {
        return agreed(
                rows(SeekableInput::ofFile, ReadOptions.DEFAULT.withValidation(Validation.FULL)));
    }

    @Benchmark
    public long rowsMapped() throws IOException {
        return agreed(rows(SeekableInput::ofMappedFile, ReadOptions.DEFAULT));
    }

    private long rows(Opening opening, ReadOptions options) throws IOException {
        RowType type = TABLE.rowType();
        long sum = 0;
        for (Path path : paths) {
            try (IpcFileReader reader = IpcFileReader.open(opening.open(path), options)) {
                RowReader rowReader = RowReader.create(reader.schema(), type, path.toString());
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    try (RecordBatch batch = reader.recordBatch(i, rowReader.projection())) {
                        RowBatch rowBatch = rowReader.bind(batch);
                        int count = rowBatch.rowCount();
                        for (int row = 0; row < count; row++) {
                            sum += TABLE.touch(rowBatch.row(row));
                        }
                    }
                }
            }
        }
        return sum;
    }

    @Benchmark
    public long arrowJavaGetters() throws IOException {
        return agreed(arrowJava(ArrowJavaTouch::byGetters));
    }

    @Benchmark
    public long arrowJavaBuffers() throws IOException {
        return agreed(arrowJava(ArrowJavaTouch::byBuffers));
    }

    private long arrowJava(ArrowJavaSum sums) throws IOException {
        long sum = 0;
        for (Path path : paths) {
            try (BufferAllocator allocator = new RootAllocator();
                    FileChannel channel = FileChannel.open(path);
                    ArrowFileReader reader =
                            new ArrowFileReader(
                                    channel, allocator, CommonsCompressionFactory.INSTANCE)) {
                VectorSchemaRoot root = reader.getVectorSchemaRoot();
                while (reader.loadNextBatch()) {
                    sum += sums.of(root);
                }
            }
        }
        return sum;
    }
}
