/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import net.jpountz.lz4.LZ4Compressor;
import net.jpountz.xxhash.XXHash32;

import java.nio.ByteBuffer;

/**
 * Writes one LZ4 frame of independent blocks, so that every reader, those without linked blocks
 * among them, decodes it with its fastest path.
 */
final class Lz4FrameEncoder {

    private static final int SMALL_BLOCK_BYTES = 64 << 10;

    /** Larger blocks gain about 1 % in size at most and cost readers memory and cache. */
    private static final int BLOCK_BYTES = 256 << 10;

    private static final int MAGIC_BYTES = 4;
    private static final int BLOCK_SIZE_BYTES = 4;
    private static final int END_MARK_BYTES = 4;
    private static final int STORED = 0x80000000;

    private final LZ4Compressor compressor;
    private final XXHash32 hash;

    Lz4FrameEncoder(LZ4Compressor compressor, XXHash32 hash) {
        this.compressor = compressor;
        this.hash = hash;
    }

    /**
     * The room that a frame of {@code contentBytes} needs while it is made. A block that grows is
     * stored as it is, so only the attempt at the last block needs room beyond the content.
     */
    long maxLength(int contentBytes) {
        int blockBytes = blockBytes(contentBytes);
        long blocks = ((long) contentBytes + blockBytes - 1) / blockBytes;
        int largest = Math.min(contentBytes, blockBytes);
        int growth = compressor.maxCompressedLength(largest) - largest;
        return MAGIC_BYTES
                + Lz4FrameDescriptor.WRITTEN_BYTES
                + blocks * BLOCK_SIZE_BYTES
                + contentBytes
                + growth
                + END_MARK_BYTES;
    }

    /** Encodes all of {@code source} to the start of {@code target}, both used from 0. */
    int encode(ByteBuffer source, ByteBuffer target) {
        int contentBytes = source.limit();
        int blockBytes = blockBytes(contentBytes);
        target.putInt(0, Lz4FrameDecoder.MAGIC);
        Lz4FrameDescriptor.write(target, MAGIC_BYTES, blockBytes, contentBytes, hash);
        int out = MAGIC_BYTES + Lz4FrameDescriptor.WRITTEN_BYTES;
        int length;
        for (int in = 0; in < contentBytes; in += length) {
            length = Math.min(blockBytes, contentBytes - in);
            out += encodeBlock(source, in, length, target, out);
        }
        target.putInt(out, 0);
        return out + END_MARK_BYTES;
    }

    private int encodeBlock(ByteBuffer source, int in, int length, ByteBuffer target, int out) {
        int start = out + BLOCK_SIZE_BYTES;
        int room = compressor.maxCompressedLength(length);
        int size = compressor.compress(source, in, length, target, start, room);
        if (size < length) {
            target.putInt(out, size);
        } else {
            size = length;
            target.putInt(out, size | STORED);
            target.put(start, source, in, size);
        }
        return BLOCK_SIZE_BYTES + size;
    }

    private static int blockBytes(int contentBytes) {
        return contentBytes <= SMALL_BLOCK_BYTES ? SMALL_BLOCK_BYTES : BLOCK_BYTES;
    }
}
