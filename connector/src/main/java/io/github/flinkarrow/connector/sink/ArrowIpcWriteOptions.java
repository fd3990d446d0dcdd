/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.annotation.PublicEvolving;

import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.WriteOptions;

import java.io.Serializable;
import java.util.Objects;

/**
 * How files and streams are written.
 *
 * @param container file or stream
 * @param compression of the buffers
 * @param compressionLevel of the codec; null for the codec's default
 * @param batchRows the most rows of a record batch
 * @param batchBytes a record batch ends when its values reach this size in memory; one that is
 *     written early to save memory is smaller
 */
@PublicEvolving
public record ArrowIpcWriteOptions(
        IpcContainer container,
        Compression compression,
        Integer compressionLevel,
        int batchRows,
        long batchBytes)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Uncompressed files, record batches of 65,536 rows or 16 MiB, whichever comes first. */
    public static final ArrowIpcWriteOptions DEFAULT =
            new ArrowIpcWriteOptions(IpcContainer.FILE, Compression.NONE, null, 65_536, 16L << 20);

    public ArrowIpcWriteOptions {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(compression, "compression");
        if (compressionLevel != null && compression == Compression.NONE) {
            throw new IllegalArgumentException("a compression level needs a compression");
        }
        if (batchRows < 1) {
            throw new IllegalArgumentException("batchRows must be at least 1 but is " + batchRows);
        }
        if (batchBytes < 1) {
            throw new IllegalArgumentException(
                    "batchBytes must be at least 1 but is " + batchBytes);
        }
    }

    public ArrowIpcWriteOptions withContainer(IpcContainer other) {
        return new ArrowIpcWriteOptions(
                other, compression, compressionLevel, batchRows, batchBytes);
    }

    /** At the codec's default level. */
    public ArrowIpcWriteOptions withCompression(Compression other) {
        return withCompression(other, null);
    }

    /**
     * At a level of the codec's.
     *
     * @param level null for the codec's default
     */
    public ArrowIpcWriteOptions withCompression(Compression other, Integer level) {
        return new ArrowIpcWriteOptions(container, other, level, batchRows, batchBytes);
    }

    public ArrowIpcWriteOptions withBatchRows(int rows) {
        return new ArrowIpcWriteOptions(container, compression, compressionLevel, rows, batchBytes);
    }

    public ArrowIpcWriteOptions withBatchBytes(long bytes) {
        return new ArrowIpcWriteOptions(container, compression, compressionLevel, batchRows, bytes);
    }

    /** The part that concerns the format, on the shared allocator. */
    WriteOptions forFormat() {
        return WriteOptions.DEFAULT
                .withCompression(compression)
                .withCompressionLevel(compressionLevel);
    }
}
