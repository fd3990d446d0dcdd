/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.annotation.PublicEvolving;

import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.WriteOptions;

import java.io.Serializable;
import java.util.List;
import java.util.Objects;

/**
 * How files and streams are written.
 *
 * @param container file or stream
 * @param compression of the buffers
 * @param compressionLevel of the codec; null for the codec's default
 * @param batchRows the most rows of a record batch
 * @param batchBytes a record batch ends when its values reach this size in memory; one that is
 *     written early to save memory is smaller. At most {@link #MOST_BATCH_BYTES}
 * @param statistics whether files say what values each record batch has, so that readers can pass
 *     over it; streams never do
 * @param dictionaryColumns the columns that are dictionary-encoded: names, those of nested ones
 *     joined by dots, {@code element} for the elements of an array, {@code key} and {@code value}
 *     for those of a map. All dictionaries of the files that a thread has open take no more than
 *     half of what {@link ArrowIpcBulkWriterFactory} allows for record batches; a value that needs
 *     more is an error
 */
@PublicEvolving
public record ArrowIpcWriteOptions(
        IpcContainer container,
        Compression compression,
        Integer compressionLevel,
        int batchRows,
        long batchBytes,
        boolean statistics,
        List<String> dictionaryColumns)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** The most that {@link #batchBytes} may be, which readers take without being told: 1 GiB. */
    public static final long MOST_BATCH_BYTES = 1L << 30;

    /**
     * Uncompressed files with statistics, record batches of 65,536 rows or 16 MiB, whichever comes
     * first, no dictionaries.
     */
    public static final ArrowIpcWriteOptions DEFAULT =
            new ArrowIpcWriteOptions(
                    IpcContainer.FILE, Compression.NONE, null, 65_536, 16L << 20, true, List.of());

    public ArrowIpcWriteOptions {
        Objects.requireNonNull(container, "container");
        Objects.requireNonNull(compression, "compression");
        dictionaryColumns = List.copyOf(dictionaryColumns);
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
        if (batchBytes > MOST_BATCH_BYTES) {
            throw new IllegalArgumentException(
                    "batchBytes must be at most %d but is %d"
                            .formatted(MOST_BATCH_BYTES, batchBytes));
        }
    }

    public ArrowIpcWriteOptions withContainer(IpcContainer other) {
        return new ArrowIpcWriteOptions(
                other,
                compression,
                compressionLevel,
                batchRows,
                batchBytes,
                statistics,
                dictionaryColumns);
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
        return new ArrowIpcWriteOptions(
                container, other, level, batchRows, batchBytes, statistics, dictionaryColumns);
    }

    public ArrowIpcWriteOptions withBatchRows(int rows) {
        return new ArrowIpcWriteOptions(
                container,
                compression,
                compressionLevel,
                rows,
                batchBytes,
                statistics,
                dictionaryColumns);
    }

    public ArrowIpcWriteOptions withBatchBytes(long bytes) {
        return new ArrowIpcWriteOptions(
                container,
                compression,
                compressionLevel,
                batchRows,
                bytes,
                statistics,
                dictionaryColumns);
    }

    public ArrowIpcWriteOptions withStatistics(boolean wanted) {
        return new ArrowIpcWriteOptions(
                container,
                compression,
                compressionLevel,
                batchRows,
                batchBytes,
                wanted,
                dictionaryColumns);
    }

    public ArrowIpcWriteOptions withDictionaryColumns(List<String> columns) {
        return new ArrowIpcWriteOptions(
                container,
                compression,
                compressionLevel,
                batchRows,
                batchBytes,
                statistics,
                columns);
    }

    /** The part that concerns the format, on the shared allocator. */
    WriteOptions forFormat() {
        return WriteOptions.DEFAULT
                .withCompression(compression)
                .withCompressionLevel(compressionLevel)
                .withStatistics(statistics);
    }
}
