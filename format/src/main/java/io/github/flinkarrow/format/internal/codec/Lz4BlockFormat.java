/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import io.github.flinkarrow.format.internal.MalformedDataException;

import java.nio.ByteBuffer;

/**
 * One LZ4 block, decoded in plain Java: the definition of which blocks are valid, and what is wrong
 * with the others.
 *
 * <p>Accepts what the reference decoder accepts. In particular an offset of 0, which the
 * specification calls invalid, reads as zeros: liblz4 does the same, and to look for it in what
 * liblz4 decodes would cost as much as the decoding.
 *
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Block_format.md">LZ4 block format</a>
 */
final class Lz4BlockFormat {

    private static final int MIN_MATCH = 4;
    private static final int LONG_RUN = 15;

    private final ByteBuffer source;
    private final int start;
    private final int end;
    private int in;

    /** The block may have 4 MiB at most, so that no length in it can exceed an int. */
    Lz4BlockFormat(ByteBuffer source, int start, int length) {
        this.source = source;
        this.start = start;
        this.end = start + length;
        this.in = start;
    }

    /** As {@link Lz4BlockDecoder#decode}. */
    int decode(ByteBuffer target, int position, int reach, int capacity)
            throws MalformedDataException {
        int floor = position - reach;
        int limit = position + capacity;
        int out = position;
        while (true) {
            int token = next();
            int literals = runLength(token >>> 4);
            if (literals > end - in) {
                throw malformed("literals need " + literals + " bytes but have " + (end - in));
            }
            requireRoom(literals, limit - out);
            target.put(out, source, in, literals);
            in += literals;
            out += literals;
            if (in == end) {
                return out - position;
            }
            int offset = next() | next() << 8;
            int match = runLength(token & 0xf) + MIN_MATCH;
            if (offset > out - floor) {
                throw malformed(
                        "a match reaches "
                                + offset
                                + " bytes back but only "
                                + (out - floor)
                                + " are there");
            }
            requireRoom(match, limit - out);
            copyMatch(target, out, offset, match);
            out += match;
        }
    }

    private int next() throws MalformedDataException {
        if (in == end) {
            throw malformed("the block ends inside a sequence");
        }
        return source.get(in++) & 0xff;
    }

    private int runLength(int code) throws MalformedDataException {
        int length = code;
        if (code == LONG_RUN) {
            int more;
            do {
                more = next();
                length += more;
            } while (more == 255);
        }
        return length;
    }

    /** Copies in pieces that never overlap: each repeats all that the ones before it have made. */
    private static void copyMatch(ByteBuffer target, int position, int offset, int length) {
        if (offset == 0) {
            for (int i = 0; i < length; i++) {
                target.put(position + i, (byte) 0);
            }
            return;
        }
        int from = position - offset;
        int out = position;
        int end = position + length;
        while (out < end) {
            int piece = Math.min(out - from, end - out);
            target.put(out, target, from, piece);
            out += piece;
        }
    }

    private void requireRoom(int length, int room) throws MalformedDataException {
        if (length > room) {
            throw malformed("the block decodes to more bytes than it may");
        }
    }

    private MalformedDataException malformed(String reason) {
        return new MalformedDataException(
                "LZ4 block at byte " + start + ", sequence before byte " + in + ": " + reason);
    }
}
