/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.GoldenContainers;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What only {@link IpcVerifier} checks. */
class IpcVerifierTest {

    private static final Schema INTS = Schema.of(Field.nullable("i", new ArrowType.Int(32, true)));
    private static final Schema TEXT = Schema.of(Field.nullable("s", new ArrowType.Utf8()));

    private static final Schema ENCODED =
            Schema.of(
                    new Field(
                            "s",
                            true,
                            new ArrowType.Utf8(),
                            new DictionaryEncoding(7, new ArrowType.Int(8, true), false),
                            List.of(),
                            KeyValueMetadata.EMPTY));

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void rowsAndBatchesAreCounted() throws IOException {
        HandMadeFile made = new HandMadeFile(INTS).batch(ints(2, 0b01)).batch(ints(3, 0b110));

        assertThat(verify(made.file())).isEqualTo(new IpcVerifier.Contents(5, 2));
        assertThat(verify(made.stream())).isEqualTo(new IpcVerifier.Contents(5, 2));
        assertThat(IpcVerifier.verify(new ByteArrayInputStream(made.stream()), "pipe", options))
                .isEqualTo(new IpcVerifier.Contents(5, 2));
    }

    static List<String> goldenNames() throws IOException {
        return GoldenContainers.names();
    }

    @ParameterizedTest
    @MethodSource("goldenNames")
    void goldenFilesAreValid(String name) throws IOException {
        byte[] bytes = GoldenContainers.bytes(name);

        assertThat(IpcVerifier.verify(RecordingInput.of(name, bytes), options).rows())
                .isNotNegative();
    }

    @Test
    void nullCountsAreThoseOfTheBitmaps() throws IOException {
        invalid(
                new HandMadeFile(INTS)
                        .batch(batch -> batch.rows(9).node(9, 1).bytes(0xFC, 1).ints(new int[9])),
                "field 'i': the field node has 1 nulls, the validity bitmap 2");
        // Bits behind the last value mean nothing.
        valid(
                new HandMadeFile(INTS)
                        .batch(batch -> batch.rows(3).node(3, 1).bytes(0b1011).ints(0, 0, 0)));
    }

    @Test
    void bitmapsThatNoNullCountAsksForAreCountedToo() throws IOException {
        invalid(
                new HandMadeFile(INTS)
                        .batch(batch -> batch.rows(2).node(2, 0).bytes(0b01).ints(0, 0)),
                "field 'i': the field node has 0 nulls, the validity bitmap 1");
        valid(
                new HandMadeFile(INTS)
                        .batch(batch -> batch.rows(2).node(2, 0).bytes(0b11).ints(0, 0)));
    }

