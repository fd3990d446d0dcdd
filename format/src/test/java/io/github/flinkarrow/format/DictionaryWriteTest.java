/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BinaryArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.Int8Array;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.StrictIpcWalk;
import io.github.flinkarrow.format.testing.TestData;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.apache.arrow.flatbuf.MessageHeader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static io.github.flinkarrow.format.testing.DictionaryParts.encoded;
import static io.github.flinkarrow.format.testing.DictionaryParts.indices;
import static io.github.flinkarrow.format.testing.DictionaryParts.letters;
import static io.github.flinkarrow.format.testing.DictionaryParts.structs;
import static io.github.flinkarrow.format.testing.DictionaryParts.twoColumns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Dictionaries as they are written: before who needs them, and each value once. */
class DictionaryWriteTest {

    /** Streams of others that replace dictionaries. */
    private static final Set<String> REPLACING = Set.of("js-7-stream.arrows", "0024-stream.arrows");

    private static final byte SCHEMA = MessageHeader.Schema;
    private static final byte DICTIONARY = MessageHeader.DictionaryBatch;
    private static final byte BATCH = MessageHeader.RecordBatch;
    private static final ArrowType.Int INT8 = new ArrowType.Int(8, true);
    private static final Field TEXT = encoded("t", 1, new ArrowType.Utf8(), INT8);
    private static final Field TIME =
            encoded("n", 2, new ArrowType.Date(DateUnit.DAY), new ArrowType.Int(64, false));

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);
    private final WriteOptions writing = WriteOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void growingDictionariesAreWrittenAsDeltas(IpcContainer container) throws IOException {
        List<List<List<Object>>> batches =
                List.of(
                        List.of(
                                Arrays.asList("a", null, "b", "a"),
                                Arrays.asList(1L, 1L, null, 2L)),
                        List.of(List.of("b", "a"), List.of(2L, 1L)),
                        List.of(List.of("c", "a", "d"), List.of(2L, 2L, 2L)));
        byte[] bytes = WrittenBatches.write(container, Schema.of(TEXT, TIME), batches, writing);

        assertThat(types(container, bytes))
                .containsExactly(SCHEMA, DICTIONARY, DICTIONARY, BATCH, BATCH, DICTIONARY, BATCH);
        assertThat(read(container, bytes)).isEqualTo(batches);
    }

    static Stream<Field> everyType() {
        return RandomColumns.everyType().fields().stream();
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void dictionariesOfEveryTypeAreWrittenAndGrow(Field plain) throws IOException {
        Field field =
                new Field(
                        "d",
                        plain.nullable(),
                        plain.type(),
                        new DictionaryEncoding(1, new ArrowType.Int(16, true), false),
                        plain.children(),
                        KeyValueMetadata.EMPTY);
        Schema schema = Schema.of(field);
        RandomColumns random = new RandomColumns(20240229, 0.2);
        List<Object> first = random.columns(schema, 5).get(0);
        List<Object> more = new ArrayList<>(first);
        more.addAll(random.columns(schema, 5).get(0));
        List<List<List<Object>>> batches = List.of(List.of(first), List.of(more), List.of(first));

        for (IpcContainer container : IpcContainer.values()) {
            byte[] bytes = WrittenBatches.write(container, schema, batches, writing);

            assertThat(types(container, bytes).stream().filter(type -> type == DICTIONARY).count())
                    .isBetween(1L, 2L);
            assertThat(read(container, bytes)).as("%s", container).isEqualTo(batches);
        }
    }

    @Test
    void replacedDictionaryIsWrittenToAStreamAndRefusedByAFile() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT))
                                .dictionary(1, false, letters("ab"))
                                .batch(indices(1))
                                .dictionary(1, false, letters("xy"))
                                .batch(indices(1))
                                .dictionary(1, false, letters("x"))
                                .batch(indices(0))
                                .stream();

        byte[] again = rewrite(stream, IpcContainer.STREAM);
        assertThat(types(IpcContainer.STREAM, again))
                .containsExactly(SCHEMA, DICTIONARY, BATCH, DICTIONARY, BATCH, BATCH);
        assertThat(read(IpcContainer.STREAM, again)).isEqualTo(read(IpcContainer.STREAM, stream));
        assertThatThrownBy(() -> rewrite(stream, IpcContainer.FILE))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("field 't': dictionary 1 is another one than before");
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void innerDictionaryIsWrittenBeforeTheOuterOne(IpcContainer container) throws IOException {
        Field inner = encoded("c", 1, new ArrowType.Utf8(), INT8);
        Schema schema = Schema.of(encoded("s", 2, new ArrowType.Struct(), INT8, inner), TEXT);
        byte[] stream =
                new HandMadeFile(schema)
                                .dictionary(2, false, structs(1, 0))
                                .dictionary(1, false, letters("ab"))
                                .batch(twoColumns(0, 1))
                                .dictionary(1, true, letters("c"))
                                .dictionary(2, true, structs(2))
                                .batch(twoColumns(2, 2))
                                .batch(twoColumns(0, 2))
                                .stream();

        byte[] again = rewrite(stream, container);

        assertThat(types(container, again))
                .containsExactly(
                        SCHEMA,
                        DICTIONARY,
                        DICTIONARY,
                        BATCH,
                        DICTIONARY,
                        DICTIONARY,
                        BATCH,
                        BATCH);
        assertThat(read(container, again))
                .isEqualTo(read(IpcContainer.STREAM, stream))
                .hasSize(3)
                .contains(List.of(List.of(List.of("c")), List.of("c")));
    }

    @Test
    void outerDictionaryIsWrittenAnewWhereItsInnerOneIs() throws IOException {
        Field inner = encoded("c", 1, new ArrowType.Utf8(), INT8);
        Schema schema = Schema.of(TEXT, encoded("s", 2, new ArrowType.Struct(), INT8, inner));
        byte[] stream =
                new HandMadeFile(schema)
                                .dictionary(1, false, letters("ab"))
                                .dictionary(2, false, structs(1, 0))
                                .batch(twoColumns(0, 1))
                                .dictionary(1, false, letters("xy"))
                                .batch(twoColumns(0, 1))
                                .stream();

        byte[] again = rewrite(stream, IpcContainer.STREAM);

        assertThat(types(IpcContainer.STREAM, again))
                .containsExactly(
                        SCHEMA, DICTIONARY, DICTIONARY, BATCH, DICTIONARY, DICTIONARY, BATCH);
        assertThat(read(IpcContainer.STREAM, again))
                .containsExactly(
                        List.of(List.of("a"), List.of(List.of("a"))),
                        List.of(List.of("x"), List.of(List.of("x"))));
    }

    @Test
    void columnsThatShareANestedDictionaryHaveItWrittenAnewOnce() throws IOException {
        Field inner = encoded("c", 1, new ArrowType.Utf8(), INT8);
        Field one = encoded("s", 2, new ArrowType.Struct(), INT8, inner);
        Field other = encoded("r", 2, new ArrowType.Struct(), INT8, inner);
        byte[] stream =
                new HandMadeFile(Schema.of(one, other))
                                .dictionary(1, false, letters("ab"))
                                .dictionary(2, false, structs(1, 0))
                                .batch(twoColumns(0, 1))
                                .dictionary(1, false, letters("xy"))
                                .dictionary(2, true, structs(1))
                                .batch(twoColumns(0, 2))
                                .stream();

        byte[] again = rewrite(stream, IpcContainer.STREAM);

        assertThat(types(IpcContainer.STREAM, again))
                .containsExactly(
                        SCHEMA, DICTIONARY, DICTIONARY, BATCH, DICTIONARY, DICTIONARY, BATCH);
        assertThat(read(IpcContainer.STREAM, again)).isEqualTo(read(IpcContainer.STREAM, stream));
    }

    @Test
    void columnsThatShareADictionaryHaveOne() {
        Field other = encoded("u", 1, new ArrowType.Utf8(), INT8);
        Schema schema = Schema.of(TEXT, other);
        RecordBatch batch =
                new RecordBatch(
                        schema,
                        1,
                        List.of(column(TEXT, "a"), column(other, "b")),
                        KeyValueMetadata.EMPTY,
                        () -> {});
        IpcStreamWriter writer = new IpcStreamWriter(new MemoryChannel(), schema, writing);

        assertThatThrownBy(() -> writer.write(batch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("field 'u' shares dictionary 1 with a field that has other");
    }

    private static DictionaryArray column(Field field, String letter) {
        ByteBuffer offsets = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putInt(4, 1);
        ByteBuffer data = ByteBuffer.wrap(letter.getBytes(StandardCharsets.UTF_8));
        Field values = Dictionary.valueField(field);
        return new DictionaryArray(
                field,
                new Int8Array(field, 1, 0, null, ByteBuffer.allocate(1)),
                new BinaryArray(values, 1, 0, null, offsets, data));
    }

    @Test
    void dictionaryThatOutgrowsItsIndicesIsAnError() {
        for (boolean signed : new boolean[] {true, false}) {
            Field field = encoded("t", 1, new ArrowType.Utf8(), new ArrowType.Int(8, signed));
            List<Object> most = new ArrayList<>();
            for (int i = 0; i < (signed ? 128 : 256); i++) {
                most.add("v" + i);
            }
            List<Object> one = List.of("one more");
            Schema schema = Schema.of(field);

            for (IpcContainer container : IpcContainer.values()) {
                assertThat(readUnchecked(container, schema, List.of(List.of(most))))
                        .containsExactly(List.of(most));
            }
            try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
                assertThatThrownBy(
                                () -> {
                                    PlainAppender.append(builder, List.of(most));
                                    builder.reset();
                                    PlainAppender.append(builder, List.of(one));
                                })
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining(
                                "field 't': a dictionary of more than " + most.size());
            }
        }
    }

    private List<List<List<Object>>> readUnchecked(
            IpcContainer container, Schema schema, List<List<List<Object>>> batches) {
        try {
            return read(container, WrittenBatches.write(container, schema, batches, writing));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static Stream<Path> otherWriters() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : List.of(TestData.interopDirectory(), TestData.goldenDirectory())) {
            try (Stream<Path> paths = Files.walk(root)) {
                paths.filter(
                                path ->
                                        path.toString()
                                                .matches(".*(\\.arrows?|dict.*_file|dict.*stream)"))
                        .forEach(files::add);
            }
        }
        return files.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("otherWriters")
    void whatOthersWroteIsTheSameWhenItIsWrittenAgain(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        IpcContainer container = IpcContainer.of(RecordingInput.of("x", bytes));
        List<List<List<Object>>> batches = read(container, bytes);

        for (IpcContainer target : IpcContainer.values()) {
            if (target == IpcContainer.FILE && REPLACING.contains(path.getFileName().toString())) {
                assertThatThrownBy(() -> rewrite(container, bytes, target))
                        .isInstanceOf(UnsupportedIpcFeatureException.class);
                continue;
            }
            byte[] again = rewrite(container, bytes, target);
            types(target, again);
            assertThat(read(target, again)).isEqualTo(batches);
        }
    }

    private byte[] rewrite(byte[] stream, IpcContainer target) throws IOException {
        return rewrite(IpcContainer.STREAM, stream, target);
    }

    private byte[] rewrite(IpcContainer container, byte[] bytes, IpcContainer target)
            throws IOException {
        MemoryChannel output = new MemoryChannel();
        try (Batches batches = open(container, bytes)) {
            IpcFileWriter file = new IpcFileWriter(output, batches.schema(), writing);
            IpcStreamWriter stream = new IpcStreamWriter(output, batches.schema(), writing);
            for (RecordBatch batch = batches.next(); batch != null; batch = batches.next()) {
                try (RecordBatch open = batch) {
                    if (target == IpcContainer.FILE) {
                        file.write(open);
                    } else {
                        stream.write(open);
                    }
                }
            }
            if (target == IpcContainer.FILE) {
                file.finish();
            } else {
                stream.finish();
            }
        }
        return output.bytes();
    }

    private List<List<List<Object>>> read(IpcContainer container, byte[] bytes) throws IOException {
        List<List<List<Object>>> values = new ArrayList<>();
        try (Batches batches = open(container, bytes)) {
            for (RecordBatch batch = batches.next(); batch != null; batch = batches.next()) {
                try (RecordBatch open = batch) {
                    values.add(PlainValues.of(open));
                }
            }
        }
        return values;
    }

    /** The record batches of a file or stream in order. */
    private interface Batches extends AutoCloseable {
        Schema schema();

        RecordBatch next() throws IOException;

        @Override
        void close() throws IOException;
    }

    private Batches open(IpcContainer container, byte[] bytes) throws IOException {
        if (container == IpcContainer.STREAM) {
            IpcStreamReader reader = IpcStreamReader.open(RecordingInput.of("s", bytes), reading);
            return new Batches() {
                @Override
                public Schema schema() {
                    return reader.schema();
                }

                @Override
                public RecordBatch next() throws IOException {
                    return reader.next();
                }

                @Override
                public void close() throws IOException {
                    reader.close();
                }
            };
        }
        IpcFileReader reader = IpcFileReader.open(RecordingInput.of("f", bytes), reading);
        return new Batches() {
            private int next;

            @Override
            public Schema schema() {
                return reader.schema();
            }

            @Override
            public RecordBatch next() throws IOException {
                return next == reader.recordBatchCount() ? null : reader.recordBatch(next++);
            }

            @Override
            public void close() throws IOException {
                reader.close();
            }
        };
    }

    private static List<Byte> types(IpcContainer container, byte[] bytes) {
        List<StrictIpcWalk.Found> found =
                container == IpcContainer.FILE
                        ? StrictIpcWalk.file(bytes)
                        : StrictIpcWalk.stream(bytes);
        return found.stream().map(StrictIpcWalk.Found::headerType).toList();
    }
}
