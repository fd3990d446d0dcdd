/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Conversions;
import io.github.flinkarrow.format.testing.Conversions.Contents;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.NumberStream;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import static io.github.flinkarrow.format.testing.DictionaryParts.encoded;
import static io.github.flinkarrow.format.testing.DictionaryParts.indices;
import static io.github.flinkarrow.format.testing.DictionaryParts.letters;
import static io.github.flinkarrow.format.testing.DictionaryParts.structs;
import static io.github.flinkarrow.format.testing.DictionaryParts.twoColumns;
import static io.github.flinkarrow.format.testing.NumberStream.batch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is kept by default, and record batches that are cut anew. */
class IpcConverterTest {

    private static final ArrowType.Int INT8 = new ArrowType.Int(8, true);
    private static final ConvertOptions TO_FILE =
            ConvertOptions.DEFAULT.withContainer(IpcContainer.FILE);
    private static final ConvertOptions TO_STREAM =
            ConvertOptions.DEFAULT.withContainer(IpcContainer.STREAM);
    private static final Field TEXT = encoded("t", 1, new ArrowType.Utf8(), INT8);
    private static final Field INNER = encoded("c", 1, new ArrowType.Utf8(), INT8);
    private static final Field OUTER = encoded("s", 2, new ArrowType.Struct(), INT8, INNER);

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void containerAndCompressionAreKeptByDefault() throws IOException {
        for (ConvertOptions way : Conversions.everyWay()) {
            byte[] first = Conversions.convert(NumberStream.of(batch(100), batch(100)), way);

            byte[] again = Conversions.convert(first, ConvertOptions.DEFAULT);

            assertThat(again).isEqualTo(first);
        }
    }

    @Test
    void aLongStreamTakesNoMoreMemoryThanAShortOne() throws IOException {
        byte[] stream =
                NumberStream.of(
                        Collections.nCopies(300, batch(20_000)).toArray(NumberStream.Part[]::new));
        BufferAllocator bounded = BufferAllocator.create("bounded", 1 << 20);

        for (IpcContainer container : IpcContainer.values()) {
            for (Integer rows : new Integer[] {null, 7_000, 50_000}) {
                IpcConverter.Converted converted =
                        IpcConverter.convert(
                                new ByteArrayInputStream(stream),
                                "pipe",
                                ReadOptions.DEFAULT.withAllocator(bounded),
                                new MemoryChannel(),
                                new ConvertOptions(container, Compression.ZSTD, rows, bounded));

                assertThat(converted.rows()).isEqualTo(300 * 20_000);
            }
        }
        assertThat(bounded.peakAllocatedBytes()).isLessThan(20 * 20_000);
        bounded.close();
    }

