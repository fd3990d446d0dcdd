/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.IpcConverter.Loss;
import io.github.flinkarrow.format.array.Int8Builder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Conversions;
import io.github.flinkarrow.format.testing.Conversions.Contents;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.StrictIpcWalk;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.apache.arrow.flatbuf.MessageHeader;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.github.flinkarrow.format.testing.DictionaryParts.encoded;
import static io.github.flinkarrow.format.testing.DictionaryParts.indices;
import static io.github.flinkarrow.format.testing.DictionaryParts.letters;
import static io.github.flinkarrow.format.testing.DictionaryParts.structs;
import static io.github.flinkarrow.format.testing.DictionaryParts.twoColumns;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What becomes of dictionaries, metadata and record batches when they are written anew. */
class IpcConverterTest {

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

    /** Bytes that are no text. */
    private static final KeyValue PICKLED =
            KeyValue.ofBytes(new byte[] {'p', (byte) 0xFF}, new byte[] {(byte) 0x80, 0, 'x'});

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    // Dictionaries

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

    // Batches cut anew

    @Test
    void batchesHaveTheRowsThatAreAskedFor() throws IOException {
        byte[] stream = numbers(batch(3), batch(0), batch(5), batch(4));

        for (IpcContainer container : IpcContainer.values()) {
            Contents cut =
                    Conversions.read(
                            Conversions.convert(
                                    stream,
                                    ConvertOptions.DEFAULT
                                            .withContainer(container)
                                            .withBatchRows(5)));
            assertThat(cut.rowCounts()).containsExactly(5, 5, 2);
            assertThat(cut.columns()).isEqualTo(Conversions.read(stream).columns());
        }
    }

    @Test
    void rowsWithoutColumnsAreCutToo() throws IOException {
        MemoryChannel output = new MemoryChannel();
        IpcFileWriter writer = new IpcFileWriter(output, Schema.of(), WriteOptions.DEFAULT);
        for (int rows : new int[] {7, 0, 5}) {
            writer.write(
                    new RecordBatch(
                            Schema.of(), rows, List.of(), KeyValueMetadata.EMPTY, () -> {}));
        }
        writer.finish();

        for (ConvertOptions way : Conversions.everyWay()) {
            assertThat(Conversions.read(Conversions.convert(output.bytes(), way)).rowCounts())
                    .containsExactly(7, 0, 5);
            assertThat(
                            Conversions.read(
                                            Conversions.convert(
                                                    output.bytes(), way.withBatchRows(10)))
                                    .rowCounts())
                    .containsExactly(10, 2);
        }
    }