    @Test
    void textInValidSlotsIsUtf8() throws IOException {
        // Eight letters, then the first byte of two.
        int[] cut = {'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 0xC3};
        invalid(
                new HandMadeFile(TEXT)
                        .batch(
                                batch ->
                                        batch.rows(2)
                                                .node(2, 0)
                                                .noBuffer()
                                                .ints(0, 8, 9)
                                                .bytes(cut)),
                "field 's': the text of value 1 is not UTF-8");
        valid(
                new HandMadeFile(TEXT)
                        .batch(
                                batch ->
                                        batch.rows(2)
                                                .node(2, 1)
                                                .bytes(0b01)
                                                .ints(0, 8, 9)
                                                .bytes(cut)));
        invalid(
                new HandMadeFile(TEXT)
                        .batch(
                                batch ->
                                        batch.rows(2)
                                                .node(2, 0)
                                                .noBuffer()
                                                .ints(0, 1, 2)
                                                .bytes(0xC3, 0xA9)),
                "field 's': the text of value 0 is not UTF-8");
    }

    @Test
    void bytesThatAreNoTextAreNotLookedAt() throws IOException {
        Schema binary = Schema.of(Field.nullable("b", new ArrowType.Binary()));

        valid(
                new HandMadeFile(binary)
                        .batch(
                                batch ->
                                        batch.rows(1)
                                                .node(1, 0)
                                                .noBuffer()
                                                .ints(0, 1)
                                                .bytes(0xC3)));
    }

    @Test
    void dictionariesAreCheckedAsColumnsAre() {
        HandMadeFile made =
                new HandMadeFile(ENCODED)
                        .dictionary(
                                7,
                                false,
                                batch -> batch.rows(1).node(1, 0).noBuffer().ints(0, 1).bytes(0xC3))
                        .batch(batch -> batch.rows(1).node(1, 0).noBuffer().bytes(0));

        assertThatThrownBy(() -> verify(made.file()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("the text of value 0 is not UTF-8");
    }

    @Test
    void readingChecksNoneOfThis() throws IOException {
        byte[] file =
                new HandMadeFile(INTS)
                        .batch(batch -> batch.rows(2).node(2, 1).bytes(0).ints(0, 0))
                        .file();

        try (IpcFileReader reader = IpcFileReader.open(RecordingInput.of("f", file), options);
                RecordBatch batch = reader.recordBatch(0)) {
            assertThat(batch.rowCount()).isEqualTo(2);
        }
    }

    @Test
    void theSchemaOfTheStreamIsThatOfTheFooter() {
        Schema renamed = Schema.of(Field.nullable("j", new ArrowType.Int(32, true)));

        assertThatThrownBy(
                        () ->
                                verify(
                                        new HandMadeFile(INTS)
                                                .footerSchema(renamed)
                                                .batch(ints(1, 0))
                                                .file()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("message 0 @ 8: the schema of the stream is not that");
    }

    @Test
    void theCustomMetadataOfTheStreamIsThatOfTheFooter() throws IOException {
        KeyValueMetadata one = KeyValueMetadata.of(Map.of("k", "1"));
        KeyValueMetadata two = KeyValueMetadata.of(Map.of("k", "2"));

        differs(
                new Schema(INTS.fields(), one),
                new Schema(INTS.fields(), two),
                "the schema: the custom metadata is another by the footer");
        differs(
                Schema.of(withMetadata(INTS.fields().get(0), one)),
                INTS,
                "field 'i': the custom metadata is another by the footer");
        Field inner = Field.nullable("i", new ArrowType.Int(32, true));
        differs(
                Schema.of(Field.nullable("s", new ArrowType.Struct(), withMetadata(inner, one))),
                Schema.of(Field.nullable("s", new ArrowType.Struct(), withMetadata(inner, two))),
                "field 's.i': the custom metadata is another by the footer");
    }

    @Test
    void theOrderOfCustomMetadataIsNone() throws IOException {
        KeyValue one = new KeyValue("k", "1");
        KeyValue two = new KeyValue("k", "2");
        Schema some = new Schema(INTS.fields(), new KeyValueMetadata(List.of(one, two)));
        Schema other = new Schema(INTS.fields(), new KeyValueMetadata(List.of(two, one)));
        Schema twice = new Schema(INTS.fields(), new KeyValueMetadata(List.of(one, two, two)));

        valid(new HandMadeFile(some).footerSchema(other).batch(ints(1, 0)));
        differs(some, twice, "the schema: the custom metadata is another by the footer");
    }

    @Test
    void theFieldsOfTheStreamAreThoseOfTheFooter() {
        ArrowType int32 = new ArrowType.Int(32, true);
        Schema encoded =
                Schema.of(
                        new Field(
                                "i",
                                true,
                                int32,
                                new DictionaryEncoding(1, new ArrowType.Int(8, true), false),
                                List.of(),
                                KeyValueMetadata.EMPTY));

        differs(INTS, Schema.of(), "the schema: the number of children is '1', and '0' by the");
        differs(
                INTS,
                Schema.of(Field.nullable("j", int32)),
                "field 'i' is field 'j' by the footer");
        differs(
                INTS,
                Schema.of(Field.notNull("i", int32)),
                "field 'i': the nullability is 'true', and 'false' by the footer");
        differs(
                Schema.of(Field.nullable("i", new ArrowType.Int(32, false))),
                INTS,
                "field 'i': the type is '");
        differs(encoded, INTS, "field 'i': the dictionary is '");
    }

    private void differs(Schema stream, Schema footer, String difference) {
        byte[] file = new HandMadeFile(stream).footerSchema(footer).file();

        assertThatThrownBy(() -> verify(file))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith(
                        "f: message 0 @ 8: the schema of the stream is not that of the footer: "
                                + difference);
    }

    private static Field withMetadata(Field field, KeyValueMetadata metadata) {
        return new Field(
                field.name(),
                field.nullable(),
                field.type(),
                field.dictionary(),
                field.children(),
                metadata);
    }

    @Test
    void dictionariesThatNoBatchNeedsAreCheckedToo() throws IOException {
        HandMadeFile right = new HandMadeFile(ENCODED).dictionary(7, false, letter('a'));
        HandMadeFile wrong = new HandMadeFile(ENCODED).dictionary(7, false, letter(0xC3));

        assertThat(verify(right.file())).isEqualTo(new IpcVerifier.Contents(0, 0));
        assertThat(verify(right.stream())).isEqualTo(new IpcVerifier.Contents(0, 0));
        invalid(wrong, "the text of value 0 is not UTF-8");
        invalid(
                new HandMadeFile(ENCODED)
                        .dictionary(7, false, letter('a'))
                        .dictionary(7, true, letter(0xC3)),
                "the text of value 0 is not UTF-8");
        assertThatThrownBy(
                        () ->
                                IpcVerifier.verify(
                                        new ByteArrayInputStream(wrong.stream()), "p", options))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("p: message 1 @ ");
    }

    @Test
    void dictionariesAreThoseOfAField() {
        invalid(
                new HandMadeFile(ENCODED).dictionary(3, false, letter('a')),
                "no field refers to dictionary 3");
    }

    private static Consumer<Batch> letter(int letter) {
        return batch -> batch.rows(1).node(1, 0).noBuffer().ints(0, 1).bytes(letter);
    }

    @Test
    void theFooterListsEveryMessageOfTheStream() {
        assertThatThrownBy(
                        () ->
                                verify(
                                        new HandMadeFile(INTS)
                                                .batch(ints(1, 0))
                                                .unlistedBatch(ints(1, 0))
                                                .file()))
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("message 2 @ ")
                .hasMessageContaining("the footer does not list this message");
    }

    @Test
    void anythingMayBeBetweenTwoMessages() throws IOException {
        valid(new HandMadeFile(INTS).gap(new byte[16]).batch(ints(1, 0)));
        valid(
                new HandMadeFile(INTS)
                        .gap(new byte[] {9, 9, 9, 9, 9, 9, 9, 9})
                        .batch(ints(1, 0))
                        .gap(new byte[8]));
    }

    /** As many rows as said, of which those without a bit in the mask are null. */
    private static Consumer<Batch> ints(int rows, int valid) {
        return batch ->
                batch.rows(rows)
                        .node(rows, rows - Integer.bitCount(valid))
                        .bytes(valid)
                        .ints(new int[rows]);
    }

    private void valid(HandMadeFile made) throws IOException {
        assertThat(verify(made.file()).recordBatches()).isEqualTo(1);
    }

    private void invalid(HandMadeFile made, String reason) {
        for (byte[] bytes : List.of(made.file(), made.stream())) {
            assertThatThrownBy(() -> verify(bytes))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining(reason);
        }
    }

    private IpcVerifier.Contents verify(byte[] bytes) throws IOException {
        return IpcVerifier.verify(RecordingInput.of("f", bytes), options);
    }
}
