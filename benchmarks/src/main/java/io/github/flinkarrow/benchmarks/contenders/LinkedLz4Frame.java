/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import net.jpountz.xxhash.XXHashFactory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Makes LZ4 frames of linked blocks of 64 KiB: matches reach up to 64 KiB back into earlier blocks.
 *
 * <p>Greedy, with one candidate a hash, as the fast levels of liblz4 are. For files to be read; the
 * project itself writes independent blocks.
 *
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md">LZ4 frame format</a>
 */
final class LinkedLz4Frame {

    private static final int MAGIC = 0x184D2204;
    private static final byte VERSION_1_LINKED = 0x40;
    private static final byte BLOCKS_OF_64_KIB = 0x40;
    private static final int BLOCK_BYTES = 64 << 10;
    private static final int STORED = 0x80000000;

    private static final int SHORTEST_MATCH = 4;
    private static final int FARTHEST_MATCH = 0xFFFF;
    private static final int LITERALS_AT_END = 5;
    private static final int NO_MATCH_AT_END = 12;
    private static final int HASH_BITS = 14;

    private final ByteBuffer content;
    private final int[] lastSeen = new int[1 << HASH_BITS];
    private final ByteArrayOutputStream block = new ByteArrayOutputStream(BLOCK_BYTES);

    private LinkedLz4Frame(byte[] content) {
        this.content = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
    }

    static byte[] of(byte[] content) {
        return new LinkedLz4Frame(content).encode();
    }

    private byte[] encode() {
        byte[] descriptor = {VERSION_1_LINKED, BLOCKS_OF_64_KIB};
        int checksum = XXHashFactory.fastestJavaInstance().hash32().hash(descriptor, 0, 2, 0) >>> 8;
        int blocks = (content.limit() + BLOCK_BYTES - 1) / BLOCK_BYTES;
        ByteBuffer frame =
                ByteBuffer.allocate(11 + 4 * blocks + content.limit())
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(MAGIC)
                        .put(descriptor)
                        .put((byte) checksum);
        for (int start = 0; start < content.limit(); start += BLOCK_BYTES) {
            int end = Math.min(content.limit(), start + BLOCK_BYTES);
            encodeBlock(start, end);
            if (block.size() < end - start) {
                frame.putInt(block.size()).put(block.toByteArray());
            } else {
                frame.putInt((end - start) | STORED).put(content.array(), start, end - start);
            }
        }
        frame.putInt(0);
        byte[] bytes = new byte[frame.position()];
        frame.get(0, bytes);
        return bytes;
    }

    private void encodeBlock(int start, int end) {
        block.reset();
        int literals = start;
        int position = start;
        while (position < end - NO_MATCH_AT_END) {
            int word = content.getInt(position);
            int hash = (word * 0x9E3779B1) >>> (32 - HASH_BITS);
            int candidate = lastSeen[hash] - 1;
            lastSeen[hash] = position + 1;
            if (candidate >= 0
                    && position - candidate <= FARTHEST_MATCH
                    && content.getInt(candidate) == word) {
                int length = matchLength(candidate, position, end - LITERALS_AT_END);
                writeLiterals(literals, position, length - SHORTEST_MATCH);
                writeMatch(position - candidate, length - SHORTEST_MATCH);
                position += length;
                literals = position;
            } else {
                position++;
            }
        }
        writeLiterals(literals, end, 0);
    }

    private int matchLength(int candidate, int position, int end) {
        int length = SHORTEST_MATCH;
        while (position + length < end
                && content.get(candidate + length) == content.get(position + length)) {
            length++;
        }
        return length;
    }

    /** The token of a sequence, and its literals. */
    private void writeLiterals(int start, int end, int matchCode) {
        int count = end - start;
        block.write((Math.min(count, 15) << 4) | Math.min(matchCode, 15));
        writeRest(count);
        block.write(content.array(), start, count);
    }

    private void writeMatch(int offset, int matchCode) {
        block.write(offset);
        block.write(offset >> 8);
        writeRest(matchCode);
    }

    /** What of a length does not fit the token. */
    private void writeRest(int length) {
        if (length >= 15) {
            int rest = length - 15;
            while (rest >= 255) {
                block.write(255);
                rest -= 255;
            }
            block.write(rest);
        }
    }
}
