/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Columns;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.StrictIpcWalk;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Writes every type in every way, walks over it strictly, and reads it again. */
class RoundTripTest {

    private static final Schema SCHEMA = RandomColumns.everyType();

    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);
    private final WriteOptions writing = WriteOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    static Stream<Arguments> matrix() {
        List<Arguments> matrix = new ArrayList<>();
        long seed = 1;
        for (IpcContainer container : IpcContainer.values()) {
            for (Compression compression : Compression.values()) {
                for (double nullRate : new double[] {0, 0.3, 1}) {
                    matrix.add(arguments(container, compression, nullRate, seed++));
                }
            }
        }
        return matrix.stream();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void whatIsWrittenIsStrictAndReadsEqual(
            IpcContainer container, Compression compression, double nullRate, long seed)
            throws IOException {
        RandomColumns random = new RandomColumns(seed, nullRate);
        List<List<List<Object>>> batches = new ArrayList<>();
        for (int rows : new int[] {100, 0, 1, 9, 8, 64, 3}) {
            batches.add(random.columns(SCHEMA, rows));
        }
        byte[] bytes =
                WrittenBatches.write(
                        container, SCHEMA, batches, writing.withCompression(compression));

        List<StrictIpcWalk.Found> messages =
                container == IpcContainer.FILE
                        ? StrictIpcWalk.file(bytes)
                        : StrictIpcWalk.stream(bytes);
        assertThat(messages).hasSize(1 + batches.size());
        for (boolean mapped : new boolean[] {false, true}) {
            SeekableInput input =
                    mapped ? RecordingInput.mapped("m", bytes) : RecordingInput.of("b", bytes);
            compare(container, input, batches);
        }
    }

    private void compare(
            IpcContainer container, SeekableInput input, List<List<List<Object>>> batches)
            throws IOException {
        if (container == IpcContainer.FILE) {
            try (IpcFileReader reader = IpcFileReader.open(input, reading)) {
                assertThat(reader.schema()).isEqualTo(SCHEMA);
                assertThat(reader.recordBatchCount()).isEqualTo(batches.size());
                for (int i = 0; i < batches.size(); i++) {
                    compare(i, reader.recordBatch(i), batches.get(i));
                }
            }
        } else {
            try (IpcStreamReader reader = IpcStreamReader.open(input, reading)) {
                assertThat(reader.schema()).isEqualTo(SCHEMA);
                for (int i = 0; i < batches.size(); i++) {
                    compare(i, reader.next(), batches.get(i));
                }
                assertThat(reader.next()).isNull();
            }
        }
    }

    private static void compare(int index, RecordBatch batch, List<List<Object>> expected) {
        try (batch) {
            assertThat(batch.schema()).isEqualTo(SCHEMA);
            assertThat(batch.rowCount()).isEqualTo(expected.get(0).size());
            for (int i = 0; i < expected.size(); i++) {
                String where = "batch " + index + " column " + SCHEMA.fields().get(i).name();
                Columns.assertEqual(where, PlainValues.of(batch.column(i)), expected.get(i));
            }
        }
    }

    @Test
    void equalRowsGiveEqualBytesWhateverWasInTheMemoryBefore() throws IOException {
        List<List<List<Object>>> rows = List.of(new RandomColumns(7, 0.5).columns(SCHEMA, 50));
        byte[] clean = WrittenBatches.write(IpcContainer.STREAM, SCHEMA, rows, writing);

        List<List<List<Object>>> before = new ArrayList<>();
        before.add(new RandomColumns(8, 0.1).columns(SCHEMA, 200));
        before.addAll(rows);
        byte[] reused = WrittenBatches.write(IpcContainer.STREAM, SCHEMA, before, writing);

        List<StrictIpcWalk.Found> messages = StrictIpcWalk.stream(reused);
        assertThat(body(reused, messages.get(2)))
                .isEqualTo(body(clean, StrictIpcWalk.stream(clean).get(1)));
    }

    @Test
    void emptyFileAndStreamHaveASchemaAndNoRows() throws IOException {
        byte[] file = WrittenBatches.write(IpcContainer.FILE, SCHEMA, List.of(), writing);
        byte[] stream = WrittenBatches.write(IpcContainer.STREAM, SCHEMA, List.of(), writing);

        assertThat(StrictIpcWalk.file(file)).hasSize(1);
        assertThat(StrictIpcWalk.stream(stream)).hasSize(1);
        compare(IpcContainer.FILE, RecordingInput.of("f", file), List.of());
        compare(IpcContainer.STREAM, RecordingInput.of("s", stream), List.of());
    }

    private static ByteBuffer body(byte[] bytes, StrictIpcWalk.Found message) {
        return ByteBuffer.wrap(
                bytes,
                Math.toIntExact(message.offset() + message.metadataLength()),
                Math.toIntExact(message.bodyLength()));
    }
}
