/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import io.github.flinkarrow.format.testing.MemoryChannel;
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
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files and streams that are joined: what is copied, what is written anew, what is refused. */
class IpcConcatenationTest {

    private static final byte DICTIONARY = MessageHeader.DictionaryBatch;
    private static final Field TEXT = encoded("t", 1, new ArrowType.Utf8());

    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);
    private final WriteOptions writing = WriteOptions.DEFAULT.withAllocator(allocator);

    private ConcatenationOptions joining =
            ConcatenationOptions.DEFAULT.withReading(reading).withWriting(writing);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @ParameterizedTest
    @CsvSource({"FILE, FILE", "STREAM, STREAM", "FILE, STREAM", "STREAM, FILE"})
    void rowsOfEveryTypeFollowEachOther(IpcContainer from, IpcContainer to) throws IOException {
        Schema schema = RandomColumns.everyType();
        RandomColumns random = new RandomColumns(11, 0.3);
        List<List<List<Object>>> rows = new ArrayList<>();
        List<RecordingInput> inputs = new ArrayList<>();
        for (Compression compression : Compression.values()) {
            List<List<List<Object>>> batches =
                    List.of(random.columns(schema, 20), random.columns(schema, 3));
            rows.addAll(batches);
            inputs.add(
                    input(
                            from,
                            WrittenBatches.write(
                                    from, schema, batches, writing.withCompression(compression))));
        }

        byte[] joined = join(to, inputs);

        assertThat(walk(to, joined)).hasSize(1 + rows.size());
        assertThat(read(joined)).isEqualTo(rows);
        assertThat(schema(joined)).isEqualTo(schema);
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void bodiesAreCopiedWhateverIsInThem(IpcContainer container) throws IOException {
        byte[] bytes = numbers(container, 1, 2, 3);
        RecordingInput input = input(container, bytes);
        List<StrictIpcWalk.Found> messages = walk(container, bytes);
        byte[] garbage = bytes.clone();
        for (StrictIpcWalk.Found message : messages.subList(1, messages.size())) {
            long start = message.offset() + message.metadataLength();
            input.corrupt(start, start + message.bodyLength());
            for (long i = start; i < start + message.bodyLength(); i++) {
                garbage[(int) i] ^= (byte) 0xFF;
            }
        }

        byte[] joined = join(container, List.of(input, input));

        byte[] expected = body(garbage, messages.get(1));
        assertThat(bodies(joined)).hasSize(6).allMatch(body -> body.length == expected.length);
        assertThat(bodies(joined).get(3)).isEqualTo(expected);
        assertThat(bodies(joined).subList(3, 6))
                .usingRecursiveComparison()
                .isEqualTo(bodies(joined).subList(0, 3));
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void bodiesAreReadOnce(IpcContainer container) throws IOException {
        byte[] bytes = numbers(container, 1, 2, 3);
        List<RecordingInput> inputs = List.of(input(container, bytes), input(container, bytes));

        join(container, inputs);

        for (RecordingInput input : inputs) {
            for (StrictIpcWalk.Found message : walk(container, bytes)) {
                long start = message.offset() + message.metadataLength();
                long end = start + message.bodyLength();
                assertThat(input.ranges())
                        .filteredOn(range -> range.start() < end && range.end() > start)
                        .filteredOn(range -> range.start() >= start)
                        .hasSize(message.bodyLength() == 0 ? 0 : 1);
            }
            assertThat(input.isClosed()).isTrue();
        }
    }

    @Test
    void metadataOfMessagesIsKept() throws IOException {
        Schema schema = Schema.of(Field.notNull("n", new ArrowType.Int(8, true)));
        KeyValueMetadata metadata = KeyValueMetadata.of(Map.of("made", "here"));
        MemoryChannel output = new MemoryChannel();
        IpcFileWriter writer = new IpcFileWriter(output, schema, writing);
        try (RecordBatch none = emptyBatch(schema, metadata)) {
            writer.write(none);
        }
        writer.finish();

        byte[] joined =
                join(IpcContainer.STREAM, List.of(input(IpcContainer.FILE, output.bytes())));

        try (IpcStreamReader reader =
                        IpcStreamReader.open(RecordingInput.of("s", joined), reading);
                RecordBatch batch = reader.next()) {
            assertThat(batch.metadata()).isEqualTo(metadata);
        }
    }

    private RecordBatch emptyBatch(Schema schema, KeyValueMetadata metadata) {
        try (var builder =
                new io.github.flinkarrow.format.array.RecordBatchBuilder(schema, allocator)) {
            return new RecordBatch(schema, 0, builder.build(0).columns(), metadata, () -> {});
        }
    }

    @Test
    void inputsWithoutRowsAddNothing() throws IOException {
        byte[] none = numbers(IpcContainer.FILE);
        byte[] one = numbers(IpcContainer.FILE, 7);

        byte[] joined =
                join(
                        IpcContainer.FILE,
                        List.of(
                                input(IpcContainer.FILE, none),
                                input(IpcContainer.FILE, one),
                                input(IpcContainer.FILE, none)));

        assertThat(joined).isEqualTo(one);
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void sameDictionaryIsWrittenOnce(IpcContainer container) throws IOException {
        byte[] one = texts(container, List.of("a", "b"), List.of("b", "c"));

        byte[] joined = join(container, twice(container, one));

        assertThat(count(container, joined, DICTIONARY))
                .isEqualTo(count(container, one, DICTIONARY));
        assertThat(texts(joined)).containsExactly("a", "b", "b", "c", "a", "b", "b", "c");
    }

    @Test
    void dictionariesOfNestedValuesAreSharedToo() throws IOException {
        Field inner = encoded("c", 1, new ArrowType.Utf8());
        Schema schema = Schema.of(encoded("s", 2, new ArrowType.Struct(), inner), TEXT);
        byte[] file =
                new HandMadeFile(schema)
                        .dictionary(2, false, structs(1, 0))
                        .dictionary(1, false, letters("ab"))
                        .batch(twoColumns(0, 1))
                        .file();
        byte[] other =
                new HandMadeFile(schema)
                        .dictionary(2, false, structs(1))
                        .dictionary(1, false, letters("ab"))
                        .batch(twoColumns(0, 1))
                        .file();

        for (IpcContainer container : IpcContainer.values()) {
            byte[] joined = join(container, twice(IpcContainer.FILE, file));

            assertThat(read(joined)).hasSize(2).containsOnly(read(file).get(0));
        }
        assertThat(
                        read(
                                join(
                                        IpcContainer.STREAM,
                                        List.of(
                                                input(IpcContainer.FILE, file),
                                                input(IpcContainer.FILE, other)))))
                .isEqualTo(List.of(read(file).get(0), read(other).get(0)));
        assertThatThrownBy(
                        () ->
                                join(
                                        IpcContainer.FILE,
                                        List.of(
                                                input(IpcContainer.FILE, file),
                                                input(IpcContainer.FILE, other))))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("cannot be joined as a file")
                .hasMessageContaining("'s'");
    }

    @ParameterizedTest
    @CsvSource({"FILE, FILE", "STREAM, STREAM", "FILE, STREAM", "STREAM, FILE"})
    void differentDictionariesBecomeOneOrReplaceEachOther(IpcContainer from, IpcContainer to)
            throws IOException {
        byte[] one = texts(from, Arrays.asList("a", "b", null), List.of("c", "a"));
        byte[] start = texts(from, List.of("a", "a"));
        byte[] other = texts(from, Arrays.asList("c", null, "x"), List.of("a", "y"));

        byte[] joined = join(to, List.of(input(from, one), input(from, start), input(from, other)));

        assertThat(texts(joined))
                .containsExactly("a", "b", null, "c", "a", "a", "a", "c", null, "x", "a", "y");
        if (to == IpcContainer.FILE) {
            // Not every reader knows of deltas in files.
            assertThat(count(to, joined, DICTIONARY)).isEqualTo(1);
        }
    }

    @Test
    void batchesWhoseDictionaryIsTheStartAreCopied() throws IOException {
        byte[] longer = texts(IpcContainer.FILE, List.of("a", "b", "c"));
        byte[] start = texts(IpcContainer.FILE, List.of("a", "b", "b"));
        List<StrictIpcWalk.Found> messages = StrictIpcWalk.file(start);
        StrictIpcWalk.Found batch = messages.get(messages.size() - 1);
        RecordingInput garbage = input(IpcContainer.FILE, start);
        long body = batch.offset() + batch.metadataLength();
        garbage.corrupt(body, body + batch.bodyLength());

        byte[] joined = join(IpcContainer.FILE, List.of(input(IpcContainer.FILE, longer), garbage));

        byte[] expected = body(start, batch);
        for (int i = 0; i < expected.length; i++) {
            expected[i] ^= (byte) 0xFF;
        }
        List<byte[]> bodies = bodies(joined);
        assertThat(bodies.get(bodies.size() - 1)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void noInputTakesTheDictionaryOfAnotherForItsOwn(IpcContainer container) throws IOException {
        byte[] complete =
                new HandMadeFile(Schema.of(TEXT))
                        .dictionary(1, false, letters("ab"))
                        .batch(indices(1))
                        .file();
        byte[] without = new HandMadeFile(Schema.of(TEXT)).batch(indices(0)).file();
        byte[] onlyDelta =
                new HandMadeFile(Schema.of(TEXT))
                        .dictionary(1, true, letters("c"))
                        .batch(indices(0))
                        .file();

        for (byte[] incomplete : List.of(without, onlyDelta)) {
            assertThatThrownBy(
                            () ->
                                    join(
                                            container,
                                            List.of(
                                                    input(IpcContainer.FILE, complete),
                                                    input(IpcContainer.FILE, incomplete))))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("dictionary 1");
        }
    }

    @Test
    void messagesOfAnotherTimeOrByteOrderAreWrittenAnew() throws IOException {
        Schema schema = Schema.of(Field.nullable("n", new ArrowType.Int(32, true)));
        Consumer<Batch> batch = b -> b.rows(2).node(2, 0).noBuffer().ints(5, 6);
        byte[] today = new HandMadeFile(schema).batch(batch).file();
        byte[] before = new HandMadeFile(schema).beforeV5().batch(batch).file();
        byte[] bigEndian = HandMadeFile.bigEndian(schema).batch(batch).stream();

        for (IpcContainer container : IpcContainer.values()) {
            byte[] joined =
                    join(
                            container,
                            List.of(
                                    input(IpcContainer.FILE, today),
                                    input(IpcContainer.FILE, before),
                                    input(IpcContainer.STREAM, bigEndian)));

            assertThat(read(joined)).hasSize(3).containsOnly(List.of(List.of(5L, 6L)));
            assertThat(IpcInspector.inspect(RecordingInput.of("j", joined), reading))
                    .satisfies(summary -> assertThat(summary.byteOrder()).isEqualTo(LITTLE_ENDIAN))
                    .extracting(IpcSummary::recordBatches)
                    .satisfies(
                            batches ->
                                    assertThat(batches)
                                            .allMatch(found -> found.metadataVersion() == 5));
        }
    }

    @Test
    void whatIsWrittenAnewBehindCopiesHasItsOwnDictionary() throws IOException {
        byte[] before =
                new HandMadeFile(Schema.of(TEXT))
                        .beforeV5()
                        .dictionary(1, false, letters("ab"))
                        .batch(indices(1))
                        .file();
        byte[] today =
                new HandMadeFile(Schema.of(TEXT))
                        .dictionary(1, false, letters("xy"))
                        .batch(indices(1))
                        .file();

        for (IpcContainer container : IpcContainer.values()) {
            byte[] joined =
                    join(
                            container,
                            Stream.of(before, today, before, today)
                                    .map(bytes -> input(IpcContainer.FILE, bytes))
                                    .toList());

            assertThat(texts(joined)).containsExactly("b", "y", "b", "y");
        }
    }

    static Stream<Path> otherWriters() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root : List.of(TestData.interopDirectory(), TestData.goldenDirectory())) {
            try (Stream<Path> paths = Files.walk(root)) {
                paths.filter(path -> path.toString().matches(".*(\\.arrows?|_file|\\.stream)"))
                        .filter(path -> !path.toString().contains("fuzz"))
                        .forEach(files::add);
            }
        }
        return files.stream().sorted();
    }

    @ParameterizedTest
    @MethodSource("otherWriters")
    void whatOthersWroteIsJoinedToItself(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        List<List<List<Object>>> once;
        try {
            once = read(bytes);
        } catch (UnsupportedIpcFeatureException e) {
            return;
        }
        List<List<List<Object>>> twice = new ArrayList<>(once);
        twice.addAll(once);

        for (IpcContainer container : IpcContainer.values()) {
            byte[] joined;
            try {
                joined =
                        join(
                                container,
                                List.of(
                                        RecordingInput.of("a", bytes),
                                        RecordingInput.of("b", bytes)));
            } catch (UnsupportedIpcFeatureException e) {
                assertThat(container).isEqualTo(IpcContainer.FILE);
                assertThat(e).hasMessageContaining("cannot be joined as a file");
                continue;
            }
            assertThat(read(joined)).isEqualTo(twice);
            IpcVerifier.verify(RecordingInput.of("j", joined), reading);
        }
    }

    @Test
    void anotherSchemaIsRefused() throws IOException {
        byte[] numbers = numbers(IpcContainer.FILE, 1);
        Schema wider = Schema.of(Field.nullable("n", new ArrowType.Int(64, true)));
        Schema described =
                new Schema(
                        Schema.of(Field.nullable("n", new ArrowType.Int(32, true))).fields(),
                        KeyValueMetadata.of(Map.of("a", "b")));

        assertThatThrownBy(() -> joinToNumbers(numbers, wider))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith(
                        "b: cannot be joined to a: another schema: column 0 is 'n'");
        assertThatThrownBy(() -> joinToNumbers(numbers, Schema.of()))
                .hasMessageContaining("column 0 is 'n'")
                .hasMessageContaining("and none here");
        assertThatThrownBy(() -> joinToNumbers(numbers, described))
                .hasMessage(
                        "b: cannot be joined to a: another schema: its custom metadata differs");
        assertThatThrownBy(() -> join(IpcContainer.FILE, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void joinToNumbers(byte[] numbers, Schema schema) throws IOException {
        byte[] other = WrittenBatches.write(IpcContainer.FILE, schema, List.of(), writing);
        join(
                IpcContainer.FILE,
                List.of(RecordingInput.of("a", numbers), RecordingInput.of("b", other)));
    }

    @Test
    void truncatedInputIsAnError() throws IOException {
        byte[] stream = numbers(IpcContainer.STREAM, 1, 2);
        for (int size = 0; size < stream.length - 8; size += 8) {
            RecordingInput cut = RecordingInput.of("cut", Arrays.copyOf(stream, size));
            try {
                byte[] joined = join(IpcContainer.FILE, List.of(cut));
                assertThat(size % 64).as("cut between messages at %d", size).isZero();
                assertThat(read(joined)).hasSizeLessThan(2);
            } catch (IpcFormatException e) {
                assertThat(e).hasMessageStartingWith("cut: ");
            }
        }
    }

    @Test
    void streamWithoutItsEndIsAnErrorWhereItIsRequired() throws IOException {
        joining = joining.withEndMarkerRequired(true);
        byte[] stream = numbers(IpcContainer.STREAM, 1, 2);
        byte[] cut = Arrays.copyOf(stream, stream.length - 8);

        assertThat(read(join(IpcContainer.STREAM, List.of(input(IpcContainer.STREAM, stream)))))
                .hasSize(2);
        assertThatThrownBy(() -> join(IpcContainer.STREAM, List.of(RecordingInput.of("cut", cut))))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("cut: ")
                .hasMessageContaining("expected a message or the end-of-stream marker");
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void joinedDictionariesTakeNoMoreMemoryThanIsAllowed(IpcContainer from) throws IOException {
        joining = joining.withMaxDictionaryBytes(10_000);
        byte[] small = texts(from, List.of("a", "b"));
        byte[] large = texts(from, List.of("x".repeat(9_000)));

        assertThat(join(IpcContainer.FILE, twice(from, small))).isNotEmpty();
        assertThatThrownBy(
                        () ->
                                join(
                                        IpcContainer.FILE,
                                        List.of(
                                                RecordingInput.of("small", small),
                                                RecordingInput.of("large", large))))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("large: its dictionaries and those before it take ")
                .hasMessageContaining("more than 10000: the largest is that of field 't' with 3 ");
    }

    @ParameterizedTest
    @CsvSource({"FILE, FILE", "STREAM, STREAM", "FILE, STREAM", "STREAM, FILE"})
    void columnsMayBeDictionaryEncodedInSomeInputsOnly(IpcContainer from, IpcContainer to)
            throws IOException {
        Field number = encoded("n", 2, new ArrowType.Int(64, true));
        Field renumbered = encoded("t", 7, new ArrowType.Utf8());
        Field plainText = Field.nullable("t", new ArrowType.Utf8());
        Field plainNumber = Field.nullable("n", new ArrowType.Int(64, true));
        List<Object> texts = Arrays.asList("a", null, "b", "a");
        List<Object> numbers = Arrays.asList(5L, 5L, null, 6L);
        List<List<Schema>> cases =
                List.of(
                        List.of(Schema.of(TEXT, number), Schema.of(plainText, plainNumber)),
                        List.of(Schema.of(TEXT, plainNumber), Schema.of(plainText, number)),
                        List.of(Schema.of(TEXT, number), Schema.of(renumbered, number)));
        for (List<Schema> schemas : cases) {
            List<RecordingInput> inputs = new ArrayList<>();
            for (Schema schema : List.of(schemas.get(0), schemas.get(1), schemas.get(0))) {
                inputs.add(
                        input(
                                from,
                                WrittenBatches.write(
                                        from, schema, List.of(List.of(texts, numbers)), writing)));
            }

            byte[] joined = join(to, inputs);

            walk(to, joined);
            assertThat(read(joined))
                    .hasSize(3)
                    .allSatisfy(columns -> assertThat(columns).isEqualTo(List.of(texts, numbers)));
            assertThat(schema(joined)).isIn(schemas);
        }
    }

    private byte[] join(IpcContainer container, List<RecordingInput> inputs) throws IOException {
        MemoryChannel output = new MemoryChannel();
        List<IpcConcatenation.Source> sources = new ArrayList<>();
        inputs.forEach(input -> sources.add(() -> input));
        IpcConcatenation.write(sources, container, output, joining);
        return output.bytes();
    }

    private static RecordingInput input(IpcContainer container, byte[] bytes) {
        return RecordingInput.of(container.name(), bytes);
    }

    private static List<RecordingInput> twice(IpcContainer container, byte[] bytes) {
        return List.of(input(container, bytes), input(container, bytes));
    }

    /** A batch of one number for each. */
    private byte[] numbers(IpcContainer container, long... numbers) throws IOException {
        Schema schema = Schema.of(Field.nullable("n", new ArrowType.Int(32, true)));
        List<List<List<Object>>> batches = new ArrayList<>();
        for (long number : numbers) {
            batches.add(List.of(List.of(number)));
        }
        return WrittenBatches.write(container, schema, batches, writing);
    }

    /** A batch of dictionary-encoded text for each list. */
    @SafeVarargs
    private byte[] texts(IpcContainer container, List<Object>... batches) throws IOException {
        List<List<List<Object>>> columns = new ArrayList<>();
        for (List<Object> batch : batches) {
            columns.add(List.of(batch));
        }
        return WrittenBatches.write(container, Schema.of(TEXT), columns, writing);
    }

    private List<Object> texts(byte[] bytes) throws IOException {
        return read(bytes).stream().flatMap(columns -> columns.get(0).stream()).toList();
    }

    private static List<StrictIpcWalk.Found> walk(IpcContainer container, byte[] bytes) {
        return container == IpcContainer.FILE
                ? StrictIpcWalk.file(bytes)
                : StrictIpcWalk.stream(bytes);
    }

    private static long count(IpcContainer container, byte[] bytes, byte headerType) {
        return walk(container, bytes).stream()
                .filter(message -> message.headerType() == headerType)
                .count();
    }

    private static byte[] body(byte[] bytes, StrictIpcWalk.Found message) {
        int start = (int) message.offset() + message.metadataLength();
        return Arrays.copyOfRange(bytes, start, start + (int) message.bodyLength());
    }

    /** The bodies of all record batches as the inspector finds them. */
    private List<byte[]> bodies(byte[] bytes) throws IOException {
        List<byte[]> bodies = new ArrayList<>();
        for (IpcSummary.Batch batch :
                IpcInspector.inspect(RecordingInput.of("j", bytes), reading).recordBatches()) {
            int start = (int) batch.block().offset() + batch.block().metadataLength();
            bodies.add(Arrays.copyOfRange(bytes, start, start + (int) batch.block().bodyLength()));
        }
        return bodies;
    }

    private Schema schema(byte[] bytes) throws IOException {
        return IpcInspector.inspect(RecordingInput.of("j", bytes), reading).schema();
    }

    private List<List<List<Object>>> read(byte[] bytes) throws IOException {
        List<List<List<Object>>> batches = new ArrayList<>();
        RecordingInput input = RecordingInput.of("r", bytes);
        if (IpcContainer.of(input) == IpcContainer.FILE) {
            try (IpcFileReader reader = IpcFileReader.open(input, reading)) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    try (RecordBatch batch = reader.recordBatch(i)) {
                        batches.add(PlainValues.of(batch));
                    }
                }
            }
            return batches;
        }
        try (IpcStreamReader reader = IpcStreamReader.open(input, reading)) {
            for (RecordBatch next = reader.next(); next != null; next = reader.next()) {
                try (RecordBatch batch = next) {
                    batches.add(PlainValues.of(batch));
                }
            }
        }
        return batches;
    }

    private static Field encoded(String name, long id, ArrowType values, Field... children) {
        return new Field(
                name,
                true,
                values,
                new DictionaryEncoding(id, new ArrowType.Int(8, true), false),
                List.of(children),
                KeyValueMetadata.EMPTY);
    }

    private static Consumer<Batch> letters(String letters) {
        return b -> {
            int[] offsets = new int[letters.length() + 1];
            Arrays.setAll(offsets, i -> i);
            int[] bytes = letters.chars().toArray();
            b.rows(bytes.length).node(bytes.length, 0).noBuffer().ints(offsets).bytes(bytes);
        };
    }

    private static Consumer<Batch> structs(int... children) {
        int count = children.length;
        return b ->
                b.rows(count).node(count, 0).noBuffer().node(count, 0).noBuffer().bytes(children);
    }

    private static Consumer<Batch> indices(int... indices) {
        return b -> b.rows(indices.length).node(indices.length, 0).noBuffer().bytes(indices);
    }

    private static Consumer<Batch> twoColumns(int first, int second) {
        return b ->
                b.rows(1).node(1, 0).noBuffer().bytes(first).node(1, 0).noBuffer().bytes(second);
    }
}
