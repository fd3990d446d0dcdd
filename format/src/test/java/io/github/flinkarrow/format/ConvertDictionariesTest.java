/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Conversions;
import io.github.flinkarrow.format.testing.Conversions.Contents;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.StrictIpcWalk;
import org.apache.arrow.flatbuf.MessageHeader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.github.flinkarrow.format.testing.DictionaryParts.encoded;
import static io.github.flinkarrow.format.testing.DictionaryParts.indices;
import static io.github.flinkarrow.format.testing.DictionaryParts.letters;
import static io.github.flinkarrow.format.testing.DictionaryParts.structs;
import static io.github.flinkarrow.format.testing.DictionaryParts.twoColumns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of dictionaries that a stream replaces or adds to. */
class ConvertDictionariesTest {

    private static final byte SCHEMA = MessageHeader.Schema;
    private static final byte DICTIONARY = MessageHeader.DictionaryBatch;
    private static final byte BATCH = MessageHeader.RecordBatch;
    private static final ArrowType.Int INT8 = new ArrowType.Int(8, true);
    private static final ConvertOptions TO_FILE =
            ConvertOptions.DEFAULT.withContainer(IpcContainer.FILE);
    private static final ConvertOptions TO_STREAM =
            ConvertOptions.DEFAULT.withContainer(IpcContainer.STREAM);
    private static final Field TEXT = encoded("t", 1, new ArrowType.Utf8(), INT8);
    private static final Field INNER = encoded("c", 1, new ArrowType.Utf8(), INT8);
    private static final Field OUTER = encoded("s", 2, new ArrowType.Struct(), INT8, INNER);

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void replacedDictionariesBecomeOneInAFile() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT))
                                .dictionary(1, false, letters("ab"))
                                .batch(indices(1, 0))
                                .dictionary(1, false, letters("xby"))
                                .batch(indices(1, 0))
                                .dictionary(1, true, letters("az"))
                                .batch(indices(4, 3))
                                .stream();

        byte[] file = Conversions.convert(stream, TO_FILE);

        assertThat(types(file)).containsExactly(SCHEMA, BATCH, BATCH, BATCH, DICTIONARY);
        assertThat(Conversions.read(file).columns())
                .containsExactly(List.of("b", "a", "b", "x", "z", "a"));
        assertThat(dictionarySize(file)).isEqualTo("abxyz".length());
        IpcVerifier.verify(RecordingInput.of("file", file), reading);
    }

    @Test
    void valuesThatReferToAReplacedDictionaryAreUnifiedToo() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(OUTER, TEXT))
                                .dictionary(1, false, letters("ab"))
                                .dictionary(2, false, structs(1, 0))
                                .batch(twoColumns(0, 1))
                                .dictionary(1, false, letters("xb"))
                                .batch(twoColumns(0, 1))
                                .batch(twoColumns(1, 0))
                                .dictionary(2, true, structs(1, 0))
                                .batch(twoColumns(3, 1))
                                .stream();
        Contents original = Conversions.read(stream);

        byte[] file = Conversions.convert(stream, TO_FILE);

        assertThat(types(file))
                .containsExactly(SCHEMA, BATCH, BATCH, BATCH, BATCH, DICTIONARY, DICTIONARY);
        assertThat(Conversions.read(file).batches()).isEqualTo(original.batches());
        assertThat(Conversions.read(file).columns().get(0))
                .containsExactly(List.of("b"), List.of("b"), List.of("x"), List.of("x"));
    }

    @Test
    void valuesMoreThanIndicesCanSayNeedAStream() throws IOException {
        for (boolean signed : new boolean[] {true, false}) {
            Field field = encoded("t", 1, new ArrowType.Utf8(), new ArrowType.Int(8, signed));
            int most = signed ? 128 : 256;
            byte[] fitting = replacing(field, 100, most - 100);
            byte[] tooMany = replacing(field, 100, most - 99);

            assertThat(Conversions.read(Conversions.convert(fitting, TO_FILE)).batches())
                    .isEqualTo(Conversions.read(fitting).batches());
            assertRefused(tooMany, TO_FILE)
                    .hasMessageStartingWith("in: field 't': dictionary 1")
                    .hasMessageContaining("its " + (most + 1) + " values")
                    .hasMessageContaining("--container stream");
            assertRefused(tooMany, TO_FILE.withBatchRows(70)).hasMessageContaining("dictionary 1");
            assertThat(Conversions.read(Conversions.convert(tooMany, TO_STREAM)).batches())
                    .isEqualTo(Conversions.read(tooMany).batches());
        }
    }

    /** Dictionaries of so many values each, no two of them equal, and all indices into each. */
    private static byte[] replacing(Field field, int... counts) {
        HandMadeFile made = new HandMadeFile(Schema.of(field));
        for (int i = 0; i < counts.length; i++) {
            int count = counts[i];
            int number = i;
            int[] indices = new int[count];
            Arrays.setAll(indices, k -> k);
            int[] offsets = new int[count + 1];
            Arrays.setAll(offsets, k -> 3 * k);
            int[] text = new int[3 * count];
            Arrays.setAll(
                    text, k -> 'a' + (k % 3 == 0 ? number : k % 3 == 1 ? k / 48 : k / 3 % 16));
            made.dictionary(
                    1,
                    false,
                    b -> b.rows(count).node(count, 0).noBuffer().ints(offsets).bytes(text));
            made.batch(indices(indices));
        }
        return made.stream();
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void lateAndMissingDictionariesAreNulls(IpcContainer container) throws IOException {
        Field other = encoded("m", 3, new ArrowType.Utf8(), INT8);
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT, other))
                                .batch(
                                        b ->
                                                b.rows(1)
                                                        .node(1, 1)
                                                        .bytes(0)
                                                        .bytes(77)
                                                        .node(1, 1)
                                                        .bytes(0)
                                                        .bytes(-1))
                                .dictionary(1, false, letters("ab"))
                                .batch(
                                        b ->
                                                b.rows(1)
                                                        .node(1, 0)
                                                        .noBuffer()
                                                        .bytes(1)
                                                        .node(1, 1)
                                                        .bytes(0)
                                                        .bytes(5))
                                .stream();

        byte[] converted =
                Conversions.convert(stream, ConvertOptions.DEFAULT.withContainer(container));

        if (container == IpcContainer.FILE) {
            assertThat(types(converted))
                    .containsExactly(SCHEMA, BATCH, BATCH, DICTIONARY, DICTIONARY);
        }
        assertThat(Conversions.read(converted).columns())
                .containsExactly(Arrays.asList(null, "b"), Arrays.asList(null, null));
    }

    @Test
    void dictionariesThatStayAsTheyAreComeFirst() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT))
                                .dictionary(1, false, letters("aab"))
                                .batch(indices(1, 2))
                                .batch(indices(0))
                                .stream();

        assertThat(types(Conversions.convert(stream, TO_FILE)))
                .containsExactly(SCHEMA, DICTIONARY, BATCH, BATCH);
        assertThat(dictionarySize(Conversions.convert(stream, TO_FILE))).isEqualTo(3);
    }

    @Test
    void dictionariesOfAPipeMayChangeAndComeLast() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT))
                        .dictionary(1, false, letters("ab")).batch(indices(1, 0)).stream();
        MemoryChannel output = new MemoryChannel();

        IpcConverter.convert(new ByteArrayInputStream(stream), "pipe", reading, output, TO_FILE);

        assertThat(types(output.bytes())).containsExactly(SCHEMA, BATCH, DICTIONARY);
        assertThat(Conversions.read(output.bytes()).columns()).containsExactly(List.of("b", "a"));
    }

    @Test
    void deltasAndReplacementsOfAStreamAreKeptInAStream() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT))
                                .dictionary(1, false, letters("ab"))
                                .batch(indices(1))
                                .dictionary(1, true, letters("c"))
                                .batch(indices(2))
                                .dictionary(1, false, letters("x"))
                                .batch(indices(0))
                                .stream();

        byte[] again = Conversions.convert(stream, ConvertOptions.DEFAULT);

        IpcSummary summary = IpcInspector.inspect(RecordingInput.of("s", again), reading);
        assertThat(summary.dictionaries().stream().map(IpcSummary.Dictionary::delta))
                .containsExactly(false, true, false);
        assertThat(Conversions.read(again).columns()).containsExactly(List.of("b", "c", "x"));
    }

    private AbstractThrowableAssert<?, ?> assertRefused(byte[] bytes, ConvertOptions options) {
        return assertThatThrownBy(
                        () ->
                                IpcConverter.convert(
                                        RecordingInput.of("in", bytes),
                                        reading,
                                        new MemoryChannel(),
                                        options.withAllocator(allocator)))
                .isInstanceOf(UnsupportedIpcFeatureException.class);
    }

    private long dictionarySize(byte[] bytes) throws IOException {
        IpcSummary summary = IpcInspector.inspect(RecordingInput.of("x", bytes), reading);
        assertThat(summary.dictionaries()).hasSize(1);
        return summary.dictionaries().get(0).values().rows();
    }

    private static List<Byte> types(byte[] bytes) throws IOException {
        boolean isFile = IpcContainer.of(RecordingInput.of("x", bytes)) == IpcContainer.FILE;
        List<Byte> types = new ArrayList<>();
        (isFile ? StrictIpcWalk.file(bytes) : StrictIpcWalk.stream(bytes))
                .forEach(found -> types.add(found.headerType()));
        return types;
    }
}
