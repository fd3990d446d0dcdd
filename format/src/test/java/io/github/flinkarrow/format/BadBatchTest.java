/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
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

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What record batches and dictionaries can say wrong, and what is said of it. */
class BadBatchTest {

    private static final ArrowType.Int INT32 = new ArrowType.Int(32, true);
    private static final Schema INTS = Schema.of(Field.nullable("i", INT32));
    private static final Schema TEXT = Schema.of(Field.nullable("t", new ArrowType.Utf8()));
    private static final Schema LARGE = Schema.of(Field.nullable("t", new ArrowType.LargeUtf8()));
    private static final Schema LIST =
            Schema.of(Field.nullable("l", new ArrowType.List(), Field.nullable("e", INT32)));
    private static final Schema STRUCT =
            Schema.of(Field.nullable("s", new ArrowType.Struct(), Field.nullable("c", INT32)));
    private static final Schema ENCODED =
            Schema.of(encoded("d", new ArrowType.Utf8(), new ArrowType.Int(8, true)));

    private static Field encoded(String name, ArrowType values, ArrowType.Int indices) {
        return new Field(
                name,
                true,
                values,
                new DictionaryEncoding(7, indices, false),
                List.of(),
                KeyValueMetadata.EMPTY);
    }

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void batchesThatAreRightAreRead() throws IOException {
        assertThat(read(INTS, b -> b.rows(2).node(2, 1).bytes(2).ints(0, 5)))
                .containsExactly(null, 5L);
        assertThat(read(TEXT, b -> b.rows(2).node(2, 0).noBuffer().ints(0, 1, 3).bytes(97, 98, 99)))
                .containsExactly("a", "bc");
    }

    @Test
    void offsetsMayStartBehindZeroAndBuffersMayOverlapOrBeLonger() throws IOException {
        assertThat(read(TEXT, b -> b.rows(1).node(1, 0).noBuffer().ints(1, 3, 9).bytes(97, 98, 99)))
                .containsExactly("bc");
        assertThat(read(TEXT, b -> b.rows(1).node(1, 0).buffer(0, 8).ints(0, 4).buffer(0, 4)))
                .containsExactly("\0\0\0\0");
    }

    @Test
    void emptyArraysNeedNoBuffers() throws IOException {
        assertThat(read(TEXT, b -> b.rows(0).node(0, 0).buffer(-1, 0).buffer(3, 0).buffer(9, 0)))
                .isEmpty();
        assertThat(
                        read(
                                LIST,
                                b ->
                                        b.node(0, 0)
                                                .noBuffer()
                                                .noBuffer()
                                                .node(0, 0)
                                                .noBuffer()
                                                .noBuffer()))
                .isEmpty();
    }

    @Test
    void numberOfFieldNodesFollowsFromTheSchema() {
        fails(INTS, b -> b.rows(0), "the schema asks for 1 field nodes, found 0");
        fails(
                INTS,
                b -> b.rows(0).node(0, 0).node(0, 0).noBuffer().noBuffer(),
                "the schema asks for 1 field nodes, found 2");
    }

    @Test
    void numberOfBuffersFollowsFromTheSchema() {
        fails(INTS, b -> b.rows(0).node(0, 0).noBuffer(), "the schema asks for 2 buffers, found 1");
        fails(
                INTS,
                b -> b.node(0, 0).noBuffer().noBuffer().noBuffer(),
                "the schema asks for 2 buffers, found 3");
    }

    @Test
    void fieldNodesHaveLengthsAndNullCountsThatCanBe() {
        fails(
                STRUCT,
                b -> b.rows(1).node(1, 0).noBuffer().node(-1, 0).noBuffer().noBuffer(),
                "field 's.c': a field node of -1 values and 0 nulls");
        fails(
                INTS,
                b -> b.rows(1).node(1, 2).bytes(0).ints(1),
                "field 'i': a field node of 1 values and 2 nulls");
        fails(
                INTS,
                b -> b.rows(1).node(1, -1).bytes(0).ints(1),
                "field 'i': a field node of 1 values and -1 nulls");
        fails(
                INTS,
                b -> b.rows(3).node(2, 0).noBuffer().ints(1, 2, 3),
                "field 'i': 2 values in a batch of 3 rows");
        fails(INTS, b -> b.rows(-1).node(-1, 0).noBuffer().ints(1), "a record batch of -1 rows");
    }

