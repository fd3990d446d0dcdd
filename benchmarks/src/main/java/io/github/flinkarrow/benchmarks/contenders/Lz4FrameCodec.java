/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import net.jpountz.lz4.LZ4FrameOutputStream;
import net.jpountz.lz4.LZ4FrameOutputStream.BLOCKSIZE;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.compression.AbstractCompressionCodec;
import org.apache.arrow.vector.compression.CompressionCodec;
import org.apache.arrow.vector.compression.CompressionUtil;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Compresses each buffer as one frame for arrow-java. */
public final class Lz4FrameCodec extends AbstractCompressionCodec {

    private final Blocks blocks;

    private Lz4FrameCodec(Blocks blocks) {
        this.blocks = blocks;
    }

    /** How the blocks of a frame are made. */
    public enum Blocks {
        /** Of 64 KiB, which refer to those before, as Arrow C++ and Polars make them. */
        LINKED,
        /**
         * Of 256 KiB, each for itself, by lz4-java: many times as fast as arrow-java's own codec.
         */
        INDEPENDENT
    }

    /**
     * Makes this codec, whatever is asked for.
     *
     * @param blocks of the frames
     */
    public record Factory(Blocks blocks) implements CompressionCodec.Factory {

        @Override
        public CompressionCodec createCodec(CodecType type) {
            return new Lz4FrameCodec(blocks);
        }

        @Override
        public CompressionCodec createCodec(CodecType type, int level) {
            return new Lz4FrameCodec(blocks);
        }
    }

    private byte[] frame(byte[] content) {
        return switch (blocks) {
            case LINKED -> LinkedLz4Frame.of(content);
            case INDEPENDENT -> independent(content);
        };
    }

    private static byte[] independent(byte[] content) {
        ByteArrayOutputStream frame = new ByteArrayOutputStream(content.length);
        try (OutputStream output = new LZ4FrameOutputStream(frame, BLOCKSIZE.SIZE_256KB)) {
            output.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return frame.toByteArray();
    }

    @Override
    protected ArrowBuf doCompress(BufferAllocator allocator, ArrowBuf plain) {
        byte[] bytes = new byte[Math.toIntExact(plain.writerIndex())];
        plain.getBytes(0, bytes);
        byte[] frame = frame(bytes);
        long prefix = CompressionUtil.SIZE_OF_UNCOMPRESSED_LENGTH;
        ArrowBuf compressed = allocator.buffer(prefix + frame.length);
        compressed.setBytes(prefix, frame);
        compressed.writerIndex(prefix + frame.length);
        return compressed;
    }

    @Override
    protected ArrowBuf doDecompress(BufferAllocator allocator, ArrowBuf compressed) {
        throw new UnsupportedOperationException("these files are read by others");
    }

    @Override
    public CodecType getCodecType() {
        return CodecType.LZ4_FRAME;
    }
}
