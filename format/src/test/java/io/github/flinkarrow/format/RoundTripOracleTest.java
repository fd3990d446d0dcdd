/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Columns;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.Oracle;
import io.github.flinkarrow.format.testing.OracleVectors;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.compression.NoCompressionCodec;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;
import org.apache.arrow.vector.util.ByteArrayReadableSeekableByteChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Compares both directions with arrow-java. */
@Oracle
class RoundTripOracleTest {

    private static final Schema SCHEMA = oracleTypes(RandomColumns.everyType());
    private static final int[] BATCHES = {60, 0, 1, 9, 8};

    private final RootAllocator oracle = new RootAllocator();
    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);
    private final WriteOptions writing = WriteOptions.DEFAULT.withAllocator(allocator);

    private static Schema oracleTypes(Schema schema) {
        return new Schema(
                schema.fields().stream().filter(OracleVectors::supports).toList(),
                schema.metadata());
    }

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
        oracle.close();
    }

    static Stream<Arguments> matrix() {
        return RoundTripTest.matrix();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void arrowJavaReadsWhatIsWritten(
            IpcContainer container, Compression compression, double nullRate, long seed)
            throws IOException {
        List<List<List<Object>>> batches = batches(seed, nullRate);
        byte[] bytes =
                WrittenBatches.write(
                        container, SCHEMA, batches, writing.withCompression(compression));

        try (ArrowReader reader = oracleReader(container, bytes)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            for (int i = 0; i < batches.size(); i++) {
                assertThat(reader.loadNextBatch()).isTrue();
                assertThat(root.getRowCount()).isEqualTo(BATCHES[i]);
                for (int c = 0; c < SCHEMA.fields().size(); c++) {
                    Columns.assertEqual(
                            where(i, c),
                            OracleVectors.values(root.getVector(c)),
                            batches.get(i).get(c));
                }
            }
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void whatArrowJavaWritesIsRead(
            IpcContainer container, Compression compression, double nullRate, long seed)
            throws IOException {
        List<List<List<Object>>> batches = batches(seed, nullRate);
        byte[] bytes = writeByOracle(container, compression, batches);

        if (container == IpcContainer.FILE) {
            try (IpcFileReader reader =
                    IpcFileReader.open(RecordingInput.of("oracle", bytes), reading)) {
                assertThat(reader.schema()).isEqualTo(SCHEMA);
                assertThat(reader.recordBatchCount()).isEqualTo(batches.size());
                for (int i = 0; i < batches.size(); i++) {
                    compare(i, reader.recordBatch(i), batches.get(i));
                }
            }
        } else {
            try (IpcStreamReader reader =
                    IpcStreamReader.open(new ByteArrayInputStream(bytes), "oracle", reading)) {
                assertThat(reader.schema()).isEqualTo(SCHEMA);
                for (int i = 0; i < batches.size(); i++) {
                    compare(i, reader.next(), batches.get(i));
                }
                assertThat(reader.next()).isNull();
            }
        }
    }

    private static List<List<List<Object>>> batches(long seed, double nullRate) {
        RandomColumns random = new RandomColumns(seed, nullRate);
        List<List<List<Object>>> batches = new ArrayList<>();
        for (int rows : BATCHES) {
            batches.add(random.columns(SCHEMA, rows));
        }
        return batches;
    }

    private static void compare(int index, RecordBatch batch, List<List<Object>> expected) {
        try (batch) {
            assertThat(batch.rowCount()).isEqualTo(BATCHES[index]);
            for (int c = 0; c < SCHEMA.fields().size(); c++) {
                Columns.assertEqual(
                        where(index, c), PlainValues.of(batch.column(c)), expected.get(c));
            }
        }
    }

    private static String where(int batch, int column) {
        return "batch " + batch + " column " + SCHEMA.fields().get(column).name();
    }

    private ArrowReader oracleReader(IpcContainer container, byte[] bytes) {
        return container == IpcContainer.FILE
                ? new ArrowFileReader(
                        new ByteArrayReadableSeekableByteChannel(bytes),
                        oracle,
                        CommonsCompressionFactory.INSTANCE)
                : new ArrowStreamReader(
                        new ByteArrayInputStream(bytes),
                        oracle,
                        CommonsCompressionFactory.INSTANCE);
    }

    private byte[] writeByOracle(
            IpcContainer container, Compression compression, List<List<List<Object>>> batches)
            throws IOException {
        try (VectorSchemaRoot root = VectorSchemaRoot.create(oracleSchema(), oracle)) {
            MemoryChannel output = new MemoryChannel();
            try (ArrowWriter writer = oracleWriter(container, compression, root, output)) {
                writer.start();
                for (List<List<Object>> columns : batches) {
                    for (int c = 0; c < columns.size(); c++) {
                        OracleVectors.fill(root.getVector(c), columns.get(c));
                    }
                    root.setRowCount(columns.get(0).size());
                    writer.writeBatch();
                }
                writer.end();
            }
            return output.bytes();
        }
    }

    private static ArrowWriter oracleWriter(
            IpcContainer container,
            Compression compression,
            VectorSchemaRoot root,
            MemoryChannel output) {
        CodecType codec =
                switch (compression) {
                    case NONE -> CodecType.NO_COMPRESSION;
                    case LZ4_FRAME -> CodecType.LZ4_FRAME;
                    case ZSTD -> CodecType.ZSTD;
                };
        CompressionCodec.Factory factory =
                compression == Compression.NONE
                        ? NoCompressionCodec.Factory.INSTANCE
                        : CommonsCompressionFactory.INSTANCE;
        return container == IpcContainer.FILE
                ? new ArrowFileWriter(
                        root,
                        null,
                        output,
                        null,
                        IpcOption.DEFAULT,
                        factory,
                        codec,
                        Optional.empty())
                : new ArrowStreamWriter(
                        root, null, output, IpcOption.DEFAULT, factory, codec, Optional.empty());
    }

    /** The schema as arrow-java understands it. */
    private org.apache.arrow.vector.types.pojo.Schema oracleSchema() throws IOException {
        byte[] stream = WrittenBatches.write(IpcContainer.STREAM, SCHEMA, List.of(), writing);
        try (ArrowReader reader = oracleReader(IpcContainer.STREAM, stream)) {
            return reader.getVectorSchemaRoot().getSchema();
        }
    }
}
