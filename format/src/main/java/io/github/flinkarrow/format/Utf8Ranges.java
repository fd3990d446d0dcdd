/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Tells which ranges of one buffer are UTF-8, however many there are and however much they overlap:
 * the work is bounded by the size of the buffer and the number of ranges.
 *
 * <p>A character has no other inside of it. So it does not matter where a range starts: from its
 * first character behind a block's start on, the characters are the same for all ranges. How far
 * they reach without a fault is remembered for each block.
 */
final class Utf8Ranges {

    private static final int BLOCK = 128;

    /** The most bytes of a character behind its first. */
    private static final int MOST_CONTINUATION = 3;

    private static final int UNKNOWN = -1;

    private final Utf8Scan scan;
    private final ByteBuffer data;

    /**
     * Where the characters end that begin with the first one at or behind the start of a block;
     * null before a range needs any.
     */
    private int[] reach;

    Utf8Ranges(Utf8Scan scan, ByteBuffer data) {
        this.scan = scan;
        this.data = data;
    }

    /** Whether a range of the buffer consists of whole characters. */
    boolean isText(int start, int end) {
        int block = -Math.floorDiv(-start, BLOCK);
        if (end - MOST_CONTINUATION <= (long) block * BLOCK) {
            return scan.isText(data, start, end);
        }
        int first = firstCharacter(block);
        if (!scan.isText(data, start, first)) {
            return false;
        }
        int reached = reach(block, first);
        return end == reached || (end < reached && !isContinuation(end));
    }

    private int reach(int from, int firstCharacter) {
        if (reach == null) {
            reach = new int[data.limit() / BLOCK + 1];
            Arrays.fill(reach, UNKNOWN);
        }
        int block = from;
        int at = firstCharacter;
        int reached = reach[block];
        while (reached == UNKNOWN) {
            int next = firstCharacter(block + 1);
            int bad = scan.firstBad(data, at, next);
            if (bad < next || next == data.limit()) {
                reached = bad;
            } else {
                at = next;
                block++;
                reached = reach[block];
            }
        }
        Arrays.fill(reach, from, block + 1, reached);
        return reached;
    }

    /** Where the first character at or behind the start of a block begins, if there is one. */
    private int firstCharacter(int block) {
        int at = (int) Math.min((long) block * BLOCK, data.limit());
        int end = Math.min(at, data.limit() - MOST_CONTINUATION) + MOST_CONTINUATION;
        while (at < end && isContinuation(at)) {
            at++;
        }
        return at;
    }

    private boolean isContinuation(int position) {
        return (data.get(position) & 0xC0) == 0x80;
    }
}
