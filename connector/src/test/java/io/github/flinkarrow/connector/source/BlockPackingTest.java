/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class BlockPackingTest {

    @Test
    void withoutALeastSizeEachBlockIsARange() {
        assertThat(ranges(0, block(8, 100), block(108, 50), block(158, 10)))
                .containsExactly(8L, 100L, 108L, 50L, 158L, 10L);
    }

    @Test
    void neighboursArePackedUntilTheyReachTheLeastSize() {
        assertThat(ranges(120, block(8, 100), block(108, 50), block(158, 10)))
                .containsExactly(8L, 150L, 158L, 10L);
    }

    @Test
    void gapsBetweenBlocksBelongToARangeOnlyInsideIt() {
        assertThat(ranges(120, block(8, 100), block(208, 50), block(1_000, 10)))
                .containsExactly(8L, 250L, 1_000L, 10L);
    }

    @Test
    void aRangeEndsWhereTheNextBlockStartsEvenIfBlocksOverlap() {
        assertThat(ranges(0, block(8, 100), block(50, 100))).containsExactly(8L, 42L, 50L, 100L);
    }

    @Test
    void blocksAtOneOffsetStayTogether() {
        assertThat(ranges(0, block(8, 100), block(8, 100), block(108, 100)))
                .containsExactly(8L, 100L, 108L, 100L);
    }

    @Test
    void aFileWithoutBlocksHasNoRanges() {
        assertThat(ranges(0)).isEmpty();
    }

    @Test
    void aSplitIsNeverMoreThanAQuarterOfAnEvenShare() {
        assertThat(BlockPacking.leastBytes(1_000, 1_000_000, 2)).isEqualTo(1_000);
        assertThat(BlockPacking.leastBytes(1_000, 1_600, 2)).isEqualTo(200);
        assertThat(BlockPacking.leastBytes(0, 1_000_000, 2)).isZero();
    }

    private static long[] block(long offset, long length) {
        return new long[] {offset, length};
    }

    private static List<Long> ranges(long leastBytes, long[]... blocks) {
        long[] flat = Arrays.stream(blocks).flatMapToLong(Arrays::stream).toArray();
        return Arrays.stream(BlockPacking.ranges(flat, leastBytes)).boxed().toList();
    }
}
