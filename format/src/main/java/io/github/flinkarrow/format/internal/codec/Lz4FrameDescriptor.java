/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import net.jpountz.xxhash.XXHash32;

import java.nio.ByteBuffer;

/**
 * The descriptor that begins an LZ4 frame.
 *
 * @param linkedBlocks whether matches may reach into earlier blocks of the frame
 * @param blockChecksums whether a checksum follows each block
 * @param contentChecksum whether a checksum of the content ends the frame
 * @param maxBlockBytes the largest block, compressed or not, in bytes
 * @param contentBytes the size of the content, as an unsigned number, if {@code hasContentBytes}
 * @param bytes the bytes of the descriptor itself, its checksum included
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md#frame-descriptor">LZ4
 *     frame format, frame descriptor</a>
 */
record Lz4FrameDescriptor(
        boolean linkedBlocks,
        boolean blockChecksums,
        boolean contentChecksum,
        int maxBlockBytes,
        boolean hasContentBytes,
        long contentBytes,
        int bytes) {

    private static final int VERSION = 1;
    private static final int INDEPENDENT_BLOCKS = 1 << 5;
    private static final int BLOCK_CHECKSUMS = 1 << 4;
    private static final int CONTENT_SIZE = 1 << 3;
    private static final int CONTENT_CHECKSUM = 1 << 2;
    private static final int RESERVED_FLAGS = 1 << 1;
    private static final int DICTIONARY_ID = 1;
    private static final int RESERVED_BLOCK_DESCRIPTOR = 0b1000_1111;
    private static final int SMALLEST_BLOCK_SIZE_CODE = 4;

    /** What {@link #write} writes, in bytes. */
    static final int WRITTEN_BYTES = 11;

    /** Reads and checks the descriptor at {@code start} of a little-endian buffer. */
    static Lz4FrameDescriptor read(ByteBuffer source, int start, XXHash32 hash)
            throws MalformedDataException, UnsupportedFeatureException {
        int available = source.limit() - start;
        if (available < 3) {
            throw truncated(start, 3, available);
        }
        int flags = source.get(start) & 0xff;
        int blockDescriptor = source.get(start + 1) & 0xff;
        if (flags >>> 6 != VERSION) {
            throw new MalformedDataException(
                    "LZ4 frame descriptor at byte "
                            + start
                            + ": expected version 1 but found "
                            + (flags >>> 6));
        }
        if ((flags & RESERVED_FLAGS) != 0 || (blockDescriptor & RESERVED_BLOCK_DESCRIPTOR) != 0) {
            throw new MalformedDataException(
                    "LZ4 frame descriptor at byte " + start + ": reserved bits are set");
        }
        int blockSizeCode = blockDescriptor >>> 4;
        if (blockSizeCode < SMALLEST_BLOCK_SIZE_CODE) {
            throw new MalformedDataException(
                    "LZ4 frame descriptor at byte "
                            + start
                            + ": expected a block size code from 4 to 7 but found "
                            + blockSizeCode);
        }
        boolean sized = (flags & CONTENT_SIZE) != 0;
        boolean dictionary = (flags & DICTIONARY_ID) != 0;
        int bytes = 3 + (sized ? 8 : 0) + (dictionary ? 4 : 0);
        if (available < bytes) {
            throw truncated(start, bytes, available);
        }
        int found = source.get(start + bytes - 1) & 0xff;
        int expected = checksum(source, start, bytes - 1, hash);
        if (found != expected) {
            throw new MalformedDataException(
                    "LZ4 frame descriptor at byte "
                            + start
                            + ": its checksum is "
                            + found
                            + " but should be "
                            + expected);
        }
        if (dictionary) {
            throw new UnsupportedFeatureException(
                    "LZ4 frame at byte " + (start - 4) + " needs a dictionary");
        }
        return new Lz4FrameDescriptor(
                (flags & INDEPENDENT_BLOCKS) == 0,
                (flags & BLOCK_CHECKSUMS) != 0,
                (flags & CONTENT_CHECKSUM) != 0,
                blockBytes(blockSizeCode),
                sized,
                sized ? source.getLong(start + 2) : 0,
                bytes);
    }

    /**
     * Writes the descriptor of a frame of independent blocks that says its content's size and has
     * no checksums but its own, at {@code start} of a little-endian buffer.
     */
    static void write(
            ByteBuffer target, int start, int maxBlockBytes, int contentBytes, XXHash32 hash) {
        int code = SMALLEST_BLOCK_SIZE_CODE;
        while (blockBytes(code) < maxBlockBytes) {
            code++;
        }
        target.put(start, (byte) (VERSION << 6 | INDEPENDENT_BLOCKS | CONTENT_SIZE));
        target.put(start + 1, (byte) (code << 4));
        target.putLong(start + 2, contentBytes);
        int length = WRITTEN_BYTES - 1;
        target.put(start + length, (byte) checksum(target, start, length, hash));
    }

    private static int blockBytes(int code) {
        return 1 << (8 + 2 * code);
    }

    private static int checksum(ByteBuffer buffer, int start, int length, XXHash32 hash) {
        return hash.hash(buffer, start, length, 0) >>> 8 & 0xff;
    }

    private static MalformedDataException truncated(int start, int needed, int available) {
        return new MalformedDataException(
                "LZ4 frame descriptor at byte "
                        + start
                        + " needs "
                        + needed
                        + " bytes but has "
                        + available);
    }
}