    @Test
    void batchOfAStreamEndsWhereADictionaryIsReplaced() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT))
                                .dictionary(1, false, letters("ab"))
                                .batch(indices(1))
                                .dictionary(1, true, letters("c"))
                                .batch(indices(2, 0))
                                .dictionary(1, false, letters("x"))
                                .batch(indices(0, 0))
                                .stream();

        Contents cut = Conversions.read(Conversions.convert(stream, TO_STREAM.withBatchRows(10)));
        Contents file = Conversions.read(Conversions.convert(stream, TO_FILE.withBatchRows(10)));

        assertThat(cut.rowCounts()).containsExactly(3, 2);
        assertThat(file.rowCounts()).containsExactly(5);
        assertThat(cut.columns())
                .isEqualTo(file.columns())
                .containsExactly(List.of("b", "c", "a", "x", "x"));
    }

    @Test
    void rowsUnderAGrowingNestedDictionaryAreJoined() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(OUTER, TEXT))
                                .dictionary(1, false, letters("ab"))
                                .dictionary(2, false, structs(1, 0))
                                .batch(twoColumns(0, 1))
                                .dictionary(1, true, letters("c"))
                                .dictionary(2, true, structs(2))
                                .batch(twoColumns(2, 2))
                                .stream();

        for (ConvertOptions way : List.of(TO_STREAM, TO_FILE)) {
            Contents cut = Conversions.read(Conversions.convert(stream, way.withBatchRows(2)));
            assertThat(cut.rowCounts()).containsExactly(2);
            assertThat(cut.columns())
                    .containsExactly(List.of(List.of("b"), List.of("c")), List.of("b", "c"));
        }
    }

    @Test
    void runEndsThatDoNotFitAreAnError() throws IOException {
        Field runs =
                Field.nullable(
                        "r",
                        new ArrowType.RunEndEncoded(),
                        Field.notNull("run_ends", new ArrowType.Int(16, true)),
                        Field.nullable("values", INT8));
        HandMadeFile made = new HandMadeFile(Schema.of(runs));
        for (int i = 0; i < 2; i++) {
            made.batch(
                    b ->
                            b.rows(20_000)
                                    .node(20_000, 0)
                                    .node(1, 0)
                                    .noBuffer()
                                    .hex("204e")
                                    .node(1, 0)
                                    .noBuffer()
                                    .bytes(5));
        }

        assertThat(
                        Conversions.read(
                                        Conversions.convert(
                                                made.stream(), TO_FILE.withBatchRows(30_000)))
                                .rowCounts())
                .containsExactly(30_000, 10_000);
        assertRefused(made.stream(), TO_FILE.withBatchRows(40_000))
                .hasMessageContaining("a run end of 40000 in 16 bits: ask for fewer rows a batch");
    }

    @Test
    void listsThatShareTheirElementsDoNotGrowBeyondTheLimit() throws IOException {
        Field list = Field.nullable("l", new ArrowType.ListView(), Field.nullable("x", INT8));
        int lists = 2000;
        int elements = 100_000;
        int[] sizes = new int[lists];
        Arrays.fill(sizes, elements);
        byte[] stream =
                new HandMadeFile(Schema.of(list))
                                .batch(
                                        b ->
                                                b.rows(lists)
                                                        .node(lists, 0)
                                                        .noBuffer()
                                                        .ints(new int[lists])
                                                        .ints(sizes)
                                                        .node(elements, 0)
                                                        .noBuffer()
                                                        .bytes(new int[elements]))
                                .stream();
        ReadOptions limited = reading.withMaxBatchBytes(1 << 20);
        MemoryChannel output = new MemoryChannel();

        assertThatThrownBy(
                        () ->
                                IpcConverter.convert(
                                        RecordingInput.of("in", stream),
                                        limited,
                                        output,
                                        TO_FILE.withBatchRows(1000)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("in: record batches of 1000 rows take more than the limit")
                .hasMessageContaining("(limit.batch-bytes)");
        assertThat(allocator.peakAllocatedBytes()).isLessThan(16 << 20);
    }

    @Test
    void batchesThatNobodyCouldReadAreNotWritten() throws IOException {
        byte[] stream = numbers(batch(40_000), batch(40_000));

        assertThatThrownBy(
                        () ->
                                IpcConverter.convert(
                                        RecordingInput.of("in", stream),
                                        reading.withMaxBatchBytes(50_000),
                                        new MemoryChannel(),
                                        TO_FILE.withBatchRows(70_000)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("limit of 50000 bytes (limit.batch-bytes)");
    }

    // Metadata

    @Test
    void metadataIsCopiedByteByByteAtAllFourLevels() throws IOException {
        KeyValueMetadata metadata =
                new KeyValueMetadata(List.of(PICKLED, new KeyValue("k", "ü"), PICKLED));
        Field field = new Field("f", true, INT8, null, List.of(), metadata);
        byte[] file = file(new Schema(List.of(field), metadata), metadata, metadata);

        for (ConvertOptions way : Conversions.everyWay()) {
            byte[] converted = Conversions.convert(file, way);
            Contents found = Conversions.read(converted);
            assertThat(found.schema().metadata()).isEqualTo(metadata);
            assertThat(found.schema().fields().get(0).metadata()).isEqualTo(metadata);
            assertThat(found.batchMetadata()).containsExactly(metadata);
            if (way.container() == IpcContainer.FILE) {
                assertThat(found.footer()).isEqualTo(metadata);
            }
            assertThat(occurrences(converted, PICKLED.valueBytes()))
                    .isEqualTo(
                            way.container() == IpcContainer.FILE
                                    ? 2 * (2 + 2 + 1) + 2
                                    : 2 * (1 + 1 + 1));
        }
    }

    @Test
    void whatAStreamCannotKeepIsSaid() throws IOException {
        KeyValueMetadata metadata = KeyValueMetadata.of(Map.of("k", "v"));
        byte[] file = file(Schema.of(Field.nullable("f", INT8)), metadata, metadata);

        assertThat(losses(file, TO_FILE)).isEmpty();
        assertThat(losses(file, TO_STREAM)).containsExactly(Loss.FOOTER_METADATA);
    }

    @Test
    void metadataStaysWithBatchesThatStayWhole() throws IOException {
        KeyValueMetadata one = KeyValueMetadata.of(Map.of("batch", "1"));
        KeyValueMetadata two = KeyValueMetadata.of(Map.of("batch", "2"));
        byte[] stream = numbers(batch(2, one), batch(4, two), batch(2), batch(1, two));

        Contents pairs = Conversions.read(Conversions.convert(stream, TO_FILE.withBatchRows(2)));

        assertThat(pairs.rowCounts()).containsExactly(2, 2, 2, 2, 1);
        assertThat(pairs.batchMetadata())
                .containsExactly(
                        one,
                        KeyValueMetadata.EMPTY,
                        KeyValueMetadata.EMPTY,
                        KeyValueMetadata.EMPTY,
                        two);
        assertThat(losses(stream, TO_FILE.withBatchRows(2))).containsExactly(Loss.BATCH_METADATA);
        assertThat(losses(stream, TO_FILE)).isEmpty();
        assertThat(losses(numbers(batch(2, one), batch(1, two)), TO_FILE.withBatchRows(2)))
                .isEmpty();
        assertThat(losses(numbers(batch(1, one), batch(2)), TO_FILE.withBatchRows(3)))
                .containsExactly(Loss.BATCH_METADATA);
    }

    @Test
    void rowCountsOfPolarsAreLeftOutWhereBatchesAreCut() throws IOException {
        KeyValueMetadata footer =
                KeyValueMetadata.of(Map.of("__POLARS_IPC_METADATA", "{\"v0\":{}}", "k", "v"));
        byte[] file = file(Schema.of(Field.nullable("f", INT8)), KeyValueMetadata.EMPTY, footer);

        assertThat(Conversions.read(Conversions.convert(file, TO_FILE)).footer()).isEqualTo(footer);
        assertThat(Conversions.read(Conversions.convert(file, TO_FILE.withBatchRows(1))).footer())
                .isEqualTo(KeyValueMetadata.of(Map.of("k", "v")));
        assertThat(losses(file, TO_FILE.withBatchRows(1))).containsExactly(Loss.BATCH_METADATA);
    }

    @Test
    void oldMarkOfACodecIsNotCopied() throws IOException {
        KeyValueMetadata metadata =
                KeyValueMetadata.of(Map.of("ARROW:experimental_compression", "lz4", "k", "v"));
        byte[] stream = numbers(batch(1, metadata));

        assertThat(Conversions.read(Conversions.convert(stream, TO_FILE)).batchMetadata())
                .containsExactly(KeyValueMetadata.of(Map.of("k", "v")));
    }

    // Defaults and failures

    @Test
    void containerAndCompressionAreKeptByDefault() throws IOException {
        for (ConvertOptions way : Conversions.everyWay()) {
            byte[] first = Conversions.convert(numbers(batch(100), batch(100)), way);

            byte[] again = Conversions.convert(first, ConvertOptions.DEFAULT);

            assertThat(again).isEqualTo(first);
        }
    }

    @Test
    void memoryIsGivenBackAfterAFailure() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT))
                                .dictionary(1, false, letters("ab"))
                                .batch(indices(1, 0))
                                .batch(indices(1, 0))
                                .dictionary(1, false, letters("x"))
                                .batch(indices(0))
                                .batch(indices(1))
                                .stream();
        for (ConvertOptions way : List.of(TO_FILE, TO_STREAM)) {
            for (Integer rows : new Integer[] {null, 1, 3, 10}) {
                assertThatThrownBy(
                                () ->
                                        IpcConverter.convert(
                                                RecordingInput.of("in", stream),
                                                reading,
                                                new MemoryChannel(),
                                                way.withBatchRows(rows).withAllocator(allocator)))
                        .isInstanceOf(IpcFormatException.class)
                        .hasMessageContaining("index 1");
                assertThat(allocator.allocatedBytes()).isZero();
            }
        }
    }

    @Test
    void aLongStreamTakesNoMoreMemoryThanAShortOne() throws IOException {
        byte[] stream = numbers(Collections.nCopies(300, batch(20_000)).toArray(Part[]::new));
        BufferAllocator bounded = BufferAllocator.create("bounded", 1 << 20);

        for (IpcContainer container : IpcContainer.values()) {
            for (Integer rows : new Integer[] {null, 7_000, 50_000}) {
                IpcConverter.Converted converted =
                        IpcConverter.convert(
                                new ByteArrayInputStream(stream),
                                "pipe",
                                ReadOptions.DEFAULT.withAllocator(bounded),
                                new MemoryChannel(),
                                new ConvertOptions(container, Compression.ZSTD, rows, bounded));

                assertThat(converted.rows()).isEqualTo(300 * 20_000);
            }
        }
        assertThat(bounded.peakAllocatedBytes()).isLessThan(20 * 20_000);
        bounded.close();
    }

    private record Part(int rows, KeyValueMetadata metadata) {}

    private static Part batch(int rows) {
        return new Part(rows, KeyValueMetadata.EMPTY);
    }

    private static Part batch(int rows, KeyValueMetadata metadata) {
        return new Part(rows, metadata);
    }

    /** A stream of one column of numbers that go on from batch to batch. */
    private byte[] numbers(Part... parts) throws IOException {
        Schema schema = Schema.of(Field.nullable("n", INT8));
        MemoryChannel output = new MemoryChannel();
        IpcStreamWriter writer = new IpcStreamWriter(output, schema, WriteOptions.DEFAULT);
        byte next = 0;
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            for (Part part : parts) {
                builder.reset();
                for (int i = 0; i < part.rows(); i++) {
                    ((Int8Builder) builder.column(0)).append(next++);
                }
                writer.write(WrittenBatches.with(part.metadata(), builder.build(part.rows())));
            }
        }
        writer.finish();
        return output.bytes();
    }

    /** A file of one batch of one number. */
    private byte[] file(Schema schema, KeyValueMetadata batch, KeyValueMetadata footer)
            throws IOException {
        MemoryChannel output = new MemoryChannel();
        IpcFileWriter writer = new IpcFileWriter(output, schema, WriteOptions.DEFAULT);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            ((Int8Builder) builder.column(0)).append((byte) 1);
            writer.write(WrittenBatches.with(batch, builder.build(1)));
        }
        writer.finish(footer);
        return output.bytes();
    }

    private Set<Loss> losses(byte[] bytes, ConvertOptions options) throws IOException {
        return IpcConverter.convert(
                        RecordingInput.of("in", bytes), reading, new MemoryChannel(), options)
                .losses();
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

    private static int occurrences(byte[] bytes, byte[] part) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String wanted = new String(part, StandardCharsets.ISO_8859_1);
        int count = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            count++;
        }
        return count;
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
