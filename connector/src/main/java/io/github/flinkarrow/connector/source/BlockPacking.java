/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.Block;

import java.util.Arrays;
import java.util.List;

/** Packs neighbouring blocks of a file into splits. */
final class BlockPacking {

    /** Readers stay evenly busy when each gets several splits. */
    private static final int LEAST_SPLITS_PER_READER = 4;

    private BlockPacking() {}

    /**
     * The fewest bytes of a split: what is asked for, but never more than a quarter of a reader's
     * even share.
     */
    static long leastBytes(long asked, long totalBytes, int parallelism) {
        return Math.min(asked, totalBytes / parallelism / LEAST_SPLITS_PER_READER);
    }

    /**
     * Cuts a file into ranges that contain the first byte of each block exactly once.
     *
     * @param blocks ordered by offset
     * @param leastBytes of the blocks of a range, but for the last one; 0 for a range a block
     * @return offset and length of each range in turn
     */
    static long[] ranges(List<Block> blocks, long leastBytes) {
        long[] ranges = new long[2 * blocks.size()];
        int size = 0;
        int next = 0;
        while (next < blocks.size()) {
            long start = blocks.get(next).offset();
            long end = start;
            long bytes = 0;
            do {
                Block block = blocks.get(next++);
                bytes += block.length();
                end = Math.max(end, block.offset() + block.length());
            } while (next < blocks.size()
                    && (bytes < leastBytes || blocks.get(next).offset() == start));
            if (next < blocks.size()) {
                end = Math.min(end, blocks.get(next).offset());
            }
            ranges[size++] = start;
            ranges[size++] = end - start;
        }
        return Arrays.copyOf(ranges, size);
    }
}
