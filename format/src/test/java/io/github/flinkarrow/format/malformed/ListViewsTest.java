/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** List views are ranges of their child, in any order. */
class ListViewsTest extends MalformedInput {

    private static final Field INT = Field.nullable("i", INT32);
    private static final Schema LIST_VIEWS =
            Schema.of(Field.nullable("l", new ArrowType.ListView(), INT));
    private static final Schema LARGE_LIST_VIEWS =
            Schema.of(Field.nullable("l", new ArrowType.LargeListView(), INT));

    // List views: ranges of a child of three values.

    private static Consumer<Batch> listView(int nullCount, int offset, int size) {
        return b ->
                b.rows(1)
                        .node(1, nullCount)
                        .bytes(1 - nullCount)
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
    void lastListViewLiesInsideItsChildToo() {
        int last = 99;
        int[] offsets = new int[last + 1];
        int[] sizes = new int[last + 1];
        Arrays.fill(sizes, 3);
        for (int[] outside : new int[][] {{3, 1}, {-1, 1}, {0, 4}, {0, -1}}) {
            offsets[last] = outside[0];
            sizes[last] = outside[1];
            String message =
                    "field 'l': list 99 has " + outside[1] + " elements at " + outside[0] + ", out";
            fails(LIST_VIEWS, b -> ofThree(b.rows(100).node(100, 0), offsets, sizes), message);
            fails(
                    LARGE_LIST_VIEWS,
                    b -> largeOfThree(b.rows(100).node(100, 0), offsets, sizes),
                    message);
        }
    }

    private static void ofThree(Batch lists, int[] offsets, int[] sizes) {
        lists.noBuffer().ints(offsets).ints(sizes).node(3, 0).noBuffer().ints(1, 2, 3);
    }

    private static void largeOfThree(Batch lists, int[] offsets, int[] sizes) {
        long[] longOffsets = Arrays.stream(offsets).asLongStream().toArray();
        long[] longSizes = Arrays.stream(sizes).asLongStream().toArray();
        lists.noBuffer().longs(longOffsets).longs(longSizes).node(3, 0).noBuffer().ints(1, 2, 3);
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
    void listViewsWithoutValuesNeedNoBuffers() throws IOException {
        for (Schema schema : List.of(LIST_VIEWS, LARGE_LIST_VIEWS)) {
            assertThat(
                            read(
                                    schema,
                                    b ->
                                            b.node(0, 0)
                                                    .buffer(-1, 0)
                                                    .buffer(3, 0)
                                                    .noBuffer()
                                                    .node(0, 0)
                                                    .noBuffer()
                                                    .noBuffer()))
                    .isEmpty();
        }
    }
}
