/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.UnionMode;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.StrictIpcWalk;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What files and streams may do that few of them do. */
class IpcFeaturesTest {

    private static final Schema NUMBERS =
            Schema.of(Field.nullable("n", new ArrowType.Int(32, true)));

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);
    private final WriteOptions writing = WriteOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void eachMessageSaysItsVersion() throws IOException {
        Field member = Field.nullable("m", new ArrowType.Int(8, true));
        Schema union =
                Schema.of(
                        Field.nullable(
                                "u", new ArrowType.Union(UnionMode.SPARSE, List.of(0)), member));
        HandMadeFile made = new HandMadeFile(union);
        made.batch(b -> b.rows(1).node(1, 0).bytes(0).node(1, 0).noBuffer().bytes(7));
        made.beforeV5();
        // Before V5 a union has a validity buffer.
        made.batch(b -> b.rows(1).node(1, 0).noBuffer().bytes(0).node(1, 0).noBuffer().bytes(8));

        List<List<Object>> expected = List.of(List.of(List.of(0L, 7L)), List.of(List.of(0L, 8L)));
        assertThat(file(made.file())).isEqualTo(expected);
        assertThat(stream(made.stream())).isEqualTo(expected);
    }

    @Test
    void framingBefore015HasNoContinuationMarker() throws IOException {
        Schema schema = Schema.of(Field.nullable("t", new ArrowType.Utf8()));
        RandomColumns random = new RandomColumns(20240229, 0.3);
        List<List<Object>> columns = random.columns(schema, 20);
        byte[] bytes =
                WrittenBatches.write(
                        IpcContainer.STREAM, schema, List.of(columns, columns), writing);
        ByteArrayOutputStream before = new ByteArrayOutputStream();
        for (StrictIpcWalk.Found message : StrictIpcWalk.stream(bytes)) {
            int start = (int) message.offset();
            int metadata = message.metadataLength() - 8;
            // Four bytes of padding more keep the bodies aligned.
            before.writeBytes(littleEndian(metadata + 4));
            before.write(bytes, start + 8, metadata);
            before.writeBytes(new byte[4]);
            before.write(bytes, start + 8 + metadata, (int) message.bodyLength());
        }
        before.writeBytes(littleEndian(0));

        assertThat(stream(before.toByteArray())).isEqualTo(List.of(columns.get(0), columns.get(0)));
    }

    private static byte[] littleEndian(int value) {
        return ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    }

    @Test
    void bytesBetweenTheMessagesOfAFileArePassedOver() throws IOException {
        byte[] file =
                new HandMadeFile(NUMBERS)
                        .gap(new byte[] {9, 9, 9, 9, 9, 9, 9, 9})
                        .batch(b -> b.rows(1).node(1, 0).noBuffer().ints(1))
                        .gap(new byte[64])
                        .batch(b -> b.rows(1).node(1, 0).noBuffer().ints(2))
                        .gap(new byte[8])
                        .file();

        assertThat(file(file)).containsExactly(List.of(1L), List.of(2L));
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void metadataOfAMessageIsKept(IpcContainer container) throws IOException {
        KeyValueMetadata metadata = KeyValueMetadata.of(Map.of("a key", "ein Wert \u00e4"));
        MemoryChannel output = new MemoryChannel();
        try (RecordBatchBuilder builder = new RecordBatchBuilder(NUMBERS, allocator)) {
            PlainAppender.append(builder, List.of(List.of(1L)));
            RecordBatch built = builder.build(1);
            RecordBatch batch = new RecordBatch(NUMBERS, 1, built.columns(), metadata, () -> {});
            if (container == IpcContainer.FILE) {
                IpcFileWriter writer = new IpcFileWriter(output, NUMBERS, writing);
                writer.write(batch);
                writer.finish();
            } else {
                IpcStreamWriter writer = new IpcStreamWriter(output, NUMBERS, writing);
                writer.write(batch);
                writer.finish();
            }
        }

        RecordingInput input = RecordingInput.of("m", output.bytes());
        if (container == IpcContainer.FILE) {
            try (IpcFileReader reader = IpcFileReader.open(input, reading);
                    RecordBatch batch = reader.recordBatch(0)) {
                assertThat(batch.metadata()).isEqualTo(metadata);
            }
        } else {
            try (IpcStreamReader reader = IpcStreamReader.open(input, reading);
                    RecordBatch batch = reader.next()) {
                assertThat(batch.metadata()).isEqualTo(metadata);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"LZ4_FRAME", "ZSTD"})
    void buffersThatWouldGrowAreStored(Compression compression) throws IOException {
        byte[] noise = new byte[4096];
        new Random(20240229).nextBytes(noise);
        Schema schema = Schema.of(Field.notNull("b", new ArrowType.FixedSizeBinary(4096)));
        List<List<Object>> columns = List.of(List.of(PlainValues.hex(noise)));

        byte[] bytes =
                WrittenBatches.write(
                        IpcContainer.FILE,
                        schema,
                        List.of(columns),
                        writing.withCompression(compression));

        String stored = "\u00ff".repeat(8) + new String(noise, StandardCharsets.ISO_8859_1);
        assertThat(new String(bytes, StandardCharsets.ISO_8859_1)).contains(stored);
        assertThat(file(bytes)).isEqualTo(columns);
    }

    @ParameterizedTest
    @CsvSource({
        "LZ4_FRAME, ''",
        "LZ4_FRAME, 0000000000000000",
        "LZ4_FRAME, 000000000000000004224d1860408200000000",
        "ZSTD, ''",
        "ZSTD, 0000000000000000",
        "ZSTD, 000000000000000028b52ffd2000010000"
    })
    void emptyBuffersOfACompressedBodyHaveSeveralForms(BodyCompression codec, String data)
            throws IOException {
        Schema text = Schema.of(Field.nullable("t", new ArrowType.Utf8()));
        byte[] stream =
                new HandMadeFile(text)
                                .batch(
                                        b -> {
                                            b.compression(codec).rows(1).node(1, 0).noBuffer();
                                            // Stored: two offsets of 0.
                                            b.longs(-1, 0).hex(data);
                                        })
                                .stream();

        assertThat(stream(stream)).containsExactly(List.of(""));
    }

    @Test
    void aBodyOfMoreThanTwoGibibytesIsWritten() throws IOException {
        int width = 1 << 20;
        int rows = 64;
        ByteBuffer values = ByteBuffer.allocateDirect(width * rows).order(ByteOrder.LITTLE_ENDIAN);
        List<Field> fields = new ArrayList<>();
        List<ArrowArray> columns = new ArrayList<>();
        while ((long) columns.size() * values.capacity() <= Integer.MAX_VALUE) {
            Field field = Field.notNull("c", new ArrowType.FixedSizeBinary(width));
            fields.add(field);
            columns.add(new FixedSizeBinaryArray(field, rows, 0, null, values, width));
        }
        Schema schema = new Schema(fields, KeyValueMetadata.EMPTY);
        Tail output = new Tail();
        IpcFileWriter writer = new IpcFileWriter(output, schema, writing);

        writer.write(new RecordBatch(schema, rows, columns, KeyValueMetadata.EMPTY, () -> {}));
        writer.finish();

        long body = (long) columns.size() * values.capacity();
        assertThat(body).isGreaterThan(Integer.MAX_VALUE);
        assertThat(output.written).isEqualTo(writer.bytesWritten()).isGreaterThan(body);
        // The message says how long its body is, and so does the footer's block.
        int first = output.bytes.indexOf(bodyLength(body));
        assertThat(first).isPositive();
        assertThat(output.bytes.lastIndexOf(bodyLength(body))).isGreaterThan(first);
    }

    private static String bodyLength(long body) {
        byte[] bytes =
                ByteBuffer.allocate(Long.BYTES)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putLong(body)
                        .array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Counts what is written, and remembers what comes in small pieces. */
    private static final class Tail implements WritableByteChannel {
        private final StringBuilder bytes = new StringBuilder();
        private long written;

        @Override
        public int write(ByteBuffer source) {
            int count = source.remaining();
            written += count;
            if (count < 1 << 14) {
                byte[] piece = new byte[count];
                source.get(piece);
                bytes.append(new String(piece, StandardCharsets.ISO_8859_1));
            } else {
                source.position(source.limit());
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    /** The only column of each batch. */
    private List<List<Object>> file(byte[] bytes) throws IOException {
        List<List<Object>> batches = new ArrayList<>();
        try (IpcFileReader reader = IpcFileReader.open(RecordingInput.of("f", bytes), reading)) {
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                try (RecordBatch batch = reader.recordBatch(i)) {
                    batches.add(PlainValues.of(batch.column(0)));
                }
            }
        }
        return batches;
    }

    private List<List<Object>> stream(byte[] bytes) throws IOException {
        List<List<Object>> batches = new ArrayList<>();
        try (IpcStreamReader reader =
                IpcStreamReader.open(new ByteArrayInputStream(bytes), "s", reading)) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                try (RecordBatch open = batch) {
                    batches.add(PlainValues.of(open.column(0)));
                }
            }
        }
        return batches;
    }
}
