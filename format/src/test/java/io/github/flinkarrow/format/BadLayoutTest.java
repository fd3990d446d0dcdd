/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.UnionMode;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What views, list views, unions, run ends and their like can say wrong, or oddly but right. */
class BadLayoutTest {

    private static final Field INT = Field.nullable("i", new ArrowType.Int(32, true));
    private static final Field BYTE = Field.nullable("b", new ArrowType.Int(8, true));
    private static final Schema VIEWS = Schema.of(Field.nullable("v", new ArrowType.Utf8View()));
    private static final Schema LIST_VIEWS =
            Schema.of(Field.nullable("l", new ArrowType.ListView(), INT));
    private static final Schema LARGE_LIST_VIEWS =
            Schema.of(Field.nullable("l", new ArrowType.LargeListView(), INT));
    private static final Schema LARGE_LISTS =
            Schema.of(Field.nullable("l", new ArrowType.LargeList(), INT));
    private static final Schema PAIRS =
            Schema.of(Field.nullable("p", new ArrowType.FixedSizeList(2), INT));
    private static final Schema SPARSE = union(UnionMode.SPARSE);
    private static final Schema DENSE = union(UnionMode.DENSE);
    private static final Schema RUNS = runsOfWidth(16);

    private static Schema union(UnionMode mode) {
        return Schema.of(Field.nullable("u", new ArrowType.Union(mode, List.of(5, 7)), INT, BYTE));
    }

