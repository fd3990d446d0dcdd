/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static io.github.flinkarrow.format.testing.DictionaryParts.encoded;
import static io.github.flinkarrow.format.testing.DictionaryParts.letters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Dictionaries of very many messages that nobody needs, or not yet. */
class PendingDictionariesTest {

    private static final int DELTAS = 500;
    private static final ArrowType.Int INDEX = new ArrowType.Int(32, true);
    private static final Schema SCHEMA =
            Schema.of(
                    encoded("t", 1, new ArrowType.Utf8(), INDEX),
                    Field.nullable("n", new ArrowType.Int(32, true)));
    private static final ReadOptions LITTLE = ReadOptions.DEFAULT.withMaxMetadataBytes(4_000);

    @Test
    void allOfThemAreThereWhenOneIsNeeded() throws IOException {
        List<List<Object>> expected = List.of(List.of("a", "z"), List.of(7L, 8L));
        HandMadeFile made = made();

        try (IpcStreamReader reader =
                        IpcStreamReader.open(
                                RecordingInput.of("s", made.stream()), ReadOptions.DEFAULT);
                RecordBatch batch = reader.next()) {
            assertThat(PlainValues.of(batch)).isEqualTo(expected);
        }
        try (IpcFileReader reader =
                        IpcFileReader.open(
                                RecordingInput.of("f", made().file()), ReadOptions.DEFAULT);
                RecordBatch batch = reader.recordBatch(0)) {
            assertThat(PlainValues.of(batch)).isEqualTo(expected);
        }
    }

    @Test
    void whatIsKeptOfThemIsLimited() throws IOException {
        byte[] stream = made().stream();
        Projection number = Projection.of(1);

        try (IpcStreamReader reader =
                IpcStreamReader.open(RecordingInput.of("s", stream), LITTLE)) {
            assertThatThrownBy(() -> reader.next(number))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageStartingWith("s: message ")
                    .hasMessageContaining(
                            "dictionary messages that no column has needed so far take 4008 bytes,"
                                    + " more than the limit of 4000 (limit.metadata-bytes)");
        }
    }

    @Test
    void whatIsKeptOfManyDictionariesIsLimitedAsThatOfOneIs() throws IOException {
        byte[] stream = made(40, 30).stream();
        ReadOptions options = ReadOptions.DEFAULT.withMaxMetadataBytes(20_000);

        try (IpcStreamReader reader =
                IpcStreamReader.open(RecordingInput.of("s", stream), options)) {
            assertThatThrownBy(() -> reader.next(Projection.of(40)))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageContaining(
                            "take 20016 bytes, more than the limit of 20000"
                                    + " (limit.metadata-bytes)");
        }
    }

    @Test
    void dictionariesWhoseMessagesAreMixedHaveTheirOwn() throws IOException {
        List<Object> expected = new ArrayList<>(Collections.nCopies(10, List.of("a", "z")));
        expected.add(List.of(7L, 8L));

        try (IpcStreamReader reader =
                        IpcStreamReader.open(
                                RecordingInput.of("s", made(10, 20).stream()),
                                ReadOptions.DEFAULT);
                RecordBatch batch = reader.next()) {
            assertThat(PlainValues.of(batch)).isEqualTo(expected);
        }
    }

    @Test
    void thoseThatAreReplacedDoNotCount() throws IOException {
        HandMadeFile made = new HandMadeFile(SCHEMA);
        for (int i = 0; i < 20; i++) {
            made.dictionary(1, false, letters("a"));
            for (int j = 0; j < 150; j++) {
                made.dictionary(1, true, letters("b"));
            }
        }
        byte[] stream = made.batch(PendingDictionariesTest::rows).stream();

        try (IpcStreamReader reader = IpcStreamReader.open(RecordingInput.of("s", stream), LITTLE);
                RecordBatch batch = reader.next(Projection.of(1))) {
            assertThat(batch.rowCount()).isEqualTo(2);
        }
    }

    @Test
    void nothingIsKeptWhereTheStreamCannotGoBack() throws IOException {
        byte[] stream = made().stream();

        List<Object> read = new ArrayList<>();
        try (IpcStreamReader reader =
                        IpcStreamReader.open(new ByteArrayInputStream(stream), "pipe", LITTLE);
                RecordBatch batch = reader.next(Projection.of(1))) {
            read.addAll(PlainValues.of(batch));
        }
        assertThat(read).containsExactly(List.of(7L, 8L));
    }

    private static HandMadeFile made() {
        HandMadeFile made = new HandMadeFile(SCHEMA).dictionary(1, false, letters("a"));
        for (int i = 1; i < DELTAS; i++) {
            made.dictionary(1, true, letters("b"));
        }
        return made.dictionary(1, true, letters("z")).batch(PendingDictionariesTest::rows);
    }

    /** So many dictionaries whose deltas come in turn, and a column of numbers. */
    private static HandMadeFile made(int dictionaries, int messages) {
        List<Field> fields = new ArrayList<>();
        for (int id = 0; id < dictionaries; id++) {
            fields.add(encoded("t" + id, id, new ArrowType.Utf8(), INDEX));
        }
        fields.add(SCHEMA.fields().get(1));
        HandMadeFile made = new HandMadeFile(new Schema(fields, KeyValueMetadata.EMPTY));
        for (int i = 0; i < messages; i++) {
            for (int id = 0; id < dictionaries; id++) {
                String letter = i == 0 ? "a" : i < messages - 1 ? "b" : "z";
                made.dictionary(id, i > 0, letters(letter));
            }
        }
        return made.batch(
                batch -> {
                    batch.rows(2);
                    for (int id = 0; id < dictionaries; id++) {
                        batch.node(2, 0).noBuffer().ints(0, messages - 1);
                    }
                    batch.node(2, 0).noBuffer().ints(7, 8);
                });
    }

    private static void rows(HandMadeFile.Batch batch) {
        batch.rows(2).node(2, 0).noBuffer().ints(0, DELTAS).node(2, 0).noBuffer().ints(7, 8);
    }
}
