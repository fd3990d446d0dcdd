/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.function.Consumer;

import static io.github.flinkarrow.format.Verifying.invalid;
import static io.github.flinkarrow.format.Verifying.valid;

/** What {@link IpcVerifier} checks of views, beyond what every reader does. */
class VerifiedViewsTest {

    private static final Schema TEXT = Schema.of(Field.nullable("v", new ArrowType.Utf8View()));
    private static final Schema BYTES = Schema.of(Field.nullable("v", new ArrowType.BinaryView()));

    @Test
    void viewsAreTextWhateverIsBetweenThem() {
        int[] data = new int[2 * 14 + 1];
        Arrays.fill(data, 'a');
        data[14] = 0xC3;

        valid(new HandMadeFile(TEXT).batch(views(new int[][] {{14, 0}, {14, 15}}, data)));
        invalid(
                new HandMadeFile(TEXT).batch(views(new int[][] {{14, 0}, {15, 0}}, data)),
                "field 'v': the text of value 1 is not UTF-8");
        data[15] = 0xA9;
        valid(new HandMadeFile(TEXT).batch(views(new int[][] {{14, 0}, {16, 0}}, data)));
        invalid(
                new HandMadeFile(TEXT).batch(views(new int[][] {{16, 0}, {13, 15}}, data)),
                "field 'v': the text of value 1 is not UTF-8");
    }

    /** Views of one data buffer: the size and the offset of each. */
    private static Consumer<Batch> views(int[][] ranges, int[] data) {
        int[] views = new int[4 * ranges.length];
        for (int i = 0; i < ranges.length; i++) {
            int offset = ranges[i][1];
            views[4 * i] = ranges[i][0];
            for (int b = 0; b < 4; b++) {
                views[4 * i + 1] |= data[offset + b] << (8 * b);
            }
            views[4 * i + 3] = offset;
        }
        return batch ->
                batch.rows(ranges.length)
                        .node(ranges.length, 0)
                        .noBuffer()
                        .ints(views)
                        .variadic(1)
                        .bytes(data);
    }

    @Test
    void inlineValuesArePaddedWithZeros() {
        String twelve = "0c000000 61626364 61626364 61626364";
        String padded = "03000000 61626300 00000000 00000000";
        for (Schema schema : new Schema[] {TEXT, BYTES}) {
            valid(new HandMadeFile(schema).batch(inline(1, padded + twelve)));
            invalid(
                    new HandMadeFile(schema)
                            .batch(inline(1, padded + "03000000 61626300 00000000 00000001")),
                    "field 'v': view 1 of 3 bytes is not padded with zeros");
            invalid(
                    new HandMadeFile(schema)
                            .batch(inline(1, padded + "00000000 00000020 00000000 00000000")),
                    "field 'v': view 1 of 0 bytes is not padded with zeros");
            // What is in the slot of a null means nothing.
            valid(
                    new HandMadeFile(schema)
                            .batch(inline(0, padded + "03000000 616263FF FFFFFFFF FFFFFFFF")));
        }
    }

    /** Two views without data, of which the second is null if it is not valid. */
    private static Consumer<Batch> inline(int secondIsValid, String views) {
        return batch ->
                batch.rows(2)
                        .node(2, 1 - secondIsValid)
                        .bytes(1 | (secondIsValid << 1))
                        .hex(views)
                        .variadic(0);
    }
}
