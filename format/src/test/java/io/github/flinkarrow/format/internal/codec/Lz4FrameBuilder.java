/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import net.jpountz.xxhash.XXHashFactory;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Puts an LZ4 frame together by hand, well or badly formed. */
public final class Lz4FrameBuilder {

    public static final int INDEPENDENT = 0x60;
    static final int LINKED = 0x40;
    public static final int BLOCK_CHECKSUMS = 0x10;
    static final int CONTENT_SIZE = 0x08;
    public static final int CONTENT_CHECKSUM = 0x04;
    static final int RESERVED = 0x02;
    static final int DICTIONARY = 0x01;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final int flags;

    /** Begins a frame of blocks up to 64 KiB. */
    public Lz4FrameBuilder(int flags) {
        this(flags, 0x40, 0);
    }

    /** Writes the content size only where {@code flags} announce it. */
    public Lz4FrameBuilder(int flags, int blockDescriptor, long contentSize) {
        this.flags = flags;
        word(0x184D2204);
        ByteArrayOutputStream descriptor = new ByteArrayOutputStream();
        descriptor.write(flags);
        descriptor.write(blockDescriptor);
        if ((flags & CONTENT_SIZE) != 0) {
            for (int i = 0; i < 64; i += 8) {
                descriptor.write((int) (contentSize >>> i));
            }
        }
        if ((flags & DICTIONARY) != 0) {
            descriptor.writeBytes(new byte[] {1, 2, 3, 4});
        }
        out.writeBytes(descriptor.toByteArray());
        out.write(hash(descriptor.toByteArray()) >>> 8);
    }

    public Lz4FrameBuilder block(byte[] compressed) {
        return block(compressed, hash(compressed));
    }

    public Lz4FrameBuilder block(byte[] compressed, int checksum) {
        word(compressed.length);
        return body(compressed, checksum);
    }

    public Lz4FrameBuilder stored(byte[] content) {
        word(content.length | 0x80000000);
        return body(content, hash(content));
    }

    private Lz4FrameBuilder body(byte[] bytes, int checksum) {
        out.writeBytes(bytes);
        if ((flags & BLOCK_CHECKSUMS) != 0) {
            word(checksum);
        }
        return this;
    }

    Lz4FrameBuilder word(int word) {
        out.writeBytes(ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(word).array());
        return this;
    }

    public byte[] end() {
        return word(0).out.toByteArray();
    }

    public byte[] end(byte[] content) {
        return word(0).word(hash(content)).out.toByteArray();
    }

    public byte[] withoutEndMark() {
        return out.toByteArray();
    }

    static int hash(byte[] bytes) {
        return XXHashFactory.safeInstance().hash32().hash(bytes, 0, bytes.length, 0);
    }

    /** A frame of linked blocks of {@code blockBytes} each. */
    static byte[] linked(byte[] content, int blockBytes, int moreFlags) {
        Lz4FrameBuilder frame = new Lz4FrameBuilder(LINKED | moreFlags, 0x70, content.length);
        LinkedBlockEncoder encoder = new LinkedBlockEncoder(content);
        for (int start = 0; start < content.length; start += blockBytes) {
            int end = Math.min(content.length, start + blockBytes);
            byte[] block = encoder.block(start, end);
            if (block.length < end - start) {
                frame.block(block);
            } else {
                frame.stored(Arrays.copyOfRange(content, start, end));
            }
        }
        return (moreFlags & CONTENT_CHECKSUM) != 0 ? frame.end(content) : frame.end();
    }
}