    private static Schema runsOfWidth(int width) {
        Field ends = Field.notNull("ends", new ArrowType.Int(width, true));
        return Schema.of(Field.nullable("r", new ArrowType.RunEndEncoded(), ends, BYTE));
    }

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void valuesAreAsWideAsTheirType() {
        Map<ArrowType, Integer> widths =
                Map.of(
                        new ArrowType.FloatingPoint(FloatingPointPrecision.HALF), 2,
                        new ArrowType.Decimal(9, 0, 32), 4,
                        new ArrowType.Decimal(9, 0, 64), 8,
                        new ArrowType.Decimal(9, 0, 256), 32,
                        new ArrowType.Interval(IntervalUnit.YEAR_MONTH), 4,
                        new ArrowType.Interval(IntervalUnit.DAY_TIME), 8,
                        new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO), 16,
                        new ArrowType.FixedSizeBinary(Integer.MAX_VALUE), Integer.MAX_VALUE);
        widths.forEach(
                (type, width) ->
                        fails(
                                Schema.of(Field.nullable("f", type)),
                                b -> b.rows(3).node(3, 0).noBuffer().bytes(1, 2, 3, 4, 5),
                                "field 'f': values buffer needs "
                                        + 3L * width
                                        + " bytes but has 5"));
    }

    // Views: the size, then 12 bytes of value, or prefix, buffer and offset.

    private static Consumer<Batch> view(int size, int prefix, int buffer, int offset) {
        return b ->
                b.rows(1)
                        .node(1, 0)
                        .noBuffer()
                        .ints(size, prefix, buffer, offset)
                        .variadic(1)
                        .hex("61626364 65666768 696a6b6c 6d6e6f70");
    }

    @Test
    void viewThatIsRightIsRead() throws IOException {
        assertThat(read(VIEWS, view(13, 0x65646362, 0, 1))).containsExactly("bcdefghijklmn");
        assertThat(read(VIEWS, view(16, 0x64636261, 0, 0))).containsExactly("abcdefghijklmnop");
        assertThat(read(VIEWS, view(3, 0x00636261, -1, -1))).containsExactly("abc");
    }

    @Test
    void viewRefersToABufferThatIsThere() {
        fails(
                VIEWS,
                view(13, 0x64636261, 1, 0),
                "field 'v': view 0 has 13 bytes at 0 of data buffer 1, of 1 buffers");
        fails(
                VIEWS,
                view(13, 0x64636261, -1, 0),
                "field 'v': view 0 has 13 bytes at 0 of data buffer -1, of 1 buffers");
    }

    @Test
    void viewRefersToBytesInsideItsBuffer() {
        fails(
                VIEWS,
                view(13, 0x64636261, 0, 4),
                "field 'v': view 0 has 13 bytes at 4 of data buffer 0, which has 16");
        fails(VIEWS, view(13, 0x64636261, 0, -1), "13 bytes at -1 of data buffer 0, which has 16");
        fails(VIEWS, view(13, 0x64636261, 0, Integer.MAX_VALUE), "13 bytes at 2147483647 of");
        fails(VIEWS, view(17, 0x64636261, 0, 0), "17 bytes at 0 of data buffer 0, which has 16");
        fails(VIEWS, view(Integer.MAX_VALUE, 0x64636261, 0, 0), "2147483647 bytes at 0 of");
    }

    @Test
    void viewHasASizeThatIsNotNegative() {
        fails(VIEWS, view(-1, 0x64636261, 0, 0), "field 'v': view 0 has -1 bytes at 0");
        fails(VIEWS, view(Integer.MIN_VALUE, 0x64636261, 0, 0), "view 0 has -2147483648 bytes");
    }

    @Test
    void viewBeginsAsItsBytesDo() {
        fails(
                VIEWS,
                view(13, 0x64636262, 0, 0),
                "field 'v': the prefix of view 0 is not that of its bytes");
    }

    @Test
    void viewOfANullMaySayAnything() throws IOException {
        assertThat(
                        read(
                                VIEWS,
                                b ->
                                        b.rows(2)
                                                .node(2, 2)
                                                .bytes(0)
                                                .ints(-1, -1, -1, -1, 99, 0, 99, -5)
                                                .variadic(0)))
                .containsExactly(null, null);
    }

    @Test
    void viewsAreAsManyAsTheirValues() {
        fails(
                VIEWS,
                b -> b.rows(2).node(2, 0).noBuffer().ints(0, 0, 0, 0).variadic(0),
                "field 'v': views buffer needs 32 bytes but has 16");
    }

    @Test
    void dataBuffersOfViewsAreAsManyAsTheBatchSays() {
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer(),
                "the schema asks for more than 0 variadic buffer counts");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().variadic(0).variadic(0),
                "the schema asks for 1 variadic buffer counts, found 2");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().variadic(1),
                "a variadic buffer count of 1 in a batch of 2 buffers");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().variadic(-1),
                "a variadic buffer count of -1 in a batch of 2 buffers");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().variadic(Long.MAX_VALUE),
                "a variadic buffer count of 9223372036854775807 in a batch of 2 buffers");
        fails(
                VIEWS,
                b -> b.rows(0).node(0, 0).noBuffer().noBuffer().noBuffer().variadic(0),
                "the schema asks for 2 buffers, found 3");
    }

    // List views: ranges of a child of three values.

    private static Consumer<Batch> listView(int nullCount, int offset, int size) {
        return b ->
                b.rows(1)
                        .node(1, nullCount)
                        .bytes(0)
                        .ints(offset)
                        .ints(size)
                        .node(3, 0)
                        .noBuffer()
                        .ints(1, 2, 3);
    }

    private static Consumer<Batch> largeListView(long offset, long size) {
        return b ->
                b.rows(1)
                        .node(1, 0)
                        .noBuffer()
                        .longs(offset)
                        .longs(size)
                        .node(3, 0)
                        .noBuffer()
                        .ints(1, 2, 3);
    }

    @Test
    void listViewsMayBeInAnyOrderAndOverlap() throws IOException {
        assertThat(
                        read(
                                LIST_VIEWS,
                                b ->
                                        b.rows(3)
                                                .node(3, 0)
                                                .noBuffer()
                                                .ints(1, 0, 3)
                                                .ints(2, 2, 0)
                                                .node(3, 0)
                                                .noBuffer()
                                                .ints(1, 2, 3)))
                .containsExactly(List.of(2L, 3L), List.of(1L, 2L), List.of());
        assertThat(read(LARGE_LIST_VIEWS, largeListView(1, 2))).containsExactly(List.of(2L, 3L));
    }

    @Test
    void listViewLiesInsideItsChild() {
        String outside = ", outside the child of 3";
        fails(LIST_VIEWS, listView(0, 2, 2), "field 'l': list 0 has 2 elements at 2" + outside);
        fails(LIST_VIEWS, listView(0, 4, 0), "field 'l': list 0 has 0 elements at 4" + outside);
        fails(LIST_VIEWS, listView(0, -1, 1), "field 'l': list 0 has 1 elements at -1" + outside);
        fails(LIST_VIEWS, listView(0, 1, -1), "field 'l': list 0 has -1 elements at 1" + outside);
        int most = Integer.MAX_VALUE;
        fails(LIST_VIEWS, listView(0, most, most), "2147483647 elements at 2147483647" + outside);
        fails(LARGE_LIST_VIEWS, largeListView(2, 2), "list 0 has 2 elements at 2" + outside);
        fails(LARGE_LIST_VIEWS, largeListView(1L << 32, 1), "elements at 4294967296" + outside);
        fails(LARGE_LIST_VIEWS, largeListView(1, 1L << 32), "list 0 has 4294967296 elements");
        fails(LARGE_LIST_VIEWS, largeListView(Long.MAX_VALUE, Long.MAX_VALUE), outside);
        fails(LARGE_LIST_VIEWS, largeListView(-1, Long.MIN_VALUE), outside);
    }

    @Test
    void listViewOfANullLiesInsideItsChildToo() {
        fails(LIST_VIEWS, listView(1, 4, 0), "field 'l': list 0 has 0 elements at 4");
    }

    @Test
    void listViewsHaveAnOffsetAndASizeEach() {
        fails(
                LIST_VIEWS,
                b ->
                        b.rows(2)
                                .node(2, 0)
                                .noBuffer()
                                .ints(0)
                                .ints(0, 0)
                                .node(0, 0)
                                .noBuffer()
                                .ints(),
                "field 'l': offsets buffer needs 8 bytes but has 4");
        fails(
                LIST_VIEWS,
                b ->
                        b.rows(2)
                                .node(2, 0)
                                .noBuffer()
                                .ints(0, 0)
                                .ints(0)
                                .node(0, 0)
                                .noBuffer()
                                .ints(),
                "field 'l': sizes buffer needs 8 bytes but has 4");
    }

    @Test
    void offsetsOfLargeListsStayInTheirChild() {
        fails(
                LARGE_LISTS,
                b ->
                        b.rows(1)
                                .node(1, 0)
                                .noBuffer()
                                .longs(0, 1L << 32)
                                .node(1, 0)
                                .noBuffer()
                                .ints(1),
                "field 'l': offset 1 is 4294967296: expected 0 to 1");
        fails(
                LARGE_LISTS,
                b -> b.rows(1).node(1, 0).noBuffer().longs(1, 0).node(1, 0).noBuffer().ints(1),
                "field 'l': offset 1 is 0: expected 1 to 1");
    }

    @Test
    void childOfAFixedSizeListHasTheElementsOfEveryList() {
        fails(
                PAIRS,
                b -> b.rows(2).node(2, 1).bytes(1).node(3, 0).noBuffer().ints(1, 2, 3),
                "field 'p.i': 3 values, but its parent needs 4");
        fails(
                Schema.of(Field.nullable("p", new ArrowType.FixedSizeList(Integer.MAX_VALUE), INT)),
                b -> b.rows(4).node(4, 0).noBuffer().node(1, 0).noBuffer().ints(1),
                "field 'p.i': 1 values, but its parent needs 8589934588");
    }

    // Unions of an integer, type id 5, and a byte, type id 7.

    private static Consumer<Batch> sparse(int... typeIds) {
        return b ->
                b.rows(2)
                        .node(2, 0)
                        .bytes(typeIds)
                        .node(2, 0)
                        .noBuffer()
                        .ints(1, 2)
                        .node(2, 1)
                        .bytes(1)
                        .bytes(8, 9);
    }

    private static Consumer<Batch> dense(int... offsets) {
        return b ->
                b.rows(3)
                        .node(3, 0)
                        .bytes(5, 7, 5)
                        .ints(offsets)
                        .node(2, 0)
                        .noBuffer()
                        .ints(1, 2)
                        .node(1, 0)
                        .noBuffer()
                        .bytes(8);
    }

    @Test
    void unionsThatAreRightAreRead() throws IOException {
        assertThat(read(SPARSE, sparse(5, 7)))
                .containsExactly(List.of(0L, 1L), Arrays.asList(1L, null));
        assertThat(read(DENSE, dense(0, 0, 1)))
                .containsExactly(List.of(0L, 1L), List.of(1L, 8L), List.of(0L, 2L));
        assertThat(read(DENSE, dense(1, 0, 1)))
                .containsExactly(List.of(0L, 2L), List.of(1L, 8L), List.of(0L, 2L));
    }

    @Test
    void typeIdOfAUnionIsOneOfItsType() {
        fails(SPARSE, sparse(5, 6), "field 'u': type id 6 of value 1 is not one of [5, 7]");
        fails(SPARSE, sparse(0, 5), "field 'u': type id 0 of value 0 is not one of [5, 7]");
        fails(SPARSE, sparse(5, -1), "field 'u': type id -1 of value 1 is not one of [5, 7]");
        fails(SPARSE, sparse(-128, 5), "field 'u': type id -128 of value 0 is not one of [5, 7]");
    }

    @Test
    void unionWithoutChildrenHasNoValues() {
        for (UnionMode mode : UnionMode.values()) {
            fails(
                    Schema.of(Field.nullable("u", new ArrowType.Union(mode, List.of()))),
                    b ->
                            (mode == UnionMode.DENSE ? b.bytes(0).ints(0) : b.bytes(0))
                                    .rows(1)
                                    .node(1, 0),
                    "field 'u': type id 0 of value 0 is not one of []");
        }
    }

    @Test
    void unionHasATypeIdAndADenseOneAnOffsetForEachValue() {
        fails(SPARSE, sparse(5), "field 'u': type ids buffer needs 2 bytes but has 1");
        fails(DENSE, dense(0, 0), "field 'u': offsets buffer needs 12 bytes but has 8");
    }

    @Test
    void childrenOfASparseUnionAreAsLongAsTheUnion() {
        fails(
                SPARSE,
                b ->
                        b.rows(2)
                                .node(2, 0)
                                .bytes(5, 5)
                                .node(2, 0)
                                .noBuffer()
                                .ints(1, 2)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(8),
                "field 'u.b': 1 values, but its parent needs 2");
    }

    @Test
    void offsetOfADenseUnionIsInsideItsChild() {
        fails(
                DENSE,
                dense(0, 1, 1),
                "field 'u': offset 1 of value 1 into child 1 of 1 values: expected at least 0");
        fails(DENSE, dense(-1, 0, 1), "offset -1 of value 0 into child 0 of 2 values");
        fails(DENSE, dense(0, Integer.MAX_VALUE, 1), "offset 2147483647 of value 1 into child 1");
    }

    @Test
    void offsetsOfADenseUnionDoNotDecrease() {
        fails(
                DENSE,
                dense(1, 0, 0),
                "field 'u': offset 0 of value 2 into child 0 of 2 values: expected at least 1");
    }

    @Test
    void unionsAndRunsHadAValidityBitmapBeforeV5() throws IOException {
        HandMadeFile union = new HandMadeFile(SPARSE).beforeV5();
        union.batch(b -> sparse(5, 7).accept(b.noBuffer()));
        assertThat(first(union)).containsExactly(List.of(0L, 1L), Arrays.asList(1L, null));
        HandMadeFile runs = new HandMadeFile(RUNS).beforeV5();
        runs.batch(b -> runs(2, 1, 0, 2, 0).accept(b.noBuffer()));
        assertThat(first(runs)).containsExactly(8L, 9L);
    }

    @Test
    void nullsOfUnionsAndRunsBeforeV5AreUnsupported() {
        HandMadeFile nullRuns = new HandMadeFile(RUNS).beforeV5();
        nullRuns.batch(
                b ->
                        b.rows(1)
                                .node(1, 1)
                                .bytes(0)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(1, 0)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(8));
        assertThatThrownBy(() -> first(nullRuns))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("field 'r': 1 nulls in the validity bitmap");
        HandMadeFile nullUnion = new HandMadeFile(SPARSE).beforeV5();
        nullUnion.batch(
                b ->
                        b.rows(1)
                                .node(1, 1)
                                .bytes(0)
                                .bytes(5)
                                .node(1, 0)
                                .noBuffer()
                                .ints(1)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(8));
        assertThatThrownBy(() -> first(nullUnion))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("field 'u': 1 nulls in the validity bitmap");
    }

    // Runs of the bytes 8 and 9, with run ends of 16 bits.

    private static Consumer<Batch> runs(int rows, int... bytesOfEnds) {
        int count = bytesOfEnds.length / 2;
        return b ->
                b.rows(rows)
                        .node(rows, 0)
                        .node(count, 0)
                        .noBuffer()
                        .bytes(bytesOfEnds)
                        .node(2, 0)
                        .noBuffer()
                        .bytes(8, 9);
    }

    @Test
    void runsMayEndBehindTheLengthAndHaveMoreValues() throws IOException {
        assertThat(read(RUNS, runs(3, 2, 0, 3, 0))).containsExactly(8L, 8L, 9L);
        assertThat(read(RUNS, runs(3, 2, 0, 0, 1))).containsExactly(8L, 8L, 9L);
        assertThat(read(RUNS, runs(2, 9, 0))).containsExactly(8L, 8L);
        assertThat(read(RUNS, runs(0))).isEmpty();
    }

    @Test
    void runEndsIncreaseFromMoreThanZero() {
        fails(RUNS, runs(2, 2, 0, 2, 0), "field 'r': run end 1 is 2: expected more than 2");
        fails(RUNS, runs(2, 2, 0, 1, 0), "field 'r': run end 1 is 1: expected more than 2");
        fails(RUNS, runs(2, 0, 0, 2, 0), "field 'r': run end 0 is 0: expected more than 0");
        fails(RUNS, runs(2, -1, -1, 2, 0), "field 'r': run end 0 is -1: expected more than 0");
    }

    @Test
    void runEndsReachTheLength() {
        fails(RUNS, runs(4, 2, 0, 3, 0), "field 'r': runs end at 3, before the length 4");
        fails(RUNS, runs(1), "field 'r': runs end at 0, before the length 1");
    }

    @Test
    void runEndsAreNotNull() {
        fails(
                RUNS,
                b ->
                        b.rows(2)
                                .node(2, 0)
                                .node(1, 1)
                                .bytes(0)
                                .bytes(2, 0)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(8),
                "field 'r': 1 run ends are null");
    }

    @Test
    void everyRunHasAValue() {
        fails(RUNS, runs(3, 1, 0, 2, 0, 3, 0), "field 'r': 3 run ends, but 2 values");
    }

    @Test
    void runEndsOf64BitsAreNotCut() {
        fails(
                runsOfWidth(64),
                b ->
                        b.rows(2)
                                .node(2, 0)
                                .node(2, 0)
                                .noBuffer()
                                .longs(1L << 32, 1)
                                .node(2, 0)
                                .noBuffer()
                                .bytes(8, 9),
                "field 'r': run end 1 is 1: expected more than 4294967296");
    }

    @Test
    void arraysWithoutValuesNeedNoBuffers() throws IOException {
        Consumer<Batch> child = b -> b.node(0, 0).noBuffer().noBuffer();
        assertThat(read(VIEWS, b -> b.node(0, 0).noBuffer().noBuffer().variadic(0))).isEmpty();
        for (Schema schema : List.of(LIST_VIEWS, LARGE_LIST_VIEWS)) {
            assertThat(
                            read(
                                    schema,
                                    b ->
                                            child.accept(
                                                    b.node(0, 0)
                                                            .buffer(-1, 0)
                                                            .buffer(3, 0)
                                                            .noBuffer())))
                    .isEmpty();
        }
        assertThat(read(LARGE_LISTS, b -> child.accept(b.node(0, 0).noBuffer().noBuffer())))
                .isEmpty();
        assertThat(read(PAIRS, b -> child.accept(b.node(0, 0).noBuffer()))).isEmpty();
        assertThat(read(SPARSE, b -> child.andThen(child).accept(b.node(0, 0).noBuffer())))
                .isEmpty();
        assertThat(
                        read(
                                DENSE,
                                b ->
                                        child.andThen(child)
                                                .accept(b.node(0, 0).noBuffer().noBuffer())))
                .isEmpty();
        assertThat(read(RUNS, b -> child.andThen(child).accept(b.node(0, 0)))).isEmpty();
    }

    private List<Object> read(Schema schema, Consumer<Batch> parts) throws IOException {
        return first(new HandMadeFile(schema).batch(parts));
    }

    /** The first column of the first batch. */
    private List<Object> first(HandMadeFile made) throws IOException {
        SeekableInput input = RecordingInput.of("f", made.file());
        try (IpcFileReader reader = IpcFileReader.open(input, options);
                RecordBatch batch = reader.recordBatch(0)) {
            return PlainValues.of(batch.column(0));
        }
    }

    /** In a file, mapped or not, and in a stream. */
    private void fails(Schema schema, Consumer<Batch> parts, String message) {
        HandMadeFile made = new HandMadeFile(schema);
        int start = made.position();
        made.batch(parts);
        for (SeekableInput input :
                List.of(
                        RecordingInput.of("f", made.file()),
                        RecordingInput.mapped("f", made.file()))) {
            assertThatThrownBy(
                            () -> {
                                try (IpcFileReader reader = IpcFileReader.open(input, options)) {
                                    reader.recordBatch(0).close();
                                }
                            })
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageStartingWith("f: block 0 @ " + start + ": ")
                    .hasMessageContaining(message);
        }
        assertThatThrownBy(
                        () ->
                                IpcStreamReader.open(
                                                new ByteArrayInputStream(made.stream()),
                                                "s",
                                                options)
                                        .next())
                .isInstanceOf(IpcFormatException.class)
                .hasMessageStartingWith("s: message 1 @ " + (start - 8) + ": ")
                .hasMessageContaining(message);
    }
}
