/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Blocks of a footer lie inside the file, do not overlap, and say what their messages say. */
class BlocksTest extends MalformedInput {

    private static void row(Batch batch) {
        batch.rows(1).node(1, 0).noBuffer().ints(1);
    }

    private static void letter(Batch batch) {
        batch.rows(1).node(1, 0).noBuffer().ints(0, 1).bytes(97);
    }

    @Test
    void blockLiesInsideTheFile() throws IOException {
        HandMadeFile made = new HandMadeFile(INTS);
        int start = made.position();
        made.batch(BlocksTest::row);
        int length = made.position() - start - 8;
        made.block(-8, length, 8);
        made.block(start, 0, 8);
        made.block(start, -length, 8);
        made.block(start, length, -8);
        made.block(start, length, Long.MAX_VALUE);
        made.block(start, length, 24);
        made.block(Long.MAX_VALUE - 7, length, 8);
        made.block(start, Integer.MAX_VALUE, 8);

        try (IpcFileReader reader = openFile(made.file())) {
            for (int i = 1; i < reader.recordBatchCount(); i++) {
                int index = i;
                assertThatThrownBy(() -> reader.recordBatch(index))
                        .isInstanceOf(IpcFormatException.class)
                        .hasMessageStartingWith("f: block " + i + " @ ")
                        .hasMessageContaining("lies outside the file: ");
                assertThatThrownBy(() -> reader.rowCount(index))
                        .isInstanceOf(IpcFormatException.class);
                assertThatThrownBy(() -> reader.block(index))
                        .isInstanceOf(IpcFormatException.class);
            }
            reader.recordBatch(0).close();
        }
    }

    @Test
    void blockIsAligned() throws IOException {
        HandMadeFile made = new HandMadeFile(INTS).gap(new byte[24]);

        batchFails(
                made.block(made.position() - 20, 8, 8),
                "block 0 @ "
                        + (made.position() - 20)
                        + ": is not aligned to 8 bytes: "
                        + "8 bytes of metadata and 8 of body");
    }

    @Test
    void blockHasTheBodyLengthOfItsMessage() throws IOException {
        blockFails(0, -8, "the body has 8 bytes by its message and 0 by its block");
        blockFails(-8, 8, "the metadata has ");
    }

    @Test
    void blockHasRoomForTheMetadataOfItsMessage() throws IOException {
        blockFails(-100, 0, " by its prefix: expected 1 to ");
    }

    @Test
    void blockHasRoomForAPrefix() throws IOException {
        HandMadeFile made = new HandMadeFile(INTS);
        int start = made.position();

        batchFails(
                made.unlistedBatch(BlocksTest::row).block(start, 4, 8),
                "block 0 @ " + start + ": ");
    }

    @Test
    void blockOfARecordBatchIsNoOtherMessage() throws IOException {
        HandMadeFile made = new HandMadeFile(INTS);

        batchFails(
                made.block(8, made.position() - 8, 0),
                "block 0 @ 8: expected a RecordBatch message");
    }

    @Test
    void blockOfADictionaryIsNoOtherMessage() throws IOException {
        HandMadeFile made = new HandMadeFile(DictionariesTest.ENCODED);

        batchFails(
                made.dictionaryBlock(8, made.position() - 8, 0)
                        .batch(b -> b.rows(1).node(1, 0).noBuffer().bytes(0)),
                "dictionary block 0 @ 8: expected a DictionaryBatch message");
    }

    @Test
    void blockIsListedOnce() {
        HandMadeFile made = new HandMadeFile(INTS);
        int start = made.position();
        made.batch(BlocksTest::row);
        int length = made.position() - start;
        made.block(start, length - 8, 8);

        fileFails(
                made.file(),
                ": block 1 of %1$d bytes at %2$d overlaps block 0 of %1$d bytes at %2$d"
                        .formatted(length, start));
    }

    @ParameterizedTest
    @CsvSource({"8, 8", "-8, 8", "8, 0", "0, -8", "-8, 80"})
    void blocksDoNotOverlap(int later, int longer) {
        HandMadeFile made = new HandMadeFile(INTS).gap(new byte[16]);
        int start = made.position();
        made.batch(BlocksTest::row);
        int length = made.position() - start;
        made.gap(new byte[80]).block(start + later, length - 8, 8 + longer);

        fileFails(
                made.file(),
                "block 1 of %d bytes at %d overlaps block 0 of %d bytes at %d"
                        .formatted(length + longer, start + later, length, start));
    }

    @Test
    void blockOfADictionaryIsNotThatOfARecordBatch() {
        HandMadeFile made = new HandMadeFile(INTS).batch(BlocksTest::row);
        int start = made.position();
        made.batch(BlocksTest::row);
        int length = made.position() - start;
        made.batch(BlocksTest::row).dictionaryBlock(start, length - 8, 8);

        fileFails(
                made.file(),
                "block 1 of %1$d bytes at %2$d overlaps dictionary block 0 of %1$d bytes at %2$d"
                        .formatted(length, start));
    }

    @Test
    void blocksThatOverlapAreFoundInAnyOrderAndBesideThoseOutsideTheFile() {
        HandMadeFile made = new HandMadeFile(INTS);
        int start = made.position();
        made.unlistedBatch(BlocksTest::row)
                .unlistedBatch(BlocksTest::row)
                .unlistedBatch(BlocksTest::row);
        int length = (made.position() - start) / 3;
        made.block(start + 2 * length, length - 8, 8);
        made.block(Long.MAX_VALUE - 7, length - 8, 8);
        made.block(start + length, length - 8, 8);
        made.block(start - 8, length, 8);
        made.block(start + 8, length - 8, 8);

        fileFails(made.file(), " overlaps block ");
        fileFails(made.file(), "at " + (start + 8));
    }

    @Test
    void blocksMayBeInAnyOrderAndHaveGaps() throws IOException {
        HandMadeFile made = new HandMadeFile(DictionariesTest.ENCODED);
        Consumer<Batch> row = b -> b.rows(1).node(1, 0).noBuffer().bytes(0);
        int start = made.position();
        made.unlistedBatch(row).gap(new byte[64]);
        int second = made.position();
        int length = second - 64 - start;
        made.dictionary(7, false, BlocksTest::letter).batch(row).block(start, length - 8, 8);

        try (IpcFileReader reader = openFile(made.file())) {
            assertThat(reader.recordBatchCount()).isEqualTo(2);
            for (int i = 0; i < 2; i++) {
                try (RecordBatch batch = reader.recordBatch(i)) {
                    assertThat(batch.rowCount()).isOne();
                }
            }
            Block last = reader.block(1);
            assertThat(last.offset()).isEqualTo(start);
        }
    }

    /** A block whose metadata and body are a little longer or shorter than its message has them. */
    private void blockFails(int longerMetadata, int longerBody, String message) throws IOException {
        HandMadeFile made = new HandMadeFile(INTS);
        int start = made.position();
        made.unlistedBatch(BlocksTest::row);
        int length = made.position() - start;
        made.block(start, length - 8 + longerMetadata, 8 + longerBody);

        batchFails(made, "block 0 @ " + start + ": ");
        batchFails(made, message);
    }

    private void batchFails(HandMadeFile made, String message) throws IOException {
        try (IpcFileReader reader = openFile(made.file())) {
            assertThatThrownBy(() -> reader.recordBatch(0))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageStartingWith("f: ")
                    .hasMessageContaining(message);
        }
    }
}
