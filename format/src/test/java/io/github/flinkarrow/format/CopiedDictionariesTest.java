/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import static io.github.flinkarrow.format.testing.DictionaryParts.encoded;
import static io.github.flinkarrow.format.testing.DictionaryParts.indices;
import static io.github.flinkarrow.format.testing.DictionaryParts.letters;
import static io.github.flinkarrow.format.testing.DictionaryParts.structs;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Which dictionary messages stand in a stream that several inputs were joined to. */
class CopiedDictionariesTest {

    private static final ArrowType.Int INDEX = new ArrowType.Int(8, true);
    private static final Schema TEXT = Schema.of(encoded("t", 1, new ArrowType.Utf8(), INDEX));
    private static final Field INNER = encoded("c", 1, new ArrowType.Utf8(), INDEX);
    private static final Schema NESTED =
            Schema.of(encoded("s", 2, new ArrowType.Struct(), INDEX, INNER));
    private static final ReadOptions LITTLE = ReadOptions.DEFAULT.withMaxMetadataBytes(4_000);

    @Test
    void anOuterDictionaryThatComesAgainBehindItsReplacedInnerOneIsCopiedAgain()
            throws IOException {
        byte[] stream =
                new HandMadeFile(NESTED)
                                .dictionary(1, false, letters("ab"))
                                .dictionary(2, false, structs(0, 1))
                                .batch(indices(0, 1))
                                .dictionary(1, false, letters("xy"))
                                .dictionary(2, false, structs(0, 1))
                                .batch(indices(0, 1))
                                .stream();

        byte[] joined = join(stream);

        assertThat(dictionaries(joined)).isEqualTo(4);
        assertThat(read(joined)).isEqualTo(read(stream));
    }

    @Test
    void deltasAreCopiedWhereAnotherInputHasNotBroughtThem() throws IOException {
        byte[] twoDeltas = deltas("c", "d");
        byte[] otherDelta = deltas("c", "x");
        byte[] oneDelta = deltas("c");

        byte[] joined = join(oneDelta, twoDeltas, oneDelta, otherDelta, oneDelta);

        // Base and first delta, second delta, nothing, all of the fourth, nothing.
        assertThat(dictionaries(joined)).isEqualTo(2 + 1 + 3);
        List<Object> expected = new ArrayList<>();
        for (byte[] input : List.of(oneDelta, twoDeltas, oneDelta, otherDelta, oneDelta)) {
            expected.addAll(read(input));
        }
        assertThat(read(joined)).isEqualTo(expected);
    }

    @Test
    void whatIsKeptOfTheirMessagesIsLimited() {
        byte[] stream = deltas(Collections.nCopies(120, "c").toArray(new String[0]));

        assertThatThrownBy(() -> join(LITTLE, stream, stream))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("s: message ")
                .hasMessageContaining(
                        "dictionary messages that are in force take 4024 bytes, more than the limit"
                                + " of 4000 (limit.metadata-bytes)");
    }

    @Test
    void messagesThatAreReplacedOrAreThoseOfOtherInputsDoNotCount() throws IOException {
        HandMadeFile made = new HandMadeFile(TEXT);
        for (int i = 0; i < 20; i++) {
            made.dictionary(1, false, letters(i % 2 == 0 ? "a" : "x"));
            for (int j = 0; j < 80; j++) {
                made.dictionary(1, true, letters("b"));
            }
            made.batch(indices(0, 80));
        }
        byte[] stream = made.stream();

        byte[] joined = join(LITTLE, stream, deltas("c"), stream);

        List<Object> expected = new ArrayList<>(read(stream));
        expected.addAll(read(deltas("c")));
        expected.addAll(read(stream));
        assertThat(read(joined)).isEqualTo(expected);
    }

    @Test
    void dictionariesOfFilesThatNoFieldRefersToAreLeftOut() throws IOException {
        byte[] file =
                new HandMadeFile(TEXT)
                        .dictionary(1, false, letters("ab"))
                        .dictionary(3, false, letters("xy"))
                        .batch(indices(0, 1))
                        .file();

        byte[] joined = join(file, file);

        assertThat(dictionaries(joined)).isEqualTo(1);
        assertThat(read(joined))
                .containsExactly(List.of(List.of("a", "b")), List.of(List.of("a", "b")));
    }

    /** A batch behind each delta that refers to its value. */
    private static byte[] deltas(String... letters) {
        HandMadeFile stream = new HandMadeFile(TEXT).dictionary(1, false, letters("ab"));
        for (int i = 0; i < letters.length; i++) {
            stream.dictionary(1, true, letters(letters[i])).batch(indices(2 + i));
        }
        return stream.stream();
    }

    private static byte[] join(byte[]... streams) throws IOException {
        return join(ReadOptions.DEFAULT, streams);
    }

    private static byte[] join(ReadOptions reading, byte[]... streams) throws IOException {
        MemoryChannel output = new MemoryChannel();
        List<IpcConcatenation.Source> sources = new ArrayList<>();
        for (byte[] stream : streams) {
            sources.add(() -> RecordingInput.of("s", stream));
        }
        IpcConcatenation.write(
                sources,
                IpcContainer.STREAM,
                output,
                ConcatenationOptions.DEFAULT.withReading(reading));
        return output.bytes();
    }

    private static int dictionaries(byte[] stream) throws IOException {
        return IpcInspector.inspect(RecordingInput.of("s", stream), ReadOptions.DEFAULT)
                .dictionaries()
                .size();
    }

    private static List<Object> read(byte[] stream) throws IOException {
        List<Object> batches = new ArrayList<>();
        try (IpcStreamReader reader =
                IpcStreamReader.open(RecordingInput.of("s", stream), ReadOptions.DEFAULT)) {
            for (RecordBatch next = reader.next(); next != null; next = reader.next()) {
                try (RecordBatch batch = next) {
                    batches.add(PlainValues.of(batch));
                }
            }
        }
        return batches;
    }
}
