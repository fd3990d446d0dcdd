/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.util.Arrays;

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
     * @param blocks offset and length of each in turn, ordered by offset
     * @param leastBytes of the blocks of a range, but for the last one; 0 for a range a block
     * @return offset and length of each range in turn
     */
    static long[] ranges(long[] blocks, long leastBytes) {
        long[] ranges = new long[blocks.length];
        int size = 0;
        int next = 0;
        while (next < blocks.length) {
            long start = blocks[next];
            long end = start;
            long bytes = 0;
            do {
                long length = blocks[next + 1];
                bytes += length;
                end = Math.max(end, blocks[next] + length);
                next += 2;
            } while (next < blocks.length && (bytes < leastBytes || blocks[next] == start));
            if (next < blocks.length) {
                end = Math.min(end, blocks[next]);
            }
            ranges[size++] = start;
            ranges[size++] = end - start;
        }
        return Arrays.copyOf(ranges, size);
    }
}