    @Test
    void moreRowsThanAnArrayIndexCanSayAreUnsupported() {
        long rows = 1L << 31;
        unsupported(
                INTS,
                b -> b.rows(rows).node(rows, 0).noBuffer().ints(1),
                "a record batch of 2147483648 rows, more than 2^31 - 1");
    }

    @Test
    void buffersLieInsideTheBody() {
        fails(
                INTS,
                b -> b.rows(2).node(2, 0).noBuffer().buffer(0, 8),
                "field 'i': values buffer of 8 bytes at 0 lies outside the body of 0 bytes");
        fails(
                INTS,
                b -> b.rows(1).node(1, 1).bytes(1).buffer(-8, 8),
                "field 'i': values buffer of 8 bytes at -8 lies outside the body of 8 bytes");
        fails(
                INTS,
                b -> b.rows(1).node(1, 1).bytes(1).buffer(Long.MAX_VALUE - 7, 8),
                "lies outside the body of 8 bytes");
        fails(
                INTS,
                b -> b.rows(1).node(1, 1).bytes(1).buffer(0, -8),
                "field 'i': values buffer of -8 bytes at 0 lies outside the body of 8 bytes");
    }

    @Test
    void buffersAreAligned() {
        fails(
                INTS,
                b -> b.rows(1).node(1, 0).longs(1, 2).buffer(4, 4),
                "field 'i': values buffer at 4 is not aligned to 8 bytes");
    }

    @Test
    void buffersAreAsLongAsTheirValues() {
        fails(
                INTS,
                b -> b.rows(9).node(9, 0).noBuffer().ints(1, 2, 3, 4, 5, 6, 7, 8),
                "field 'i': values buffer needs 36 bytes but has 32");
        fails(
                INTS,
                b -> b.rows(9).node(9, 1).bytes(1).ints(1, 2, 3, 4, 5, 6, 7, 8, 9),
                "field 'i': validity buffer needs 2 bytes but has 1");
        fails(
                TEXT,
                b -> b.rows(2).node(2, 0).noBuffer().ints(0, 0).noBuffer(),
                "field 't': offsets buffer needs 12 bytes but has 8");
        fails(
                INTS,
                b -> b.rows(1).node(1, 1).noBuffer().ints(1),
                "field 'i': validity buffer needs 1 bytes but has 0");
    }

    @Test
    void offsetsDoNotDecreaseAndStayInTheirData() {
        fails(
                TEXT,
                b -> b.rows(2).node(2, 0).noBuffer().ints(0, 3, 2).bytes(1, 2, 3),
                "field 't': offset 2 is 2: expected 3 to 3");
        fails(
                TEXT,
                b -> b.rows(2).node(2, 0).noBuffer().ints(-1, 1, 2).bytes(1, 2, 3),
                "field 't': offset 0 is -1: expected 0 to 3");
        fails(
                TEXT,
                b -> b.rows(1).node(1, 0).noBuffer().ints(0, 4).bytes(1, 2, 3),
                "field 't': offset 1 is 4: expected 0 to 3");
        fails(
                TEXT,
                b -> b.rows(2).node(2, 0).noBuffer().ints(0, Integer.MIN_VALUE, 3).bytes(1, 2, 3),
                "field 't': offset 1 is -2147483648: expected 0 to 3");
        fails(
                LARGE,
                b -> b.rows(2).node(2, 0).noBuffer().longs(0, 1L << 32, 3).bytes(1, 2, 3),
                "field 't': offset 1 is 4294967296: expected 0 to 3");
        fails(
                LARGE,
                b -> b.rows(1).node(1, 0).noBuffer().longs(Long.MIN_VALUE, 0).bytes(1, 2, 3),
                "field 't': offset 0 is -9223372036854775808: expected 0 to 3");
    }

