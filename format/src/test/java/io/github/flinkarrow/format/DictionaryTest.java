/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.internal.metadata.Message;
import io.github.flinkarrow.format.internal.metadata.MetadataVersion;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What dictionaries and their deltas mean, alone and inside of each other. */
class DictionaryTest {

    private static final ArrowType.Int INDICES = new ArrowType.Int(8, true);
    private static final Schema TEXT = Schema.of(encoded("t", 1, new ArrowType.Utf8()));

    /** Structs in dictionary 2, whose child is text in dictionary 1. */
    private static final Schema NESTED =
            Schema.of(
                    encoded("s", 2, new ArrowType.Struct(), encoded("c", 1, new ArrowType.Utf8())));

    private static Field encoded(String name, long id, ArrowType values, Field... children) {
        return new Field(
                name,
                true,
                values,
                new DictionaryEncoding(id, INDICES, false),
                List.of(children),
                KeyValueMetadata.EMPTY);
    }

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void deltaOfAStreamIsSeenByTheBatchesBehindIt(boolean pipe) throws IOException {
        byte[] stream =
                new HandMadeFile(TEXT)
                                .dictionary(1, false, letters("ab"))
                                .batch(indices(0, 1))
                                .dictionary(1, true, letters("cd"))
                                .dictionary(1, true, letters("e"))
                                .batch(indices(4, 0, 2))
                                .stream();

        assertThat(readStream(stream, pipe))
                .containsExactly(List.of("a", "b"), List.of("e", "a", "c"));
    }

    @Test
    void indexBeyondTheDeltasSoFarIsAnError() throws IOException {
        HandMadeFile made =
                new HandMadeFile(TEXT)
                        .dictionary(1, false, letters("ab"))
                        .batch(indices(2))
                        .dictionary(1, true, letters("c"));

        assertThatThrownBy(() -> readStream(made.stream(), false))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("index 2 of value 0 is outside dictionary 1 of 2 values");
        assertThat(readFile(made.file())).containsExactly(List.of("c"));
    }

    @Test
    void deltasOfAFileCountForAllBatchesWhereverTheyAre() throws IOException {
        byte[] file =
                new HandMadeFile(TEXT)
                        .batch(indices(0, 3))
                        .dictionary(1, false, letters("ab"))
                        .dictionary(1, true, letters("c"))
                        .batch(indices(2))
                        .dictionary(1, true, letters("d"))
                        .file();

        assertThat(readFile(file)).containsExactly(List.of("a", "d"), List.of("c"));
    }

