/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.IpcStreamWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.MemoryChannel;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;

import static org.assertj.core.api.Assertions.assertThat;

/** What is handed over at once is bounded by what it takes in memory, not in the file. */
class HandOverMemoryTest {

    private static final int BATCHES = 5;
    private static final Schema SCHEMA = Schema.of(Field.nullable("t", new ArrowType.Utf8()));
    private static final RowType ROW_TYPE =
            RowType.of(
                    new VarCharType[] {new VarCharType(VarCharType.MAX_LENGTH)},
                    new String[] {"t"});

    @TempDir private java.nio.file.Path directory;

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void batchesThatGrowAreHandedOverOneByOne(boolean stream) throws IOException {
        java.nio.file.Path file = directory.resolve("a.arrow");
        Files.write(file, twoMebibytesABatch(stream));
        assertThat(Files.size(file)).isLessThan(10_000);

        SplitOpener opener =
                new SplitOpener(ROW_TYPE, ArrowIpcReadOptions.DEFAULT, ReaderCounters.unseen());
        try (opener;
                SplitRows rows = opener.open(ReaderRun.wholeFile(new Path(file.toUri())))) {
            for (int i = 0; i < BATCHES; i++) {
                HandedRows handOver = rows.next();
                assertThat(handOver.next()).isNotNull();
                assertThat(handOver.next()).isNull();
                handOver.releaseBatch();
            }
            assertThat(rows.isAtEnd()).isTrue();
        }
    }

    private static byte[] twoMebibytesABatch(boolean stream) throws IOException {
        MemoryChannel channel = new MemoryChannel();
        WriteOptions options = WriteOptions.DEFAULT.withCompression(Compression.ZSTD);
        IpcFileWriter fileWriter = stream ? null : new IpcFileWriter(channel, SCHEMA, options);
        IpcStreamWriter streamWriter =
                stream ? new IpcStreamWriter(channel, SCHEMA, options) : null;
        try (RecordBatchBuilder builder =
                new RecordBatchBuilder(SCHEMA, BufferAllocator.shared())) {
            for (int i = 0; i < BATCHES; i++) {
                ((VariableSizeBinaryBuilder) builder.column(0)).append(new byte[2 << 20]);
                try (RecordBatch batch = builder.build(1)) {
                    if (stream) {
                        streamWriter.write(batch);
                    } else {
                        fileWriter.write(batch);
                    }
                }
                builder.reset();
            }
        }
        if (stream) {
            streamWriter.finish();
        } else {
            fileWriter.finish();
        }
        return channel.bytes();
    }
}
