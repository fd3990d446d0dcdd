/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/**
 * A greedy LZ4 block compressor for tests whose matches reach into earlier blocks, as Arrow C++'s
 * and Polars' do.
 */
final class LinkedBlockEncoder {

    private static final int MIN_MATCH = 4;
    private static final int MAX_OFFSET = 0xffff;
    private static final int LAST_LITERALS = 5;
    private static final int LAST_MATCH_FROM_END = 12;

    private final byte[] content;
    private final int[] lastSeen = new int[1 << 14];

    LinkedBlockEncoder(byte[] content) {
        this.content = content;
        Arrays.fill(lastSeen, -1);
    }

    /** Encodes {@code content[start, end)}; what lies before must have been encoded already. */
    byte[] block(int start, int end) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int literals = start;
        int at = start;
        while (at <= end - LAST_MATCH_FROM_END) {
            int hash = (word(at) * 0x9E3779B1) >>> 18;
            int candidate = lastSeen[hash];
            lastSeen[hash] = at;
            if (candidate < 0 || at - candidate > MAX_OFFSET || word(candidate) != word(at)) {
                at++;
                continue;
            }
            int length = MIN_MATCH;
            while (at + length < end - LAST_LITERALS
                    && content[candidate + length] == content[at + length]) {
                length++;
            }
            sequence(out, literals, at, at - candidate, length);
            at += length;
            literals = at;
        }
        sequence(out, literals, end, 0, MIN_MATCH);
        return out.toByteArray();
    }

    private void sequence(ByteArrayOutputStream out, int from, int to, int offset, int match) {
        int literals = to - from;
        int matchCode = match - MIN_MATCH;
        out.write(Math.min(literals, 15) << 4 | Math.min(matchCode, 15));
        length(out, literals);
        out.write(content, from, literals);
        if (offset > 0) {
            out.write(offset);
            out.write(offset >>> 8);
            length(out, matchCode);
        }
    }

    private static void length(ByteArrayOutputStream out, int length) {
        if (length >= 15) {
            int rest = length - 15;
            for (; rest >= 255; rest -= 255) {
                out.write(255);
            }
            out.write(rest);
        }
    }

    private int word(int at) {
        return (content[at] & 0xff)
                | (content[at + 1] & 0xff) << 8
                | (content[at + 2] & 0xff) << 16
                | content[at + 3] << 24;
    }
}
