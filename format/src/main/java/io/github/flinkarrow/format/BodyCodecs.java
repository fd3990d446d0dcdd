/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.codec.BufferCodec;
import io.github.flinkarrow.format.internal.codec.CompressionType;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;

/** The decompressors of one reader, each made when it is first needed. */
final class BodyCodecs {

    private BufferCodec lz4;
    private BufferCodec zstd;
    private long nanos;

    /** Takes note of time that was spent on decompressing. */
    void addNanos(long more) {
        nanos += more;
    }

    /** The time that was spent on decompressing. */
    long nanos() {
        return nanos;
    }

    /** The codec of compressed buffers. */
    BufferCodec decompressor(BodyCompression compression) {
        return switch (compression) {
            case NONE -> throw new IllegalArgumentException("buffers that are not compressed");
            case LZ4_FRAME -> {
                lz4 = lz4 == null ? CompressionType.LZ4_FRAME.newCodec() : lz4;
                yield lz4;
            }
            case ZSTD -> {
                zstd = zstd == null ? CompressionType.ZSTD.newCodec() : zstd;
                yield zstd;
            }
        };
    }

    /** The codec that a writer is to use, or null for none. */
    static BufferCodec compressor(WriteOptions options) {
        CompressionType type = options.compression().type();
        if (type == null) {
            return null;
        }
        Integer level = options.compressionLevel();
        return level == null ? type.newCodec() : type.newCodec(level);
    }

    /** What a message says of a writer's buffers. */
    static BodyCompression declared(WriteOptions options) {
        return switch (options.compression()) {
            case NONE -> BodyCompression.NONE;
            case LZ4_FRAME -> BodyCompression.LZ4_FRAME;
            case ZSTD -> BodyCompression.ZSTD;
        };
    }

    /** The option of a writer that compresses as a message says. */
    static Compression option(BodyCompression compression) {
        return switch (compression) {
            case NONE -> Compression.NONE;
            case LZ4_FRAME -> Compression.LZ4_FRAME;
            case ZSTD -> Compression.ZSTD;
        };
    }
}