    @Test
    void offsetsOfNullSlotsAreCheckedToo() {
        fails(
                TEXT,
                b -> b.rows(1).node(1, 1).bytes(0).ints(0, 4).bytes(1, 2, 3),
                "field 't': offset 1 is 4: expected 0 to 3");
    }

    @Test
    void offsetsOfListsStayInTheirChild() {
        fails(
                LIST,
                b -> b.rows(1).node(1, 0).noBuffer().ints(0, 3).node(2, 0).noBuffer().ints(1, 2),
                "field 'l': offset 1 is 3: expected 0 to 2");
    }

    @Test
    void childrenOfStructsAreAsLongAsTheirParent() {
        fails(
                STRUCT,
                b -> b.rows(2).node(2, 0).noBuffer().node(1, 0).noBuffer().ints(1),
                "field 's.c': 1 values, but its parent needs 2");
    }

    @Test
    void compressedBuffersSayTheirLength() {
        for (BodyCompression codec : List.of(BodyCompression.LZ4_FRAME, BodyCompression.ZSTD)) {
            fails(
                    INTS,
                    b -> b.compression(codec).rows(1).node(1, 0).noBuffer().bytes(1, 2, 3),
                    "field 'i': compressed values buffer has 3 bytes, less than its length takes");
            fails(
                    INTS,
                    b -> b.compression(codec).rows(1).node(1, 0).noBuffer().longs(-2, 0),
                    "field 'i': compressed values buffer gives its uncompressed length as -2");
            fails(
                    INTS,
                    b -> b.compression(codec).rows(1).node(1, 0).noBuffer().longs(4, 12345),
                    "field 'i': compressed values buffer: ");
            fails(
                    INTS,
                    b -> b.compression(codec).rows(2).node(2, 0).noBuffer().longs(-1),
                    "field 'i': values buffer needs 8 bytes but has 0");
            unsupported(
                    INTS,
                    b -> b.compression(codec).rows(1).node(1, 0).noBuffer().longs(1L << 31, 1),
                    "field 'i': compressed values buffer of 2147483648 bytes, more than 2 GiB");
        }
    }

    @Test
    void storedBuffersOfACompressedBodyAreReadAsTheyAre() throws IOException {
        assertThat(
                        read(
                                INTS,
                                b ->
                                        b.compression(BodyCompression.ZSTD)
                                                .rows(2)
                                                .node(2, 0)
                                                .noBuffer()
                                                .longs(-1, 5L << 32 | 4)))
                .containsExactly(4L, 5L);
    }

    @Test
    void decompressedBytesAreLimitedBeforeTheyAreAllocated() {
        for (BodyCompression codec : List.of(BodyCompression.LZ4_FRAME, BodyCompression.ZSTD)) {
            byte[] file =
                    file(
                            INTS,
                            b ->
                                    b.compression(codec)
                                            .rows(1)
                                            .node(1, 0)
                                            .noBuffer()
                                            .longs(1L << 30, 77));
            assertThatThrownBy(() -> read(file, options.withMaxBatchBytes(1 << 20)))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("more than the limit of 1048576 bytes");
            assertThat(allocator.peakAllocatedBytes()).isLessThan(1000);
        }
    }

