/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import net.jpountz.xxhash.XXHash32;

import java.nio.ByteBuffer;

/**
 * Reads a sequence of LZ4 frames, skippable frames among them, into a target of known size. Checks
 * every length and checksum; the content of blocks is {@link Lz4BlockDecoder}'s part.
 *
 * @see <a href="https://github.com/lz4/lz4/blob/dev/doc/lz4_Frame_format.md">LZ4 frame format</a>
 */
final class Lz4FrameDecoder {

    static final int MAGIC = 0x184D2204;
    private static final int SKIPPABLE_MAGIC = 0x184D2A50;
    private static final int SKIPPABLE_MAGIC_MASK = 0xFFFFFFF0;
    private static final int STORED = 0x80000000;

    private final ByteBuffer source;
    private final ByteBuffer target;
    private final Lz4BlockDecoder blocks;
    private final XXHash32 hash;
    private int in;
    private int out;

    /** Both buffers are little-endian and used from 0 to their limits. */
    Lz4FrameDecoder(ByteBuffer source, ByteBuffer target, Lz4BlockDecoder blocks, XXHash32 hash) {
        this.source = source;
        this.target = target;
        this.blocks = blocks;
        this.hash = hash;
    }

    void decode() throws MalformedDataException, UnsupportedFeatureException {
        do {
            int start = in;
            int magic = readInt("an LZ4 frame's magic number");
            if (magic == MAGIC) {
                decodeFrame();
            } else if ((magic & SKIPPABLE_MAGIC_MASK) == SKIPPABLE_MAGIC) {
                long length = Integer.toUnsignedLong(readInt("a skippable frame's length"));
                require(length, "a skippable frame");
                in += (int) length;
            } else {
                throw new MalformedDataException(
                        String.format(
                                "expected an LZ4 frame at byte %d but found 0x%08X", start, magic));
            }
        } while (in < source.limit());
        if (out < target.limit()) {
            throw new MalformedDataException(
                    "LZ4 frames hold " + out + " bytes but should hold " + target.limit());
        }
    }

    private void decodeFrame() throws MalformedDataException, UnsupportedFeatureException {
        Lz4FrameDescriptor frame = Lz4FrameDescriptor.read(source, in, hash);
        int frameStart = out;
        int available = target.limit() - out;
        if (frame.hasContentBytes() && Long.compareUnsigned(frame.contentBytes(), available) > 0) {
            throw new MalformedDataException(
                    "LZ4 frame says that it holds "
                            + Long.toUnsignedString(frame.contentBytes())
                            + " bytes but there should be at most "
                            + available);
        }
        in += frame.bytes();
        for (int word = readBlockSize(); word != 0; word = readBlockSize()) {
            decodeBlock(frame, frameStart, word);
        }
        int length = out - frameStart;
        if (frame.contentChecksum()) {
            verifyChecksum(target, frameStart, length, "the content of an LZ4 frame");
        }
        if (frame.hasContentBytes() && frame.contentBytes() != length) {
            throw new MalformedDataException(
                    "LZ4 frame says that it holds "
                            + frame.contentBytes()
                            + " bytes but holds "
                            + length);
        }
    }

    private void decodeBlock(Lz4FrameDescriptor frame, int frameStart, int word)
            throws MalformedDataException {
        int length = word & ~STORED;
        if (length > frame.maxBlockBytes()) {
            throw new MalformedDataException(
                    "LZ4 block at byte "
                            + in
                            + " has "
                            + length
                            + " bytes but its frame allows "
                            + frame.maxBlockBytes());
        }
        require(length, "an LZ4 block");
        int start = in;
        in += length;
        if (frame.blockChecksums()) {
            verifyChecksum(source, start, length, "an LZ4 block");
        }
        int available = target.limit() - out;
        if ((word & STORED) != 0) {
            if (length > available) {
                throw new MalformedDataException(
                        "LZ4 block at byte "
                                + start
                                + " holds "
                                + length
                                + " bytes but there should be at most "
                                + available);
            }
            target.put(out, source, start, length);
            out += length;
        } else {
            int capacity = Math.min(available, frame.maxBlockBytes());
            int reach = frame.linkedBlocks() ? out - frameStart : 0;
            out += blocks.decode(source, start, length, target, out, reach, capacity);
        }
    }

    private int readBlockSize() throws MalformedDataException {
        return readInt("an LZ4 block's length or the end mark");
    }

    private void verifyChecksum(ByteBuffer buffer, int start, int length, String what)
            throws MalformedDataException {
        int found = readInt("the checksum of " + what);
        int expected = hash.hash(buffer, start, length, 0);
        if (found != expected) {
            throw new MalformedDataException(
                    String.format(
                            "the checksum of %s, at byte %d, is 0x%08X but should be 0x%08X",
                            what, in - 4, found, expected));
        }
    }

    private int readInt(String what) throws MalformedDataException {
        require(4, what);
        int value = source.getInt(in);
        in += 4;
        return value;
    }

    private void require(long length, String what) throws MalformedDataException {
        int available = source.limit() - in;
        if (length > available) {
            throw new MalformedDataException(
                    what + " at byte " + in + " needs " + length + " bytes but has " + available);
        }
    }
}
