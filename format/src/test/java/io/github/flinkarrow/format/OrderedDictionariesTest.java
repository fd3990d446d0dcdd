/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Conversions;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

import static io.github.flinkarrow.format.testing.DictionaryParts.indices;
import static io.github.flinkarrow.format.testing.DictionaryParts.letters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The order of a dictionary means something where it is ordered: making one of many keeps it. */
class OrderedDictionariesTest {

    private static final Field SIZE =
            new Field(
                    "size",
                    true,
                    new ArrowType.Utf8(),
                    new DictionaryEncoding(1, new ArrowType.Int(8, true), true),
                    List.of(),
                    KeyValueMetadata.EMPTY);
    private static final ConvertOptions TO_FILE =
            ConvertOptions.DEFAULT.withContainer(IpcContainer.FILE);

    @Test
    void whatBeginsAlikeBecomesOneDictionary() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(SIZE))
                                .dictionary(1, false, letters("aca"))
                                .batch(indices(0, 1))
                                .dictionary(1, true, letters("d"))
                                .batch(indices(3, 1))
                                .dictionary(1, false, letters("ac"))
                                .batch(indices(1, 0))
                                .dictionary(1, false, letters("acade"))
                                .batch(indices(4, 3))
                                .stream();

        byte[] file = Conversions.convert(stream, TO_FILE);

        assertThat(Conversions.read(file).columns())
                .containsExactly(List.of("a", "c", "d", "c", "c", "a", "e", "d"));
    }

    @Test
    void anotherOrderNeedsAStream() throws IOException {
        for (String second : List.of("abc", "ca", "c")) {
            byte[] stream = replacing("ac", second);

            assertThatThrownBy(() -> Conversions.convert(stream, TO_FILE))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageStartingWith("in: field 'size': dictionary 1 is ordered")
                    .hasMessageContaining("--container stream");
            byte[] kept =
                    Conversions.convert(
                            stream, ConvertOptions.DEFAULT.withContainer(IpcContainer.STREAM));
            assertThat(Conversions.read(kept).batches())
                    .isEqualTo(Conversions.read(stream).batches());
        }
    }

    private static byte[] replacing(String first, String second) {
        return new HandMadeFile(Schema.of(SIZE))
                        .dictionary(1, false, letters(first))
                        .batch(indices(0))
                        .dictionary(1, false, letters(second))
                        .batch(indices(0))
                        .stream();
    }

    @Test
    void joinedInputsKeepTheOrderToo() throws IOException {
        for (String second : List.of("abc", "ca")) {
            assertNotJoined(one("ac").file(), one(second).file());
            assertNotJoined(one("ac").stream(), one(second).stream());
            assertNotJoined(one("ac").file(), one(second).stream());
        }
        List<List<Object>> rows = List.of(List.of("a", "a"));
        assertThat(Conversions.read(join(one("ac").file(), one("acb").file())).columns())
                .isEqualTo(rows);
        assertThat(Conversions.read(join(one("ac").stream(), one("acb").stream())).columns())
                .isEqualTo(rows);
    }

    private static HandMadeFile one(String values) {
        return new HandMadeFile(Schema.of(SIZE))
                .dictionary(1, false, letters(values))
                .batch(indices(values.indexOf('a')));
    }

    private static AbstractThrowableAssert<?, ?> assertNotJoined(byte[] first, byte[] second) {
        return assertThatThrownBy(() -> join(first, second))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("dictionary 1 is ordered");
    }

    private static byte[] join(byte[] first, byte[] second) throws IOException {
        MemoryChannel output = new MemoryChannel();
        IpcConcatenation.write(
                List.of(() -> RecordingInput.of("1", first), () -> RecordingInput.of("2", second)),
                IpcContainer.FILE,
                output,
                ConcatenationOptions.DEFAULT);
        return output.bytes();
    }
}
