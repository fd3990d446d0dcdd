/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Dictionaries are there once for each valid index, and of one type. */
class DictionariesTest extends MalformedInput {

    static final Schema ENCODED = Schema.of(encoded("d", new ArrowType.Utf8(), INT8));

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

        onlyTheEncodedColumnFails(delta.batch(row), IpcFormatException.class);
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
                Schema.of(encoded("d", new ArrowType.Utf8(), INT8), encoded("e", INT32, INT8));
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
        Field inner = encoded("inner", new ArrowType.List(), INT8);
        Field looped =
                new Field(
                        "loop",
                        true,
                        new ArrowType.List(),
                        new DictionaryEncoding(7, INT8, false),
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
                .hasMessageContaining(
                        "field 'loop.inner': dictionary 7 is shared with a field of another type");
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

    private List<Object> readEncoded(Consumer<Batch> dictionary, Consumer<Batch> parts)
            throws IOException {
        HandMadeFile file = new HandMadeFile(ENCODED);
        return read(file.dictionary(7, false, dictionary).batch(parts).file(), options);
    }
}
