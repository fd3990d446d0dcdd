/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.DictionaryBuilder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.array.RunEndEncodedBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
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
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A column of text with few distinct values, stored in three ways, read through rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 1, jvmArgs = "--add-opens=java.base/java.nio=ALL-UNNAMED")
public class DictionaryBenchmark {

    private static final int BATCH_ROWS = 65_536;
    private static final int DISTINCT = 97;
    private static final int TEXT_BYTES = 10;
    private static final RowType ROW_TYPE =
            RowType.of(new LogicalType[] {VarCharType.STRING_TYPE}, new String[] {"kind"});

    /** How a column is stored. */
    public enum Encoding {
        PLAIN,
        DICTIONARY,
        RUNS
    }

    /** Of the column. */
    @Param({"PLAIN", "DICTIONARY", "RUNS"})
    public Encoding encoding;

    /** The number of equal values that follow each other. */
    @Param({"1", "16"})
    public int run;

    @Param("1000000")
    public int rows;

    private Path file;

    /** Writes the file, and checks that it is read as it was written. */
    @Setup(Level.Trial)
    public void write() throws IOException {
        file = Files.createTempFile("dictionary", ".arrow");
        Schema schema = new Schema(List.of(field()), KeyValueMetadata.EMPTY);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
                RecordBatchBuilder builder =
                        new RecordBatchBuilder(schema, BufferAllocator.shared())) {
            IpcFileWriter writer = new IpcFileWriter(channel, schema, WriteOptions.DEFAULT);
            for (int row = 0; row < rows; row += BATCH_ROWS) {
                int count = Math.min(BATCH_ROWS, rows - row);
                append(builder.column(0), row, count);
                try (RecordBatch batch = builder.build(count)) {
                    writer.write(batch);
                }
                builder.reset();
            }
            writer.finish();
        }
        ScannedFiles.requireEqual("bytes", (long) rows * TEXT_BYTES, sizes());
        ScannedFiles.requireEqual("hashes", expectedHashes(), hashes());
    }

    private Field field() {
        ArrowType text = new ArrowType.Utf8();
        return switch (encoding) {
            case PLAIN -> Field.nullable("kind", text);
            case DICTIONARY ->
                    new Field(
                            "kind",
                            true,
                            text,
                            new DictionaryEncoding(0, new ArrowType.Int(32, true), false),
                            List.of(),
                            KeyValueMetadata.EMPTY);
            case RUNS ->
                    Field.nullable(
                            "kind",
                            new ArrowType.RunEndEncoded(),
                            Field.notNull("run_ends", new ArrowType.Int(32, true)),
                            Field.nullable("values", text));
        };
    }

    private void append(ArrayBuilder column, int first, int count) {
        int behind = first + count;
        for (int row = first; row < behind; row++) {
            if (column instanceof DictionaryBuilder dictionary) {
                dictionary.append(text(row));
            } else if (column instanceof RunEndEncodedBuilder runs) {
                int end = Math.min(behind, row - row % run + run);
                ((VariableSizeBinaryBuilder) runs.values()).append(text(row));
                runs.append(end - row);
                row = end - 1;
            } else {
                ((VariableSizeBinaryBuilder) column).append(text(row));
            }
        }
    }

    private byte[] text(int row) {
        return "kind-%05d"
                .formatted(row / run % DISTINCT * 1_009)
                .getBytes(StandardCharsets.US_ASCII);
    }

    private long expectedHashes() {
        long sum = 0;
        for (int row = 0; row < rows; row++) {
            sum += BinaryStringData.fromBytes(text(row)).hashCode();
        }
        return sum;
    }

    @TearDown(Level.Trial)
    public void delete() throws IOException {
        Files.delete(file);
    }

    /** Looks at the size of each text. */
    @Benchmark
    public long sizes() throws IOException {
        return sum(text -> ((BinaryStringData) text).getSizeInBytes());
    }

    /** Looks at the bytes of each text, as grouping by it does. */
    @Benchmark
    public long hashes() throws IOException {
        return sum(Object::hashCode);
    }

    /** Asks for the text as Java knows it, as functions of users do. */
    @Benchmark
    public long strings() throws IOException {
        return sum(text -> text.toString().length());
    }

    @FunctionalInterface
    private interface Look {
        long at(StringData text);
    }

    private long sum(Look look) throws IOException {
        long sum = 0;
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
            RowReader rowReader = RowReader.create(reader.schema(), ROW_TYPE, file.toString());
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                try (RecordBatch batch = reader.recordBatch(i, rowReader.projection())) {
                    RowBatch rowBatch = rowReader.bind(batch);
                    for (int row = 0; row < rowBatch.rowCount(); row++) {
                        sum += look.at(rowBatch.row(row).getString(0));
                    }
                }
            }
        }
        return sum;
    }
}
