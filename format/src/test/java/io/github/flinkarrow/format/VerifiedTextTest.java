/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.Arrays;
import java.util.stream.IntStream;

import static io.github.flinkarrow.format.Verifying.invalid;
import static io.github.flinkarrow.format.Verifying.valid;

/** What {@link IpcVerifier} checks of text, of which there is enough to be looked at together. */
class VerifiedTextTest {

    private static final Schema TEXT = Schema.of(Field.nullable("s", new ArrowType.Utf8()));
    private static final int ROWS = 600;
    private static final int SIZE = 3;

    /** Bytes of all values, of which one or two are replaced. */
    private static HandMadeFile letters(int at, int... replacements) {
        int[] bytes = new int[ROWS * SIZE];
        Arrays.fill(bytes, 'a');
        System.arraycopy(replacements, 0, bytes, at, replacements.length);
        return texts(0xFF, bytes);
    }

    /**
     * @param validity of every eight values
     */
    private static HandMadeFile texts(int validity, int[] bytes) {
        int[] bitmap = new int[ROWS / 8];
        Arrays.fill(bitmap, validity);
        int nulls = ROWS - ROWS / 8 * Integer.bitCount(validity);
        int[] offsets = IntStream.rangeClosed(0, ROWS).map(i -> i * SIZE).toArray();
        return new HandMadeFile(TEXT)
                .batch(
                        batch ->
                                batch.rows(ROWS)
                                        .node(ROWS, nulls)
                                        .bytes(bitmap)
                                        .ints(offsets)
                                        .bytes(bytes));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 254, 255, 256, 257, 511, 512, 599})
    void oneValueThatIsNoTextIsFound(int row) throws IOException {
        for (int i = 0; i < SIZE; i++) {
            invalid(
                    letters(row * SIZE + i, 0xC3),
                    "field 's': the text of value " + row + " is not UTF-8");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 255, 256, 598})
    void noCharacterReachesIntoTheNextValue(int row) throws IOException {
        valid(letters(row * SIZE + 1, 0xC3, 0xA9));
        invalid(
                letters(row * SIZE + 2, 0xC3, 0xA9),
                "field 's': the text of value " + row + " is not UTF-8");
    }

    @Test
    void nullsMayBeAnything() throws IOException {
        int[] bytes = new int[ROWS * SIZE];
        Arrays.fill(bytes, 'a');
        bytes[0] = 0xFF;
        bytes[256 * SIZE] = 0xFF;

        valid(texts(0xFE, bytes));
        invalid(texts(0xFD, bytes), "field 's': the text of value 0 is not UTF-8");
    }

    @Test
    void nullsAreCountedInAllOfTheBitmap() throws IOException {
        int[] bytes = new int[ROWS * SIZE];
        int[] offsets = new int[ROWS + 1];
        for (int wrong : new int[] {0, 7, 8, 63, 64, ROWS / 8 - 1}) {
            int[] bitmap = new int[ROWS / 8];
            Arrays.fill(bitmap, 0xFF);
            bitmap[wrong] = 0xFE;
            invalid(
                    new HandMadeFile(TEXT)
                            .batch(
                                    batch ->
                                            batch.rows(ROWS)
                                                    .node(ROWS, 2)
                                                    .bytes(bitmap)
                                                    .ints(offsets)
                                                    .bytes(bytes)),
                    "field 's': the field node has 2 nulls, the validity bitmap 1");
        }
    }
}
