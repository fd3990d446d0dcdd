/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.internal.codec.Lz4FrameBuilder;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Valid frames of a few bytes for each megabyte of zeros that they grow to. */
public final class Bombs {

    /** What a length is a multiple of. */
    public static final int STEP = 4 << 20;

    /** More than a batch may take by default. */
    public static final long TOO_LONG = 257L * STEP;

    private static final int LZ4_BLOCK = STEP;
    private static final int ZSTD_BLOCK = 128 << 10;

    private Bombs() {}

    /** A frame of zeros. */
    public static byte[] frame(BodyCompression codec, long length) {
        return codec == BodyCompression.ZSTD ? zstd(length) : lz4(length);
    }

    /** Blocks of one literal and a match that repeats it. */
    private static byte[] lz4(long length) {
        int match = LZ4_BLOCK - 6 - 4 - 15;
        ByteBuffer block = ByteBuffer.allocate(4 + match / 255 + 1 + 6);
        block.order(ByteOrder.LITTLE_ENDIAN).put((byte) 0x1F).put((byte) 0).putShort((short) 1);
        Arrays.fill(block.array(), block.position(), block.position() + match / 255, (byte) 255);
        block.position(block.position() + match / 255).put((byte) (match % 255));
        block.put((byte) 0x50);
        Lz4FrameBuilder frame = new Lz4FrameBuilder(Lz4FrameBuilder.INDEPENDENT, 0x70, 0);
        for (long done = 0; done < length; done += LZ4_BLOCK) {
            frame.block(block.array());
        }
        return frame.end();
    }

    /** Blocks of one byte that is repeated: the last one is marked. */
    private static byte[] zstd(long length) {
        int blocks = (int) (length / ZSTD_BLOCK);
        ByteBuffer frame = ByteBuffer.allocate(6 + 4 * blocks).order(ByteOrder.LITTLE_ENDIAN);
        // No content size, no checksum, a window of 128 KiB.
        frame.putInt(0xFD2FB528).put((byte) 0).put((byte) (7 << 3));
        for (int i = 1; i <= blocks; i++) {
            int header = ZSTD_BLOCK << 3 | 1 << 1 | (i == blocks ? 1 : 0);
            frame.putShort((short) header).put((byte) (header >>> 16)).put((byte) 0);
        }
        return frame.array();
    }
}
