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
import java.util.List;

import static io.github.flinkarrow.format.testing.DictionaryParts.encoded;
import static io.github.flinkarrow.format.testing.DictionaryParts.indices;
import static io.github.flinkarrow.format.testing.DictionaryParts.letters;
import static io.github.flinkarrow.format.testing.DictionaryParts.structs;
import static org.assertj.core.api.Assertions.assertThat;

/** Which dictionary messages stand in a stream that several inputs were joined to. */
class CopiedDictionariesTest {

    private static final ArrowType.Int INDEX = new ArrowType.Int(8, true);
    private static final Schema TEXT = Schema.of(encoded("t", 1, new ArrowType.Utf8(), INDEX));
    private static final Field INNER = encoded("c", 1, new ArrowType.Utf8(), INDEX);
    private static final Schema NESTED =
            Schema.of(encoded("s", 2, new ArrowType.Struct(), INDEX, INNER));

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

    /** A batch behind each delta that refers to its value. */
    private static byte[] deltas(String... letters) {
        HandMadeFile stream = new HandMadeFile(TEXT).dictionary(1, false, letters("ab"));
        for (int i = 0; i < letters.length; i++) {
            stream.dictionary(1, true, letters(letters[i])).batch(indices(2 + i));
        }
        return stream.stream();
    }

    private static byte[] join(byte[]... streams) throws IOException {
        MemoryChannel output = new MemoryChannel();
        List<IpcConcatenation.Source> sources = new ArrayList<>();
        for (byte[] stream : streams) {
            sources.add(() -> RecordingInput.of("s", stream));
        }
        IpcConcatenation.write(sources, IpcContainer.STREAM, output, ConcatenationOptions.DEFAULT);
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
