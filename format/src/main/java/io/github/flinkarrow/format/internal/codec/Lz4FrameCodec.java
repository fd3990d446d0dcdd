/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import net.jpountz.lz4.LZ4SafeDecompressor;
import net.jpountz.xxhash.XXHash32;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * LZ4 frames. Reads independent and linked blocks; writes independent ones, and no checksums of
 * content, as Arrow C++ does.
 */
final class Lz4FrameCodec implements BufferCodec {

    static final int MAX_LEVEL = 12;

    private final LZ4SafeDecompressor decompressor = Lz4Library.nativeDecompressor();
    private final XXHash32 hash = Lz4Library.xxHash32();
    private final Spare<Lz4BlockDecoder> idle = new Spare<>();
    private final Lz4FrameEncoder encoder;

    Lz4FrameCodec(int level) {
        this.encoder = new Lz4FrameEncoder(Lz4Library.compressor(level), hash);
    }

    @Override
    public void decompress(ByteBuffer source, ByteBuffer target)
            throws MalformedDataException, UnsupportedFeatureException {
        ByteBuffer from = NativeAccess.readable(source).order(ByteOrder.LITTLE_ENDIAN);
        Lz4BlockDecoder blocks = idle.take();
        if (blocks == null) {
            blocks = new Lz4BlockDecoder(decompressor);
        }
        try {
            new Lz4FrameDecoder(from, target.slice(), blocks, hash).decode();
        } finally {
            blocks.trim();
            idle.giveBack(blocks);
        }
        source.position(source.limit());
        target.position(target.limit());
    }

    @Override
    public long maxCompressedLength(int uncompressedLength) {
        return encoder.maxLength(uncompressedLength);
    }

    @Override
    public int compress(ByteBuffer source, ByteBuffer target) {
        TargetRoom.require(target, maxCompressedLength(source.remaining()));
        ByteBuffer from = NativeAccess.readable(source);
        int written = encoder.encode(from, target.slice().order(ByteOrder.LITTLE_ENDIAN));
        source.position(source.limit());
        target.position(target.position() + written);
        return written;
    }
}
