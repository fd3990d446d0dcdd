/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.ReadAnything;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is no file and no stream, or only a part of one, and what is said of it. */
class BadContainerTest {

    private static final Schema INTS = Schema.of(Field.nullable("i", new ArrowType.Int(32, true)));

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void emptyInputIsToldApart() {
        everyReaderFails(new byte[0], IpcFormatException.class, "the input is empty");
    }

    @Test
    void textIsToldApart() {
        everyReaderFails(ascii("col1,col2\n1,2\n"), IpcFormatException.class, "neither an Arrow");
        everyReaderFails(ascii("a"), IpcFormatException.class, "neither an Arrow");
    }

    @Test
    void featherV1IsToldApart() {
        everyReaderFails(
                ascii("FEA1........FEA1"), UnsupportedIpcFeatureException.class, "Feather V1");
    }

    @Test
    void fileIsNotReadAsAStreamNorAStreamAsAFile() {
        HandMadeFile made = new HandMadeFile(INTS);

        assertThatThrownBy(() -> openStream(made.file()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("a file, not a stream");
        assertThatThrownBy(() -> openPipe(made.file()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("p: a file, not a stream");
        assertThatThrownBy(() -> openFile(made.stream()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("a stream, not a file");
    }

    @Test
    void aStreamThatWasCutBetweenTwoMessagesIsNotAtItsEnd() throws IOException {
        HandMadeFile made = new HandMadeFile(INTS);
        byte[] cut = made.batch(b -> b.rows(1).node(1, 0).noBuffer().ints(7)).stream();
        RecordingInput whole = RecordingInput.of("s", cut);
        SeekableInput claimsMore =
                new SeekableInput() {
                    @Override
                    public String name() {
                        return "s";
                    }

                    @Override
                    public long size() {
                        return cut.length + 100L;
                    }

                    @Override
                    public int read(long position, ByteBuffer target) {
                        return whole.read(position, target);
                    }

                    @Override
                    public void close() {
                        whole.close();
                    }
                };

        try (IpcStreamReader reader = IpcStreamReader.open(claimsMore, options)) {
            reader.next().close();
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("s: message 2 @ " + cut.length)
                    .hasMessageContaining("it had " + (cut.length + 100) + " bytes");
        }
    }

    @Test
    void inputIsClosedWhereOpeningFails() {
        RecordingInput file = RecordingInput.of("f", ascii("some text"));
        RecordingInput stream = RecordingInput.of("s", ascii("some text"));

        assertThatThrownBy(() -> IpcFileReader.open(file, options)).isNotNull();
        assertThatThrownBy(() -> IpcStreamReader.open(stream, options)).isNotNull();
        assertThat(file.isClosed()).isTrue();
        assertThat(stream.isClosed()).isTrue();
    }

    @Test
    void fileWithoutItsEndIsTruncated() {
        byte[] file = new HandMadeFile(INTS).file();

        fileFails(Arrays.copyOf(file, file.length - 1), "does not end with ARROW1");
        fileFails(Arrays.copyOf(file, 8), "a file of 8 bytes has no room for a footer");
    }

    @Test
    void lengthOfTheFooterFitsTheFile() {
        byte[] file = new HandMadeFile(INTS).file();
        int at = file.length - 10;
        for (int length : new int[] {0, -1, file.length - 17, Integer.MAX_VALUE}) {
            ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, length);
            fileFails(
                    file,
                    "the footer has " + length + " bytes: expected 1 to " + (file.length - 18));
        }
        ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).putInt(at, 10);
        fileFails(file, "f: footer @ ");
    }

    @Test
    void footerIsLimited() {
        byte[] file = new HandMadeFile(INTS).file();

        assertThatThrownBy(
                        () ->
                                IpcFileReader.open(
                                        RecordingInput.of("f", file),
                                        options.withMaxMetadataBytes(100)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("more than the limit of 100 (limit.metadata-bytes)");
    }

    @Test
    void blocksLieInsideTheFile() throws IOException {
        HandMadeFile made = new HandMadeFile(INTS);
        int start = made.position();
        made.batch(b -> b.rows(1).node(1, 0).noBuffer().ints(1));
        int length = made.position() - start - 8;
        made.block(-8, length, 8);
        made.block(start, 0, 8);
        made.block(start, -length, 8);
        made.block(start, length, -8);
        made.block(start, length, Long.MAX_VALUE);
        made.block(start, length, 24);
        made.block(Long.MAX_VALUE - 7, length, 8);
        made.block(start, Integer.MAX_VALUE, 8);
        made.block(start + 4, 8, 8);

        try (IpcFileReader reader =
                IpcFileReader.open(RecordingInput.of("f", made.file()), options)) {
            for (int i = 1; i < reader.recordBatchCount(); i++) {
                int index = i;
                String expected =
                        i == 9
                                ? "is not aligned to 8 bytes: 8 bytes of metadata and 8 of body"
                                : "lies outside the file: ";
                assertThatThrownBy(() -> reader.recordBatch(index))
                        .isInstanceOf(IpcFormatException.class)
                        .hasMessageStartingWith("f: block " + i + " @ ")
                        .hasMessageContaining(expected);
                assertThatThrownBy(() -> reader.rowCount(index))
                        .isInstanceOf(IpcFormatException.class);
                assertThatThrownBy(() -> reader.block(index))
                        .isInstanceOf(IpcFormatException.class);
            }
            reader.recordBatch(0).close();
        }
    }

    @Test
    void blocksSayWhatTheirMessagesSay() throws IOException {
        HandMadeFile made = new HandMadeFile(INTS);
        int start = made.position();
        made.batch(b -> b.rows(1).node(1, 0).noBuffer().ints(1));
        int length = made.position() - start - 8;
        made.block(start, length, 0);
        made.block(start, length - 8, 16);
        made.block(start, 8, 8);
        made.block(start, 4, 8);
        made.block(8, start - 8, 0);

        try (IpcFileReader reader =
                IpcFileReader.open(RecordingInput.of("f", made.file()), options)) {
            String at = "f: block %d @ " + start + ": ";
            batchFails(reader, 1, at.formatted(1) + "the body has 8 bytes by its message and 0 by");
            batchFails(reader, 2, at.formatted(2) + "the metadata has " + (length - 8) + " bytes");
            batchFails(reader, 3, at.formatted(3) + "the metadata has " + (length - 8) + " bytes");
            batchFails(reader, 4, at.formatted(4));
            batchFails(reader, 5, "f: block 5 @ 8: expected a RecordBatch message");
        }
    }

    @Test
    void streamWithoutAnEndMarkerIsComplete() throws IOException {
        byte[] stream = oneRow().stream();

        for (IpcStreamReader opened :
                new IpcStreamReader[] {openStream(stream), openPipe(stream)}) {
            try (IpcStreamReader reader = opened) {
                reader.next().close();
                assertThat(reader.next()).isNull();
                assertThat(reader.next()).isNull();
            }
        }
    }

    @Test
    void nothingIsReadBehindTheEndMarker() throws IOException {
        byte[] stream = oneRow().stream();
        byte[] more = Arrays.copyOf(stream, stream.length + 16);
        Arrays.fill(more, stream.length, stream.length + 4, (byte) -1);
        Arrays.fill(more, stream.length + 8, more.length, (byte) 77);

        try (IpcStreamReader reader = openPipe(more)) {
            reader.next().close();
            assertThat(reader.next()).isNull();
        }
    }

    @Test
    void streamThatEndsInsideABodyIsTruncatedThoughTheBodyIsPassedOver() throws IOException {
        byte[] whole = oneRow().stream();
        byte[] stream = Arrays.copyOf(whole, whole.length - 5);

        assertThatThrownBy(() -> openStream(stream).next(Projection.of()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("s: message 1 @ ")
                .hasMessageContaining("the input ends inside the body: expected 8 bytes, found 3");
        assertThatThrownBy(() -> openPipe(stream).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("p: message 1 @ ")
                .hasMessageContaining("the input ends too early");
        try (IpcStreamReader pipe = openPipe(stream)) {
            pipe.next(Projection.of()).close();
            assertThatThrownBy(() -> pipe.next(Projection.of()))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("p: the input ends at offset " + stream.length)
                    .hasMessageContaining("inside a message that reaches to " + whole.length);
        }
    }

    @Test
    void streamThatEndsInsideMetadataIsTruncated() {
        byte[] whole = oneRow().stream();
        int second = oneRow().stream().length - new HandMadeFile(INTS).stream().length;
        int start = whole.length - second;
        for (int length : new int[] {start + 2, start + 4, start + 6}) {
            pipeFails(Arrays.copyOf(whole, length), "the input ends inside the prefix");
        }
        pipeFails(Arrays.copyOf(whole, start + 8), "the input ends too early");
        pipeFails(Arrays.copyOf(whole, start + 100), "the input ends too early");
    }

    @Test
    void bodyMayNotReachBeyondTheInput() {
        byte[] batch =
                new HandMadeFile(INTS)
                                .batch(
                                        b ->
                                                b.node(0, 0)
                                                        .noBuffer()
                                                        .noBuffer()
                                                        .declaredBody(Long.MAX_VALUE))
                                .stream();

        assertThatThrownBy(() -> openStream(batch).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("s: message 1 @ ")
                .hasMessageContaining("the input ends inside the body");
        assertThatThrownBy(() -> openPipe(batch).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("the input ends inside the body");
        byte[] schema = HandMadeFile.schemaWithBody(Long.MAX_VALUE);
        assertThatThrownBy(() -> openStream(schema))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("s: message 0 @ 0: the input ends inside the body");
        assertThatThrownBy(() -> openPipe(schema))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("p: message 0 @ 0: the input ends inside the body");
    }

    @Test
    void streamStartsWithItsSchema() {
        byte[] whole = oneRow().stream();
        int schema = new HandMadeFile(INTS).stream().length;

        assertThatThrownBy(() -> openStream(Arrays.copyOfRange(whole, schema, whole.length)))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("s: message 0 @ 0: expected a Schema message");
        assertThatThrownBy(() -> openStream(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0}))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("found the end of the stream");
    }

    @Test
    void schemaComesOnce() throws IOException {
        byte[] schema = new HandMadeFile(INTS).stream();
        byte[] twice = Arrays.copyOf(schema, 2 * schema.length);
        System.arraycopy(schema, 0, twice, schema.length, schema.length);

        try (IpcStreamReader reader = openStream(twice)) {
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("message 1 @ " + schema.length + ": a second Schema");
        }
    }

    @Test
    void fieldsNestAsDeepAsTheLimit() throws IOException {
        Field field = Field.nullable("f", new ArrowType.Int(8, true));
        for (int i = 1; i < 64; i++) {
            field = Field.nullable("f", new ArrowType.List(), field);
        }
        byte[] file = new HandMadeFile(Schema.of(field)).file();

        openFile(file).close();
        assertThatThrownBy(
                        () ->
                                IpcFileReader.open(
                                        RecordingInput.of("f", file), options.withMaxNesting(63)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("fields nest deeper than 63");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.0.0-littleendian/generated_nested_dictionary",
                "2.0.0-compression/generated_lz4",
                "0.14.1/generated_map"
            })
    void inputTruncatedAnywhereGivesRowsOrATypedException(String name) throws IOException {
        Path root = TestData.goldenDirectory().resolve("arrow-ipc-stream/integration");
        byte[] file = Files.readAllBytes(root.resolve(name + ".arrow_file"));
        byte[] stream = Files.readAllBytes(root.resolve(name + ".stream"));
        for (int length = 0; length < file.length; length += 8) {
            assertThat(ReadAnything.read(RecordingInput.of("f", Arrays.copyOf(file, length))))
                    .as("a file of %d bytes", length)
                    .isEqualTo(ReadAnything.Outcome.MALFORMED);
        }
        int complete = 0;
        for (int length = 0; length < stream.length; length += 8) {
            RecordingInput input = RecordingInput.of("s", Arrays.copyOf(stream, length));
            if (ReadAnything.read(input) == ReadAnything.Outcome.ROWS) {
                complete++;
            }
        }
        assertThat(complete).as("ends between two messages").isBetween(1, 20);
    }

    private static HandMadeFile oneRow() {
        return new HandMadeFile(INTS).batch(b -> b.rows(1).node(1, 0).noBuffer().ints(1));
    }

    private void everyReaderFails(byte[] bytes, Class<?> type, String message) {
        assertThatThrownBy(() -> IpcContainer.of(RecordingInput.of("c", bytes)))
                .isInstanceOf(type)
                .hasMessageStartingWith("c: ")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> openFile(bytes))
                .isInstanceOf(type)
                .hasMessageStartingWith("f: ")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> openStream(bytes))
                .isInstanceOf(type)
                .hasMessageStartingWith("s: ")
                .hasMessageContaining(message);
        assertThatThrownBy(() -> openPipe(bytes))
                .isInstanceOf(type)
                .hasMessageStartingWith("p: ")
                .hasMessageContaining(message);
    }

    private void fileFails(byte[] bytes, String message) {
        assertThatThrownBy(() -> openFile(bytes))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("f: ")
                .hasMessageContaining(message);
    }

    private static void batchFails(IpcFileReader reader, int index, String message) {
        assertThatThrownBy(() -> reader.recordBatch(index))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith(message);
    }

    private void pipeFails(byte[] bytes, String message) {
        assertThatThrownBy(() -> openPipe(bytes).next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("p: message 1 @ ")
                .hasMessageContaining(message);
    }

    private IpcFileReader openFile(byte[] bytes) throws IOException {
        return IpcFileReader.open(RecordingInput.of("f", bytes), options);
    }

    private IpcStreamReader openStream(byte[] bytes) throws IOException {
        return IpcStreamReader.open(RecordingInput.of("s", bytes), options);
    }

    private IpcStreamReader openPipe(byte[] bytes) throws IOException {
        return IpcStreamReader.open(new ByteArrayInputStream(bytes), "p", options);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
