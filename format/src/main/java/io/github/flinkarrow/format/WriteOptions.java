/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.util.Objects;

/**
 * How a file or stream is written.
 *
 * @param compression of the buffers; a buffer that does not shrink is stored
 * @param compressionLevel of the codec; null for the codec's default
 * @param allocator of the memory for compressed buffers
 */
public record WriteOptions(
        Compression compression, Integer compressionLevel, BufferAllocator allocator) {

    /** No compression, the shared allocator. */
    public static final WriteOptions DEFAULT =
            new WriteOptions(Compression.NONE, null, BufferAllocator.shared());

    public WriteOptions {
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(allocator, "allocator");
    }

    public WriteOptions withCompression(Compression other) {
        return new WriteOptions(other, compressionLevel, allocator);
    }

    public WriteOptions withCompressionLevel(Integer level) {
        return new WriteOptions(compression, level, allocator);
    }

    public WriteOptions withAllocator(BufferAllocator other) {
        return new WriteOptions(compression, compressionLevel, other);
    }
}
