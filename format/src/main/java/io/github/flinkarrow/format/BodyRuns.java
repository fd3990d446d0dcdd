/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;

/**
 * Which of the wanted buffers of a body are read together: neighbours, with what lies between them.
 *
 * <p>What lies between is held in memory as long as the buffers are, although nobody asked for it.
 * It is therefore no more than the buffers themselves, or a little for all of a body.
 */
final class BodyRuns {

    /**
     * Buffers that are read into one allocation.
     *
     * @param behind the place in the order of the first buffer that is not among them
     * @param start in the body
     * @param end behind the last byte
     * @param wantedBytes those of the buffers and of the padding between them
     */
    record Run(int behind, long start, long end, long wantedBytes) {

        long length() {
            return end - start;
        }
    }

    /** What is read into one allocation, unless one buffer is larger. */
    private static final long MOST_MERGED = 1L << 30;

    /** Fewer bytes between two buffers are padding, and read with them in any case. */
    private static final int LEAST_GAP = 64;

    /** So much may lie between the buffers of a body, however small they are. */
    private static final long MOST_GAPS = 1 << 20;

    private final RecordBatchHeader header;
    private final int[] wanted;
    private final int[] order;
    private final int mergedGap;
    private long gaps;

    /**
     * @param wanted bytes of each buffer of the header
     * @param order the buffers of which any are wanted, by their offsets
     * @param mergedGap the most bytes between two neighbours
     */
    BodyRuns(RecordBatchHeader header, int[] wanted, int[] order, int mergedGap) {
        this.header = header;
        this.wanted = wanted;
        this.order = order;
        this.mergedGap = mergedGap;
    }

    /**
     * The run that begins with a buffer. Runs are asked for in their order.
     *
     * @param first its place in the order
     */
    Run from(int first) {
        long start = header.bufferOffset(order[first]);
        long end = start + wanted[order[first]];
        long wantedBytes = end - start;
        int behind = first + 1;
        while (behind < order.length) {
            long offset = header.bufferOffset(order[behind]);
            long merged = Math.max(end, offset + wanted[order[behind]]);
            long between = offset - end;
            long gap = between < LEAST_GAP ? 0 : between;
            long more = merged - end - gap;
            long gapsOfRun = merged - start - wantedBytes - more;
            if (between > mergedGap
                    || merged - start > MOST_MERGED
                    || (gap > 0 && gaps + gap > MOST_GAPS && gapsOfRun > wantedBytes + more)) {
                break;
            }
            gaps += gap;
            wantedBytes += more;
            end = merged;
            behind++;
        }
        return new Run(behind, start, end, wantedBytes);
    }
}
