/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

import io.github.flinkarrow.connector.sink.ArrowIpcSerializationSchema;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.source.ArrowIpcDeserializationSchema;
import io.github.flinkarrow.connector.testing.CollectedRows;
import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.IpcVerifier;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.testing.Mutation;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is written as messages is read equal, and messages of others are read as their files. */
class MessageRoundTripTest {

    private static final int ROWS = 20;
    private static final int MUTANTS = 3;

    static Stream<Arguments> matrix() {
        Stream.Builder<Arguments> cases = Stream.builder();
        long seed = 20240229;
        for (String type : RoundTripTest.TYPES) {
            for (IpcContainer container : IpcContainer.values()) {
                for (Compression compression : Compression.values()) {
                    cases.add(arguments(type, container, compression, seed++));
                }
            }
        }
        return cases.build();
    }

    @ParameterizedTest(name = "{0} in a {1}, {2}, seed {3}")
    @MethodSource("matrix")
    void everyRowIsAMessageOfItsOwnAndStaysValid(
            String types, IpcContainer container, Compression compression, long seed)
            throws Exception {
        RowType type = row("c " + types + ", d STRING");
        RandomRows random = new RandomRows(seed, 0.3);
        ArrowIpcSerializationSchema writer =
                new ArrowIpcSerializationSchema(
                        type,
                        ArrowIpcWriteOptions.DEFAULT
                                .withContainer(container)
                                .withCompression(compression));
        ArrowIpcDeserializationSchema reader = new ArrowIpcDeserializationSchema(type);
        List<RowData> rows = new ArrayList<>();
        CollectedRows found = new CollectedRows();
        for (int i = 0; i < ROWS; i++) {
            rows.add(random.row(type));
            byte[] message = writer.serialize(rows.get(i));

            IpcVerifier.verify(SeekableInput.ofBytes("message", message), ReadOptions.DEFAULT);
            assertThat(writer.serialize(rows.get(i))).isEqualTo(message);
            reader.deserialize(message, found);
        }

        assertThat(plain(found.rows(), type)).isEqualTo(plain(rows, type));
    }

    static List<Path> goldenFiles() throws IOException {
        Path root = TestData.goldenDirectory().resolve("arrow-ipc-stream/integration");
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().matches(".*\\.(arrow_file|stream)"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void messagesOfOthersAreReadAsTheirFiles(Path file) throws Exception {
        byte[] message = Files.readAllBytes(file);
        RowType type = inferred(message);
        CollectedRows found = new CollectedRows();

        ArrowIpcDeserializationSchema reader = new ArrowIpcDeserializationSchema(type);
        try {
            reader.deserialize(message, found);
        } catch (InvalidValueException e) {
            // Values that no type of Flink holds, such as decimals above their precision.
            return;
        }

        assertThat(plain(found.rows(), type)).isEqualTo(rowsOfFile(file, type));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void changedMessagesGiveRowsOrAnIOException(Path file) throws Exception {
        byte[] message = Files.readAllBytes(file);
        RowType type = inferred(message);
        ArrowIpcDeserializationSchema reader = new ArrowIpcDeserializationSchema(type);
        Collector<RowData> user = new CollectedRows.Used(row -> Values.plain(row, type));
        for (Mutation mutation : Mutation.values()) {
            for (int i = 0; i < MUTANTS; i++) {
                long seed = i;
                try {
                    reader.deserialize(mutation.mutant(message, seed), user);
                } catch (IOException e) {
                    assertThat(e).hasMessageContaining("connector's message");
                } catch (RuntimeException | Error e) {
                    throw new AssertionError(file + ", " + mutation + " with seed " + seed, e);
                }
            }
        }
    }

    private static RowType inferred(byte[] message) throws IOException {
        SeekableInput input = SeekableInput.ofBytes("message", message);
        if (IpcContainer.of(input) == IpcContainer.FILE) {
            try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
                return ArrowToFlinkTypes.inferRowType(reader.schema()).rowType();
            }
        }
        try (IpcStreamReader reader = IpcStreamReader.open(input, ReadOptions.DEFAULT)) {
            return ArrowToFlinkTypes.inferRowType(reader.schema()).rowType();
        }
    }

    private static List<List<?>> rowsOfFile(Path file, RowType type) throws IOException {
        SeekableInput input = SeekableInput.ofFile(file);
        List<List<?>> rows = new ArrayList<>();
        if (IpcContainer.of(input) == IpcContainer.FILE) {
            try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
                RowReader binding = RowReader.create(reader.schema(), type, "file");
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    try (RecordBatch batch = reader.recordBatch(i, binding.projection())) {
                        rows.addAll(Values.plain(binding.bind(batch), type));
                    }
                }
            }
            return rows;
        }
        try (IpcStreamReader reader = IpcStreamReader.open(input, ReadOptions.DEFAULT)) {
            RowReader binding = RowReader.create(reader.schema(), type, "file");
            RecordBatch batch = reader.next(binding.projection());
            while (batch != null) {
                try (RecordBatch open = batch) {
                    rows.addAll(Values.plain(binding.bind(open), type));
                }
                batch = reader.next(binding.projection());
            }
        }
        return rows;
    }

    private static List<List<?>> plain(List<RowData> rows, RowType type) {
        List<List<?>> plain = new ArrayList<>();
        rows.forEach(row -> plain.add(Values.plain(row, type)));
        return plain;
    }
}
