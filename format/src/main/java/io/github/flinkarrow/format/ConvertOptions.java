/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.util.Objects;

/**
 * How a file or stream is written anew.
 *
 * @param container null for that of the input
 * @param compression null for that of the first record batch of the input
 * @param batchRows how many rows each record batch but the last has; null for the batches of the
 *     input
 * @param allocator of the memory for what is written
 */
public record ConvertOptions(
        IpcContainer container,
        Compression compression,
        Integer batchRows,
        BufferAllocator allocator) {

    /** Container, compression and record batches are kept; the shared allocator. */
    public static final ConvertOptions DEFAULT =
            new ConvertOptions(null, null, null, BufferAllocator.shared());

    public ConvertOptions {
        Objects.requireNonNull(allocator, "allocator");
        if (batchRows != null && batchRows < 1) {
            throw new IllegalArgumentException(
                    "a record batch has at least 1 row, not " + batchRows);
        }
    }

    public ConvertOptions withContainer(IpcContainer other) {
        return new ConvertOptions(other, compression, batchRows, allocator);
    }

    public ConvertOptions withCompression(Compression other) {
        return new ConvertOptions(container, other, batchRows, allocator);
    }

    public ConvertOptions withBatchRows(Integer rows) {
        return new ConvertOptions(container, compression, rows, allocator);
    }

    public ConvertOptions withAllocator(BufferAllocator other) {
        return new ConvertOptions(container, compression, batchRows, other);
    }
}
