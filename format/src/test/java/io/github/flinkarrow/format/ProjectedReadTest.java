/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.MessageDecoder;
import io.github.flinkarrow.format.internal.metadata.MetadataLimits;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.RecordingInput.Range;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is read for which columns, byte by byte. */
class ProjectedReadTest {

    private static final int ROWS = 4000;

    /** The most bytes between two wanted buffers that are read rather than skipped. */
    private static final int GAP = 4096;

    private static final ArrowType INT64 = new ArrowType.Int(64, true);

    /** Buffers: a 0-1, b 2-4, s 5 (a 6-7, b 8-10, c 11-12), c 13-14. */
    private static final Schema SCHEMA =
            Schema.of(
                    Field.nullable("a", INT64),
                    Field.notNull("b", new ArrowType.Utf8()),
                    Field.nullable(
                            "s",
                            new ArrowType.Struct(),
                            Field.notNull("a", INT64),
                            Field.nullable("b", new ArrowType.Utf8()),
                            Field.notNull("c", INT64)),
                    Field.notNull("c", INT64));

    private final BufferAllocator allocator = BufferAllocator.create("test", 8 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    static Stream<Arguments> projections() {
        Projection childB =
                new Projection(
                        List.of(new Projection.Column(2, List.of(new Projection.Column(1)))));
        List<Arguments> all = new ArrayList<>();
        for (Compression compression : Compression.values()) {
            all.add(arguments(compression, Projection.of(0), new int[] {0, 1}));
            all.add(arguments(compression, Projection.of(1), new int[] {3, 4}));
            all.add(arguments(compression, Projection.of(3), new int[] {14}));
            all.add(arguments(compression, Projection.of(3, 0), new int[] {0, 1, 14}));
            all.add(arguments(compression, Projection.of(2), new int[] {5, 7, 8, 9, 10, 12}));
            all.add(arguments(compression, childB, new int[] {5, 8, 9, 10}));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("projections")
    void onlyTheBuffersOfTheChosenColumnsAreRead(
            Compression compression, Projection projection, int[] buffers) throws Exception {
        byte[] bytes = file(compression);
        RecordingInput input = RecordingInput.of("f", bytes);
        try (IpcFileReader reader = IpcFileReader.open(input, options)) {
            Block block = reader.block(0);
            List<Range> needed = needed(bytes, block, buffers);
            input.forget();
            List<List<Object>> values;
            try (RecordBatch batch = reader.recordBatch(0, projection)) {
                values = PlainValues.of(batch);
            }

            List<Range> expected = new ArrayList<>();
            expected.add(new Range(block.offset(), block.offset() + block.metadataLength()));
            expected.addAll(needed);
            assertThat(input.ranges()).isEqualTo(expected);

            corruptAllBut(input, block, needed);
            try (RecordBatch batch = reader.recordBatch(0, projection)) {
                assertThat(PlainValues.of(batch)).isEqualTo(values);
            }
        }
    }

    @Test
    void gapsOfNeighboursAreReadAndLargerOnesAreNot() throws Exception {
        byte[] bytes = file(Compression.NONE);
        RecordingInput input = RecordingInput.of("f", bytes);
        try (IpcFileReader reader = IpcFileReader.open(input, options)) {
            input.forget();
            reader.recordBatch(0, Projection.of(0, 3)).close();

            // Validity and values of the first column together, the last column on its own.
            assertThat(input.ranges()).hasSize(3);
            input.forget();
            reader.recordBatch(0, Projection.of(0, 1)).close();
            assertThat(input.ranges()).hasSize(2);
        }
    }

    @Test
    void rowsAreCountedWithoutReadingBodies() throws Exception {
        RecordingInput input = RecordingInput.of("f", file(Compression.LZ4_FRAME));
        try (IpcFileReader reader = IpcFileReader.open(input, options)) {
            Block first = reader.block(0);
            Block second = reader.block(1);
            List<Range> metadata =
                    List.of(
                            new Range(first.offset(), first.offset() + first.metadataLength()),
                            new Range(second.offset(), second.offset() + second.metadataLength()));
            input.forget();
            assertThat(reader.rowCount()).isEqualTo(ROWS + 1);
            assertThat(input.ranges()).isEqualTo(metadata);

            input.forget();
            try (RecordBatch batch = reader.recordBatch(0, Projection.of())) {
                assertThat(batch.rowCount()).isEqualTo(ROWS);
                assertThat(batch.columns()).isEmpty();
            }
            assertThat(input.ranges()).isEqualTo(metadata.subList(0, 1));
        }
    }

    @Test
    void nothingIsAllocatedForMappedBytes() throws Exception {
        RecordingInput input = RecordingInput.mapped("f", file(Compression.NONE));
        try (IpcFileReader reader = IpcFileReader.open(input, options)) {
            Block block = reader.block(0);
            input.forget();
            reader.recordBatch(0).close();

            assertThat(allocator.totalAllocatedBytes()).isZero();
            assertThat(input.ranges())
                    .containsExactly(
                            new Range(block.offset(), block.offset() + block.metadataLength()));
        }
    }

    @Test
    void columnsComeInTheOrderOfTheProjection() throws Exception {
        try (IpcFileReader reader =
                        IpcFileReader.open(
                                RecordingInput.of("f", file(Compression.NONE)), options);
                RecordBatch all = reader.recordBatch(1);
                RecordBatch some =
                        reader.recordBatch(
                                1,
                                new Projection(
                                        List.of(
                                                new Projection.Column(3),
                                                new Projection.Column(
                                                        2,
                                                        List.of(
                                                                new Projection.Column(2),
                                                                new Projection.Column(0))))))) {
            assertThat(some.schema().fields()).hasSize(2);
            assertThat(some.schema().fields().get(0).name()).isEqualTo("c");
            assertThat(some.schema().fields().get(1).children())
                    .extracting(Field::name)
                    .containsExactly("c", "a");
            assertThat(PlainValues.of(some.column(0))).isEqualTo(PlainValues.of(all.column(3)));
            List<?> struct = (List<?>) PlainValues.value(all.column(2), 0);
            assertThat(PlainValues.value(some.column(1), 0))
                    .isEqualTo(struct == null ? null : Arrays.asList(struct.get(2), struct.get(0)));
        }
    }

    @Test
    void aStructCanBeReadWithoutItsChildren() throws Exception {
        Projection projection = new Projection(List.of(new Projection.Column(2, List.of())));
        try (IpcFileReader reader =
                        IpcFileReader.open(
                                RecordingInput.of("f", file(Compression.NONE)), options);
                RecordBatch all = reader.recordBatch(0);
                RecordBatch some = reader.recordBatch(0, projection)) {
            assertThat(some.schema().fields().get(0).children()).isEmpty();
            assertThat(some.column(0).length()).isEqualTo(ROWS);
            for (int i = 0; i < ROWS; i++) {
                assertThat(some.column(0).isNull(i)).isEqualTo(all.column(2).isNull(i));
            }
        }
    }

    @Test
    void projectionsThatTheSchemaHasNotAreRefused() throws Exception {
        Projection.Column child = new Projection.Column(0);
        try (IpcFileReader reader =
                IpcFileReader.open(RecordingInput.of("f", file(Compression.NONE)), options)) {
            assertThatThrownBy(() -> reader.recordBatch(0, Projection.of(4)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("there is no field 4");
            assertThatThrownBy(() -> reader.recordBatch(0, Projection.of(-1)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> reader.recordBatch(0, Projection.of(1, 1)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("field 'b' is chosen twice");
            assertThatThrownBy(
                            () ->
                                    reader.recordBatch(
                                            0,
                                            new Projection(
                                                    List.of(
                                                            new Projection.Column(
                                                                    1, List.of(child))))))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("field 'b': children can be chosen of a struct");
        }
    }

    private byte[] file(Compression compression) throws Exception {
        RandomColumns random = new RandomColumns(11, 0.2);
        return WrittenBatches.write(
                IpcContainer.FILE,
                SCHEMA,
                List.of(random.columns(SCHEMA, ROWS), random.columns(SCHEMA, 1)),
                WriteOptions.DEFAULT.withAllocator(allocator).withCompression(compression));
    }

    /** The ranges of buffers, those joined that are not further from each other than a gap. */
    private static List<Range> needed(byte[] file, Block block, int[] buffers) throws Exception {
        int metadata = Math.toIntExact(block.offset()) + 8;
        long body = block.offset() + block.metadataLength();
        RecordBatchHeader header =
                (RecordBatchHeader)
                        MessageDecoder.decode(
                                        ByteBuffer.wrap(file)
                                                .slice(metadata, Math.toIntExact(body) - metadata),
                                        MetadataLimits.DEFAULT)
                                .header();
        List<Range> ranges = new ArrayList<>();
        for (int index : buffers) {
            long start = body + header.bufferOffset(index);
            long end = start + header.bufferLength(index);
            Range last = ranges.isEmpty() ? null : ranges.get(ranges.size() - 1);
            if (last != null && start - last.end() <= GAP) {
                ranges.set(ranges.size() - 1, new Range(last.start(), end));
            } else {
                ranges.add(new Range(start, end));
            }
        }
        return ranges;
    }

    private static void corruptAllBut(RecordingInput input, Block block, List<Range> kept) {
        long at = block.offset() + block.metadataLength();
        for (Range range : kept) {
            input.corrupt(at, range.start());
            at = range.end();
        }
        input.corrupt(at, block.offset() + block.length());
    }
}