    @Test
    void memoryIsGivenBackAfterAFailure() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT))
                                .dictionary(1, false, letters("ab"))
                                .batch(indices(1, 0))
                                .batch(indices(1, 0))
                                .dictionary(1, false, letters("x"))
                                .batch(indices(0))
                                .batch(indices(1))
                                .stream();
        for (ConvertOptions way : List.of(TO_FILE, TO_STREAM)) {
            for (Integer rows : new Integer[] {null, 1, 3, 10}) {
                assertThatThrownBy(
                                () ->
                                        IpcConverter.convert(
                                                RecordingInput.of("in", stream),
                                                reading,
                                                new MemoryChannel(),
                                                way.withBatchRows(rows).withAllocator(allocator)))
                        .isInstanceOf(IpcFormatException.class)
                        .hasMessageContaining("index 1");
                assertThat(allocator.allocatedBytes()).isZero();
            }
        }
    }

    @Test
    void batchesHaveTheRowsThatAreAskedFor() throws IOException {
        byte[] stream = NumberStream.of(batch(3), batch(0), batch(5), batch(4));

        for (IpcContainer container : IpcContainer.values()) {
            Contents cut =
                    Conversions.read(
                            Conversions.convert(
                                    stream,
                                    ConvertOptions.DEFAULT
                                            .withContainer(container)
                                            .withBatchRows(5)));
            assertThat(cut.rowCounts()).containsExactly(5, 5, 2);
            assertThat(cut.columns()).isEqualTo(Conversions.read(stream).columns());
        }
    }

    @Test
    void rowsWithoutColumnsAreCutToo() throws IOException {
        MemoryChannel output = new MemoryChannel();
        IpcFileWriter writer = new IpcFileWriter(output, Schema.of(), WriteOptions.DEFAULT);
        for (int rows : new int[] {7, 0, 5}) {
            writer.write(
                    new RecordBatch(
                            Schema.of(), rows, List.of(), KeyValueMetadata.EMPTY, () -> {}));
        }
        writer.finish();

        for (ConvertOptions way : Conversions.everyWay()) {
            assertThat(Conversions.read(Conversions.convert(output.bytes(), way)).rowCounts())
                    .containsExactly(7, 0, 5);
            assertThat(
                            Conversions.read(
                                            Conversions.convert(
                                                    output.bytes(), way.withBatchRows(10)))
                                    .rowCounts())
                    .containsExactly(10, 2);
        }
    }

    @Test
    void batchOfAStreamEndsWhereADictionaryIsReplaced() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(TEXT))
                                .dictionary(1, false, letters("ab"))
                                .batch(indices(1))
                                .dictionary(1, true, letters("c"))
                                .batch(indices(2, 0))
                                .dictionary(1, false, letters("x"))
                                .batch(indices(0, 0))
                                .stream();

        Contents cut = Conversions.read(Conversions.convert(stream, TO_STREAM.withBatchRows(10)));
        Contents file = Conversions.read(Conversions.convert(stream, TO_FILE.withBatchRows(10)));

        assertThat(cut.rowCounts()).containsExactly(3, 2);
        assertThat(file.rowCounts()).containsExactly(5);
        assertThat(cut.columns())
                .isEqualTo(file.columns())
                .containsExactly(List.of("b", "c", "a", "x", "x"));
    }

    @Test
    void rowsUnderAGrowingNestedDictionaryAreJoined() throws IOException {
        byte[] stream =
                new HandMadeFile(Schema.of(OUTER, TEXT))
                                .dictionary(1, false, letters("ab"))
                                .dictionary(2, false, structs(1, 0))
                                .batch(twoColumns(0, 1))
                                .dictionary(1, true, letters("c"))
                                .dictionary(2, true, structs(2))
                                .batch(twoColumns(2, 2))
                                .stream();

        for (ConvertOptions way : List.of(TO_STREAM, TO_FILE)) {
            Contents cut = Conversions.read(Conversions.convert(stream, way.withBatchRows(2)));
            assertThat(cut.rowCounts()).containsExactly(2);
            assertThat(cut.columns())
                    .containsExactly(List.of(List.of("b"), List.of("c")), List.of("b", "c"));
        }
    }

    @Test
    void runEndsThatDoNotFitAreAnError() throws IOException {
        Field runs =
                Field.nullable(
                        "r",
                        new ArrowType.RunEndEncoded(),
                        Field.notNull("run_ends", new ArrowType.Int(16, true)),
                        Field.nullable("values", INT8));
        HandMadeFile made = new HandMadeFile(Schema.of(runs));
        for (int i = 0; i < 2; i++) {
            made.batch(
                    b ->
                            b.rows(20_000)
                                    .node(20_000, 0)
                                    .node(1, 0)
                                    .noBuffer()
                                    .hex("204e")
                                    .node(1, 0)
                                    .noBuffer()
                                    .bytes(5));
        }

        assertThat(
                        Conversions.read(
                                        Conversions.convert(
                                                made.stream(), TO_FILE.withBatchRows(30_000)))
                                .rowCounts())
                .containsExactly(30_000, 10_000);
        assertRefused(made.stream(), TO_FILE.withBatchRows(40_000))
                .hasMessageContaining("a run end of 40000 in 16 bits: ask for fewer rows a batch");
    }

    @Test
    void listsThatShareTheirElementsDoNotGrowBeyondTheLimit() throws IOException {
        Field list = Field.nullable("l", new ArrowType.ListView(), Field.nullable("x", INT8));
        int lists = 2000;
        int elements = 100_000;
        int[] sizes = new int[lists];
        Arrays.fill(sizes, elements);
        byte[] stream =
                new HandMadeFile(Schema.of(list))
                                .batch(
                                        b ->
                                                b.rows(lists)
                                                        .node(lists, 0)
                                                        .noBuffer()
                                                        .ints(new int[lists])
                                                        .ints(sizes)
                                                        .node(elements, 0)
                                                        .noBuffer()
                                                        .bytes(new int[elements]))
                                .stream();
        ReadOptions limited = reading.withMaxBatchBytes(1 << 20);
        MemoryChannel output = new MemoryChannel();

        assertThatThrownBy(
                        () ->
                                IpcConverter.convert(
                                        RecordingInput.of("in", stream),
                                        limited,
                                        output,
                                        TO_FILE.withBatchRows(1000)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("in: record batches of 1000 rows take more than the limit")
                .hasMessageContaining("(limit.batch-bytes)");
        assertThat(allocator.peakAllocatedBytes()).isLessThan(16 << 20);
    }

    @Test
    void batchesThatNobodyCouldReadAreNotWritten() throws IOException {
        byte[] stream = NumberStream.of(batch(40_000), batch(40_000));

        assertThatThrownBy(
                        () ->
                                IpcConverter.convert(
                                        RecordingInput.of("in", stream),
                                        reading.withMaxBatchBytes(50_000),
                                        new MemoryChannel(),
                                        TO_FILE.withBatchRows(70_000)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("limit of 50000 bytes (limit.batch-bytes)");
    }

    private AbstractThrowableAssert<?, ?> assertRefused(byte[] bytes, ConvertOptions options) {
        return assertThatThrownBy(
                        () ->
                                IpcConverter.convert(
                                        RecordingInput.of("in", bytes),
                                        reading,
                                        new MemoryChannel(),
                                        options.withAllocator(allocator)))
                .isInstanceOf(UnsupportedIpcFeatureException.class);
    }
}