    @Test
    void memoryThatThereIsNotIsATypedException() {
        byte[] file =
                file(
                        INTS,
                        b ->
                                b.compression(BodyCompression.ZSTD)
                                        .rows(1)
                                        .node(1, 0)
                                        .noBuffer()
                                        .longs(Integer.MAX_VALUE, 1));

        assertThatThrownBy(() -> read(file, options.withMaxBatchBytes(Long.MAX_VALUE)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("block 0 @ ")
                .hasMessageContaining("not enough memory for a buffer of 2147483647 bytes");
    }

    @Test
    void compressedBytesDoNotCountBesideTheDecompressedOnes() throws IOException {
        byte[] file =
                file(
                        INTS,
                        b ->
                                b.compression(BodyCompression.ZSTD)
                                        .rows(2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .longs(-1, 5L << 32 | 4));

        assertThat(read(file, options.withMaxBatchBytes(16))).containsExactly(4L, 5L);
    }

    @Test
    void overlappingBuffersCountAsOftenAsTheyAreRead() throws IOException {
        Schema schema = Schema.of(Field.nullable("a", INT32), Field.nullable("b", INT32));
        byte[] file =
                file(
                        schema,
                        b ->
                                b.rows(2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .ints(1, 2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .buffer(0, 8));

        assertThat(read(file, options.withMaxBatchBytes(16))).containsExactly(1L, 2L);
        assertThatThrownBy(() -> read(file, options.withMaxBatchBytes(15)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("more than the limit of 15 bytes (limit.batch-bytes)");
    }

    @Test
    void bytesOfABatchAreLimitedToThoseOfTheChosenColumns() throws IOException {
        Schema schema = Schema.of(Field.nullable("a", INT32), Field.nullable("b", INT32));
        byte[] file =
                file(
                        schema,
                        b ->
                                b.rows(2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .ints(1, 2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .ints(3, 4));

        assertThat(read(file, options.withMaxBatchBytes(16))).containsExactly(1L, 2L);
        assertThatThrownBy(() -> read(file, options.withMaxBatchBytes(15)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("block 0 @ ")
                .hasMessageContaining("more than the limit of 15 bytes (limit.batch-bytes)");
        try (IpcFileReader reader =
                        IpcFileReader.open(
                                RecordingInput.of("f", file), options.withMaxBatchBytes(8));
                RecordBatch batch = reader.recordBatch(0, Projection.of(1))) {
            assertThat(PlainValues.of(batch.column(0))).containsExactly(3L, 4L);
        }
    }

    @Test
    void indexOfAValidSlotIsInItsDictionary() throws IOException {
        Consumer<Batch> letters = b -> b.rows(2).node(2, 0).noBuffer().ints(0, 1, 2).bytes(97, 98);

        assertThat(readEncoded(letters, b -> b.rows(3).node(3, 1).bytes(5).bytes(1, 99, 0)))
                .containsExactly("b", null, "a");
        assertThatThrownBy(
                        () ->
                                readEncoded(
                                        letters, b -> b.rows(2).node(2, 0).noBuffer().bytes(1, 2)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("block 0 @ ")
                .hasMessageContaining(
                        "field 'd': index 2 of value 1 is outside dictionary 7 of 2 values");
        assertThatThrownBy(
                        () -> readEncoded(letters, b -> b.rows(1).node(1, 0).noBuffer().bytes(-1)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("index -1 of value 0");
    }

    @Test
    void unsignedIndexIsNotNegative() {
        Schema schema = Schema.of(encoded("d", INT32, new ArrowType.Int(64, false)));
        HandMadeFile file = new HandMadeFile(schema);
        file.dictionary(7, false, b -> b.rows(1).node(1, 0).noBuffer().ints(5));
        file.batch(b -> b.rows(1).node(1, 0).noBuffer().longs(-1));

        assertThatThrownBy(() -> read(file.file(), options))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("index 18446744073709551615 of value 0");
    }

    @Test
    void missingDictionaryIsAnErrorWhereAValidSlotNeedsIt() throws IOException {
        byte[] allNull = file(ENCODED, b -> b.rows(2).node(2, 2).bytes(0).bytes(1, 2));
        assertThat(read(allNull, options)).containsExactly(null, null);

        fails(
                ENCODED,
                b -> b.rows(2).node(2, 1).bytes(2).bytes(1, 2),
                "field 'd': dictionary 7 is missing, and value 1 needs it");
    }

    @Test
    void secondDictionaryOfAnIdIsAnErrorInAFileAndAReplacementInAStream() throws IOException {
        HandMadeFile made = new HandMadeFile(ENCODED);
        made.dictionary(7, false, b -> b.rows(1).node(1, 0).noBuffer().ints(0, 1).bytes(97));
        made.dictionary(7, false, b -> b.rows(1).node(1, 0).noBuffer().ints(0, 1).bytes(98));
        made.batch(b -> b.rows(1).node(1, 0).noBuffer().bytes(0));

        assertThatThrownBy(() -> read(made.file(), options))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("dictionary block 1 @ ")
                .hasMessageContaining("a second dictionary 7 that is not a delta");
        try (IpcStreamReader reader =
                        IpcStreamReader.open(RecordingInput.of("s", made.stream()), options);
                RecordBatch batch = reader.next()) {
            assertThat(PlainValues.of(batch.column(0))).containsExactly("b");
        }
    }

    @Test
    void whatCannotBeReadOfADictionaryIsAnErrorOnlyWhereItsColumnIsChosen() throws IOException {
        Schema schema = Schema.of(ENCODED.fields().get(0), Field.nullable("i", INT32));
        Consumer<Batch> broken = b -> b.rows(1).node(1, 0).noBuffer().ints(0, 9).bytes(97);
        HandMadeFile delta = new HandMadeFile(schema);
        delta.dictionary(7, true, b -> b.rows(1).node(1, 0).noBuffer().ints(0, 1).bytes(97));
        HandMadeFile bad = new HandMadeFile(schema);
        bad.dictionary(7, false, broken);
        Consumer<Batch> row =
                b -> b.rows(1).node(1, 0).noBuffer().bytes(0).node(1, 0).noBuffer().ints(8);

        onlyTheEncodedColumnFails(delta.batch(row), UnsupportedIpcFeatureException.class);
        onlyTheEncodedColumnFails(bad.batch(row), IpcFormatException.class);
    }

    private void onlyTheEncodedColumnFails(HandMadeFile made, Class<?> expected)
            throws IOException {
        try (IpcFileReader reader =
                IpcFileReader.open(RecordingInput.of("f", made.file()), options)) {
            assertThatThrownBy(() -> reader.recordBatch(0)).isInstanceOf(expected);
            assertThatThrownBy(() -> reader.recordBatch(0)).isInstanceOf(expected);
            try (RecordBatch batch = reader.recordBatch(0, Projection.of(1))) {
                assertThat(PlainValues.of(batch.column(0))).containsExactly(8L);
            }
        }
        for (boolean pipe : new boolean[] {false, true}) {
            assertThatThrownBy(() -> openStream(made.stream(), pipe).next(Projection.ALL))
                    .isInstanceOf(expected);
            try (IpcStreamReader reader = openStream(made.stream(), pipe);
                    RecordBatch batch = reader.next(Projection.of(1))) {
                assertThat(PlainValues.of(batch.column(0))).containsExactly(8L);
            }
        }
    }

    @Test
    void dictionaryThatAPipePassedOverCannotBeHadLater() throws IOException {
        Schema schema = Schema.of(ENCODED.fields().get(0), Field.nullable("i", INT32));
        Consumer<Batch> row =
                b -> b.rows(1).node(1, 0).noBuffer().bytes(0).node(1, 0).noBuffer().ints(8);
        byte[] stream =
                new HandMadeFile(schema)
                                .dictionary(
                                        7,
                                        false,
                                        b -> b.rows(1).node(1, 0).noBuffer().ints(0, 1).bytes(97))
                                .batch(row)
                                .batch(row)
                                .stream();

        try (IpcStreamReader pipe = openStream(stream, true)) {
            pipe.next(Projection.of(1)).close();
            assertThatThrownBy(() -> pipe.next(Projection.of(0)))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageContaining("a dictionary that no chosen column needed");
        }
        try (IpcStreamReader seekable = openStream(stream, false)) {
            seekable.next(Projection.of(1)).close();
            try (RecordBatch batch = seekable.next(Projection.of(0))) {
                assertThat(PlainValues.of(batch.column(0))).containsExactly("a");
            }
        }
    }

    @Test
    void fieldsThatShareADictionaryHaveTheSameValues() {
        Schema schema =
                Schema.of(
                        encoded("d", new ArrowType.Utf8(), new ArrowType.Int(8, true)),
                        encoded("e", INT32, new ArrowType.Int(8, true)));
        HandMadeFile file = new HandMadeFile(schema);
        file.dictionary(7, false, b -> b.rows(1).node(1, 0).noBuffer().ints(0, 1).bytes(97));
        file.batch(b -> b.rows(1).node(1, 0).noBuffer().bytes(0).node(1, 0).noBuffer().bytes(0));

        assertThatThrownBy(() -> read(file.file(), options))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining(
                        "field 'e': dictionary 7 is shared with a field of another type, Utf8");
    }

    @Test
    void dictionaryIsNotAmongItsOwnValues() {
        Field inner = encoded("inner", new ArrowType.List(), new ArrowType.Int(8, true));
        Field looped =
                new Field(
                        "loop",
                        true,
                        new ArrowType.List(),
                        new DictionaryEncoding(7, new ArrowType.Int(8, true), false),
                        List.of(inner.withChildren(List.of(Field.nullable("x", INT32)))),
                        KeyValueMetadata.EMPTY);
        HandMadeFile file = new HandMadeFile(Schema.of(looped));
        file.dictionary(
                7,
                false,
                b -> b.rows(1).node(1, 0).noBuffer().ints(0, 1).node(1, 0).noBuffer().bytes(0));
        file.batch(b -> b.rows(1).node(1, 0).noBuffer().bytes(0));

        assertThatThrownBy(() -> read(file.file(), options))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("dictionary block 0 @ ")
                .hasMessageContaining("field 'loop.inner': dictionary 7 is missing");
    }

    @Test
    void dictionaryThatNoFieldRefersToIsAnErrorInAStream() {
        byte[] stream =
                new HandMadeFile(INTS)
                                .dictionary(
                                        3, false, b -> b.rows(0).node(0, 0).noBuffer().noBuffer())
                                .stream();

        assertThatThrownBy(() -> openStream(stream, false).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("message 1 @ ")
                .hasMessageContaining("no field refers to dictionary 3");
    }

    private static byte[] file(Schema schema, Consumer<Batch> parts) {
        return new HandMadeFile(schema).batch(parts).file();
    }

    private List<Object> read(Schema schema, Consumer<Batch> parts) throws IOException {
        return read(file(schema, parts), options);
    }

    private List<Object> readEncoded(Consumer<Batch> dictionary, Consumer<Batch> parts)
            throws IOException {
        HandMadeFile file = new HandMadeFile(ENCODED);
        return read(file.dictionary(7, false, dictionary).batch(parts).file(), options);
    }

    /** The first column of the first batch. */
    private static List<Object> read(byte[] file, ReadOptions options) throws IOException {
        try (IpcFileReader reader = IpcFileReader.open(RecordingInput.of("f", file), options);
                RecordBatch batch = reader.recordBatch(0)) {
            return PlainValues.of(batch.column(0));
        }
    }

    private IpcStreamReader openStream(byte[] stream, boolean pipe) throws IOException {
        return pipe
                ? IpcStreamReader.open(new ByteArrayInputStream(stream), "s", options)
                : IpcStreamReader.open(RecordingInput.of("s", stream), options);
    }

    private void fails(Schema schema, Consumer<Batch> parts, String message) {
        throwsTyped(schema, parts, IpcFormatException.class, message);
    }

    private void unsupported(Schema schema, Consumer<Batch> parts, String message) {
        throwsTyped(schema, parts, UnsupportedIpcFeatureException.class, message);
    }

    /** In a file, mapped or not, and in a stream. */
    private void throwsTyped(Schema schema, Consumer<Batch> parts, Class<?> type, String message) {
        HandMadeFile made = new HandMadeFile(schema);
        int start = made.position();
        made.batch(parts);
        for (SeekableInput input :
                Arrays.asList(
                        RecordingInput.of("f", made.file()),
                        RecordingInput.mapped("f", made.file()))) {
            assertThatThrownBy(
                            () -> {
                                try (IpcFileReader reader = IpcFileReader.open(input, options)) {
                                    reader.recordBatch(0).close();
                                }
                            })
                    .isInstanceOf(type)
                    .hasMessageStartingWith("f: block 0 @ " + start + ": ")
                    .hasMessageContaining(message);
        }
        assertThatThrownBy(() -> openStream(made.stream(), true).next())
                .isInstanceOf(type)
                .hasMessageStartingWith("s: message 1 @ " + (start - 8) + ": ")
                .hasMessageContaining(message);
    }
}