    @Test
    void deltaWithoutADictionaryIsAnError() {
        HandMadeFile made =
                new HandMadeFile(TEXT)
                        .dictionary(1, true, letters("ab"))
                        .dictionary(1, false, letters("cd"))
                        .batch(indices(0));

        assertThatThrownBy(() -> readFile(made.file()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("dictionary block 0 @ ")
                .hasMessageContaining("a delta of dictionary 1, which is not there yet");
    }

    @Test
    void batchesKeepTheDictionaryThatTheyWereReadWith() throws IOException {
        byte[] stream =
                new HandMadeFile(TEXT)
                                .dictionary(1, false, letters("ab"))
                                .dictionary(1, true, letters("cd"))
                                .batch(indices(0, 3))
                                .dictionary(1, true, withNull("x".repeat(500)))
                                .batch(indices(4, 3))
                                .dictionary(1, false, letters("z"))
                                .batch(indices(0))
                                .stream();

        try (IpcStreamReader reader =
                IpcStreamReader.open(RecordingInput.of("s", stream), options)) {
            try (RecordBatch first = reader.next();
                    RecordBatch second = reader.next();
                    RecordBatch third = reader.next()) {
                assertThat(PlainValues.of(first.column(0))).containsExactly("a", "d");
                assertThat(PlainValues.of(second.column(0))).containsExactly(null, "d");
                assertThat(PlainValues.of(third.column(0))).containsExactly("z");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void outerDictionarySeesTheInnerOneAsItIsForEachBatch(boolean pipe) throws IOException {
        byte[] stream =
                new HandMadeFile(NESTED)
                                .dictionary(1, false, letters("ab"))
                                .dictionary(2, false, structs(1, 0))
                                .batch(indices(0, 1))
                                .dictionary(1, true, letters("c"))
                                .dictionary(2, true, structs(2))
                                .batch(indices(2, 0))
                                .dictionary(1, false, letters("xyz"))
                                .batch(indices(2, 0))
                                .stream();

        assertThat(readStream(stream, pipe))
                .containsExactly(
                        List.of(List.of("b"), List.of("a")),
                        List.of(List.of("c"), List.of("b")),
                        List.of(List.of("z"), List.of("y")));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void innerDictionaryMayComeBehindTheOuterOne(boolean pipe) throws IOException {
        HandMadeFile made =
                new HandMadeFile(NESTED)
                        .dictionary(2, false, structs(1))
                        .dictionary(1, false, letters("a"))
                        .dictionary(1, true, letters("b"))
                        .batch(indices(0));

        assertThat(readStream(made.stream(), pipe)).containsExactly(List.of(List.of("b")));
        assertThat(readFile(made.file())).containsExactly(List.of(List.of("b")));
    }

    @Test
    void indexBeyondAReplacedInnerDictionaryIsAnError() {
        byte[] stream =
                new HandMadeFile(NESTED)
                                .dictionary(1, false, letters("ab"))
                                .dictionary(2, false, structs(0, 1))
                                .batch(indices(0, 1))
                                .dictionary(1, false, letters("x"))
                                .batch(indices(0))
                                .stream();

        assertThatThrownBy(() -> readStream(stream, false))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("message 2 @ ")
                .hasMessageContaining(
                        "field 's.c': index 1 of value 1 is outside dictionary 1 of 1 values");
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void indexOfADeltaBeyondTheInnerDictionaryIsAnError(boolean pipe) {
        byte[] stream =
                new HandMadeFile(NESTED)
                                .dictionary(1, false, letters("a".repeat(100)))
                                .dictionary(2, false, structs(0, 1))
                                .dictionary(2, true, structs(0, 110))
                                .batch(indices(0))
                                .stream();

        assertThatThrownBy(() -> readStream(stream, pipe))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining(
                        "field 's.c': index 110 of value 3 is outside dictionary 1 of 100 values");
    }

    @Test
    void messagesThatAPipeHasPassedByAreNotKept() throws IOException {
        ReadContext context =
                new ReadContext(
                        new ForwardInput(InputStream.nullInputStream(), "s"),
                        options,
                        ByteOrder.LITTLE_ENDIAN);
        DictionaryEntry entry =
                new DictionaryEntry(1, new DictionaryLoader(context, TEXT.fields()));

        WeakReference<EncapsulatedMessage> first = passedBy(entry, false);
        WeakReference<EncapsulatedMessage> last = passedBy(entry, true);

        for (int i = 0; i < 100 && (first.get() != null || last.get() != null); i++) {
            System.gc();
        }
        assertThat(first.get()).isNull();
        assertThat(last.get()).isNull();
        // It says where the dictionary was, should a column need it after all.
        assertThatThrownBy(entry::load)
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("s: message @ 0: ");
    }

    private static WeakReference<EncapsulatedMessage> passedBy(DictionaryEntry entry, boolean delta)
            throws IOException {
        EncapsulatedMessage message =
                new EncapsulatedMessage(
                        new Message(
                                MetadataVersion.V5,
                                new DictionaryBatchHeader(1, delta, null),
                                0,
                                KeyValueMetadata.EMPTY),
                        ByteBuffer.allocate(0),
                        new Location("s", "message", 0),
                        0);
        entry.add(message);
        entry.skip();
        return new WeakReference<>(message);
    }

    @Test
    void dictionariesInListsAreResolvedToo() throws IOException {
        Schema schema =
                Schema.of(
                        Field.nullable(
                                "l", new ArrowType.List(), encoded("e", 1, new ArrowType.Utf8())));
        byte[] file =
                new HandMadeFile(schema)
                        .dictionary(1, false, letters("ab"))
                        .dictionary(1, true, letters("c"))
                        .batch(
                                b ->
                                        b.rows(2)
                                                .node(2, 0)
                                                .noBuffer()
                                                .ints(0, 2, 3)
                                                .node(3, 1)
                                                .bytes(5)
                                                .bytes(2, 9, 0))
                        .file();

        assertThat(readFile(file)).containsExactly(List.of(Arrays.asList("c", null), List.of("a")));
    }

    @Test
    void dictionaryWithItsDeltasIsHeldToTheLimitOfABatch() {
        byte[] half = "x".repeat(600_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        HandMadeFile made =
                new HandMadeFile(TEXT)
                        .dictionary(1, false, letters(half))
                        .dictionary(1, true, letters(half))
                        .batch(indices(1));
        ReadOptions limited = options.withMaxBatchBytes(1_000_000);

        for (int attempt = 0; attempt < 2; attempt++) {
            assertThatThrownBy(
                            () -> {
                                try (IpcFileReader reader =
                                        IpcFileReader.open(
                                                RecordingInput.of("f", made.file()), limited)) {
                                    reader.recordBatch(0).close();
                                }
                            })
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageContaining("dictionary block 1 @ ")
                    .hasMessageContaining("limit.batch-bytes");
        }
    }

    @Test
    void manySmallDeltasCostNoMoreThanTheirValues() throws IOException {
        int deltas = 3_000;
        HandMadeFile made = new HandMadeFile(wideIndices());
        made.dictionary(1, false, letters("a"));
        for (int i = 0; i < deltas; i++) {
            int index = i;
            made.dictionary(1, true, letters("b"));
            made.batch(b -> b.rows(1).node(1, 0).noBuffer().ints(index + 1));
        }

        assertThat(readStream(made.stream(), false)).hasSize(deltas).containsOnly(List.of("b"));

        // Each message takes 5 bytes of offsets and text at least; growing copies them twice.
        assertThat(allocator.totalAllocatedBytes()).isLessThan(deltas * 400L);
        assertThat(allocator.peakAllocatedBytes()).isLessThan(deltas * 40L);
    }

    private static Schema wideIndices() {
        return Schema.of(
                new Field(
                        "t",
                        true,
                        new ArrowType.Utf8(),
                        new DictionaryEncoding(1, new ArrowType.Int(32, false), false),
                        List.of(),
                        KeyValueMetadata.EMPTY));
    }

    @Test
    void chainOfSharedDictionariesIsNoDeeperThanTheSchema() {
        int depth = 20_000;
        List<Field> fields = new ArrayList<>();
        fields.add(encoded("f", depth, new ArrowType.Int(32, true)));
        for (int id = depth - 1; id > 0; id--) {
            Field inner = encoded("x", id + 1, new ArrowType.Int(32, true));
            fields.add(encoded("f", id, new ArrowType.Struct(), inner));
        }
        HandMadeFile made = new HandMadeFile(new Schema(fields, KeyValueMetadata.EMPTY));
        for (int id = 1; id < depth; id++) {
            made.dictionary(id, false, structs(0));
        }
        made.batch(
                b -> {
                    b.rows(1);
                    fields.forEach(field -> b.node(1, 0).noBuffer().bytes(0));
                });

        assertThatThrownBy(
                        () -> {
                            try (IpcFileReader reader =
                                    IpcFileReader.open(
                                            RecordingInput.of("f", made.file()), options)) {
                                reader.recordBatch(0, Projection.of(depth - 1)).close();
                            }
                        })
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("is shared with a field of another type");
    }

    private static Consumer<Batch> letters(String letters) {
        return b -> {
            int[] offsets = new int[letters.length() + 1];
            Arrays.setAll(offsets, i -> i);
            int[] bytes = letters.chars().toArray();
            b.rows(bytes.length).node(bytes.length, 0).noBuffer().ints(offsets).bytes(bytes);
        };
    }

    /** One value of many bytes. */
    private static Consumer<Batch> letters(byte[] text) {
        int[] bytes = new int[text.length];
        Arrays.setAll(bytes, i -> text[i]);
        return b -> b.rows(1).node(1, 0).noBuffer().ints(0, bytes.length).bytes(bytes);
    }

    /** A null, and a value. */
    private static Consumer<Batch> withNull(String text) {
        int[] bytes = text.chars().toArray();
        return b -> b.rows(2).node(2, 1).bytes(2).ints(0, 0, bytes.length).bytes(bytes);
    }

    private static Consumer<Batch> structs(int... children) {
        int count = children.length;
        return b ->
                b.rows(count).node(count, 0).noBuffer().node(count, 0).noBuffer().bytes(children);
    }

    private static Consumer<Batch> indices(int... indices) {
        return b -> b.rows(indices.length).node(indices.length, 0).noBuffer().bytes(indices);
    }

    /** The first column of each batch, read backwards. */
    private List<List<Object>> readFile(byte[] file) throws IOException {
        List<List<Object>> batches = new ArrayList<>();
        try (IpcFileReader reader = IpcFileReader.open(RecordingInput.of("f", file), options)) {
            for (int i = reader.recordBatchCount() - 1; i >= 0; i--) {
                try (RecordBatch batch = reader.recordBatch(i)) {
                    batches.add(0, PlainValues.of(batch.column(0)));
                }
            }
        }
        return batches;
    }

    /** The first column of each batch. */
    private List<List<Object>> readStream(byte[] stream, boolean pipe) throws IOException {
        List<List<Object>> batches = new ArrayList<>();
        try (IpcStreamReader reader =
                pipe
                        ? IpcStreamReader.open(new ByteArrayInputStream(stream), "s", options)
                        : IpcStreamReader.open(RecordingInput.of("s", stream), options)) {
            for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                try (RecordBatch open = batch) {
                    batches.add(PlainValues.of(open.column(0)));
                }
            }
        }
        return batches;
    }
}
