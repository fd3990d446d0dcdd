/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.util.Objects;

/**
 * How a file or stream is written.
 *
 * @param compression of the buffers; a buffer that does not shrink is stored
 * @param compressionLevel of the codec; null for the codec's default
 * @param statistics whether the footer of a file says what values each record batch has: see {@link
 *     io.github.flinkarrow.format.statistics.BlockStatistics}
 * @param allocator of the memory for compressed buffers
 */
public record WriteOptions(
        Compression compression,
        Integer compressionLevel,
        boolean statistics,
        BufferAllocator allocator) {

    /** No compression, no statistics, the shared allocator. */
    public static final WriteOptions DEFAULT =
            new WriteOptions(Compression.NONE, null, false, BufferAllocator.shared());

    public WriteOptions {
        Objects.requireNonNull(compression, "compression");
        Objects.requireNonNull(allocator, "allocator");
    }

    public WriteOptions withCompression(Compression other) {
        return new WriteOptions(other, compressionLevel, statistics, allocator);
    }

    public WriteOptions withCompressionLevel(Integer level) {
        return new WriteOptions(compression, level, statistics, allocator);
    }

    public WriteOptions withStatistics(boolean wanted) {
        return new WriteOptions(compression, compressionLevel, wanted, allocator);
    }

    public WriteOptions withAllocator(BufferAllocator other) {
        return new WriteOptions(compression, compressionLevel, statistics, other);
    }
}
