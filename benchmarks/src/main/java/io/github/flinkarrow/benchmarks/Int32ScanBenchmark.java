/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.RecordBatch;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
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
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Reading and summing a column of Int32, beside arrow-java. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "--add-opens=java.base/java.nio=ALL-UNNAMED")
public class Int32ScanBenchmark {

    private static final int ROWS_A_BATCH = 65_536;
    private static final int BATCHES = 32;
    private static final int ROWS = ROWS_A_BATCH * BATCHES;
    private static final long SUM = BATCHES * ((long) ROWS_A_BATCH * (ROWS_A_BATCH - 1) / 2);

    private Path file;

    /** Writes the file, and checks that all readers agree on it. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        file = Files.createTempFile("int32", ".arrow");
        try (BufferAllocator allocator = new RootAllocator();
                IntVector vector = new IntVector("n", allocator);
                VectorSchemaRoot root = new VectorSchemaRoot(List.of(vector));
                FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                ArrowFileWriter writer = new ArrowFileWriter(root, null, channel)) {
            vector.allocateNew(ROWS_A_BATCH);
            for (int i = 0; i < ROWS_A_BATCH; i++) {
                vector.set(i, i);
            }
            root.setRowCount(ROWS_A_BATCH);
            for (int i = 0; i < BATCHES; i++) {
                writer.writeBatch();
            }
        }
        if (buffered() != SUM || mapped() != SUM || arrowJava() != SUM) {
            throw new IllegalStateException("the readers disagree");
        }
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(file);
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long buffered() throws IOException {
        return sum(SeekableInput.ofFile(file));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long mapped() throws IOException {
        return sum(SeekableInput.ofMappedFile(file));
    }

    @Benchmark
    @OperationsPerInvocation(ROWS)
    public long arrowJava() throws IOException {
        long sum = 0;
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel channel = FileChannel.open(file);
                ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
            IntVector vector = (IntVector) reader.getVectorSchemaRoot().getVector(0);
            while (reader.loadNextBatch()) {
                int rows = vector.getValueCount();
                for (int i = 0; i < rows; i++) {
                    if (!vector.isNull(i)) {
                        sum += vector.get(i);
                    }
                }
            }
        }
        return sum;
    }

    private static long sum(SeekableInput input) throws IOException {
        long sum = 0;
        try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
            for (int batch = 0; batch < reader.recordBatchCount(); batch++) {
                try (RecordBatch rows = reader.recordBatch(batch)) {
                    Int32Array column = (Int32Array) rows.column(0);
                    int length = column.length();
                    for (int i = 0; i < length; i++) {
                        if (!column.isNull(i)) {
                            sum += column.get(i);
                        }
                    }
                }
            }
        }
        return sum;
    }
}
