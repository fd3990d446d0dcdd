/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Tables;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;
import org.apache.arrow.compression.CommonsCompressionFactory;
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
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Decompressing all columns of the table {@code mixed}, and looking at none. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "--add-opens=java.base/java.nio=ALL-UNNAMED")
public class Lz4Benchmark {

    private static final Table TABLE = Tables.MIXED;

    /** The directory of the tables. */
    @Param("target/benchmark/data")
    public String data;

    /** Of the table. */
    @Param("1000000")
    public long rows;

    private Lz4Blocks blocks;
    private Lz4FileBlocks fileBlocks;
    private List<Path> independent;
    private List<Path> linked;

    /** Checks that what is measured decompresses as much as it should; runs nothing else. */
    @Setup(Level.Trial)
    public void check(BenchmarkParams benchmark) throws Exception {
        independent = ScannedFiles.of(data, "arrow-ipc-lz4", TABLE, rows);
        linked = ScannedFiles.of(data, "arrow-ipc-lz4-linked", TABLE, rows);
        blocks = Lz4Blocks.of(ScannedFiles.of(data, "arrow-ipc", TABLE, rows));
        fileBlocks = Lz4FileBlocks.of(independent);
        String name = benchmark.getBenchmark();
        String method = name.substring(name.lastIndexOf('.') + 1);
        long found = (long) Lz4Benchmark.class.getMethod(method).invoke(this);
        ScannedFiles.requireEqual(
                method, method.startsWith("lz4Java") ? blocks.bytes() : rows, found);
    }

    /**
     * The bound: the same bytes in raw blocks of 256 KiB, without reading a file, decompressed over
     * each other in the cache of a core.
     */
    @Benchmark
    public long lz4JavaBlocks() {
        return blocks.decompress();
    }

    /** The same blocks from the file, decompressed to memory for a record batch. */
    @Benchmark
    public long lz4JavaFileBlocks() throws IOException {
        return fileBlocks.read();
    }

    @Benchmark
    public long independentBlocks() throws IOException {
        return load(independent);
    }

    @Benchmark
    public long linkedBlocks() throws IOException {
        return load(linked);
    }

    private static long load(List<Path> files) throws IOException {
        long count = 0;
        for (Path file : files) {
            try (IpcFileReader reader =
                    IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    try (RecordBatch batch = reader.recordBatch(i)) {
                        count += batch.rowCount();
                    }
                }
            }
        }
        return count;
    }

    @Benchmark
    public long arrowJavaIndependentBlocks() throws IOException {
        return arrowJava(independent);
    }

    @Benchmark
    public long arrowJavaLinkedBlocks() throws IOException {
        return arrowJava(linked);
    }

    private static long arrowJava(List<Path> files) throws IOException {
        long count = 0;
        for (Path file : files) {
            try (BufferAllocator allocator = new RootAllocator();
                    FileChannel channel = FileChannel.open(file);
                    ArrowFileReader reader =
                            new ArrowFileReader(
                                    channel, allocator, CommonsCompressionFactory.INSTANCE)) {
                while (reader.loadNextBatch()) {
                    count += reader.getVectorSchemaRoot().getRowCount();
                }
            }
        }
        return count;
    }
}
