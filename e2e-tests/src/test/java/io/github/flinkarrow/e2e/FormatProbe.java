/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int32Builder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.ToLongFunction;

/**
 * Uses the format from whichever class loader it is loaded with: writes a file with each codec and
 * returns the sum of what it reads back.
 */
public final class FormatProbe implements ToLongFunction<Path> {

    private static final int ROWS = 10_000;
    private static final int DISTINCT = 100;

    /** What one reading sums up to. */
    static final long SUM = (long) ROWS * (DISTINCT - 1) / 2;

    @Override
    public long applyAsLong(Path directory) {
        long sum = 0;
        try {
            for (Compression compression : Compression.values()) {
                Path file = directory.resolve(compression + ".arrow");
                write(file, compression);
                sum += sum(file);
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return sum;
    }

    private static void write(Path file, Compression compression) throws IOException {
        Schema schema = Schema.of(Field.notNull("number", new ArrowType.Int(32, true)));
        WriteOptions options = WriteOptions.DEFAULT.withCompression(compression);
        try (FileChannel output =
                        FileChannel.open(
                                file,
                                StandardOpenOption.CREATE,
                                StandardOpenOption.TRUNCATE_EXISTING,
                                StandardOpenOption.WRITE);
                RecordBatchBuilder builder =
                        new RecordBatchBuilder(schema, BufferAllocator.shared())) {
            Int32Builder numbers = (Int32Builder) builder.column(0);
            for (int row = 0; row < ROWS; row++) {
                numbers.append(row % DISTINCT);
            }
            IpcFileWriter writer = new IpcFileWriter(output, schema, options);
            try (RecordBatch batch = builder.build(ROWS)) {
                writer.write(batch);
            }
            writer.finish();
        }
    }

    private static long sum(Path file) throws IOException {
        long sum = 0;
        try (IpcFileReader reader =
                        IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT);
                RecordBatch batch = reader.recordBatch(0)) {
            Int32Array numbers = (Int32Array) batch.column(0);
            for (int row = 0; row < batch.rowCount(); row++) {
                sum += numbers.get(row);
            }
        }
        return sum;
    }
}
