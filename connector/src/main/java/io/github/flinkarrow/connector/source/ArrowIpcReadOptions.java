/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;

import io.github.flinkarrow.format.ReadOptions;

import java.io.Serializable;
import java.util.Objects;

/**
 * How files and streams are read.
 *
 * @param mode how the bytes come into memory
 * @param maxMetadataBytes the most bytes of one message's metadata or a footer
 * @param maxBatchBytes the most bytes that the projected columns of one record batch or dictionary
 *     may take, decompressed
 * @param maxNesting the most levels of fields in each other, up to {@link ReadOptions#MOST_NESTING}
 * @param maxUnbackedRows the most values of an array that take no bytes, such as those of type Null
 *     or of one run
 */
@PublicEvolving
public record ArrowIpcReadOptions(
        ReadMode mode,
        int maxMetadataBytes,
        long maxBatchBytes,
        int maxNesting,
        int maxUnbackedRows)
        implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Buffered, with the limits of {@link ReadOptions#DEFAULT}. */
    public static final ArrowIpcReadOptions DEFAULT =
            new ArrowIpcReadOptions(
                    ReadMode.BUFFERED,
                    ReadOptions.DEFAULT.maxMetadataBytes(),
                    ReadOptions.DEFAULT.maxBatchBytes(),
                    ReadOptions.DEFAULT.maxNesting(),
                    ReadOptions.DEFAULT.maxUnbackedRows());

    public ArrowIpcReadOptions {
        Objects.requireNonNull(mode, "mode");
        requirePositive("maxMetadataBytes", maxMetadataBytes);
        requirePositive("maxBatchBytes", maxBatchBytes);
        requirePositive("maxNesting", maxNesting);
        requirePositive("maxUnbackedRows", maxUnbackedRows);
        if (maxNesting > ReadOptions.MOST_NESTING) {
            throw new IllegalArgumentException(
                    "maxNesting must be at most "
                            + ReadOptions.MOST_NESTING
                            + " but is "
                            + maxNesting);
        }
    }

    public ArrowIpcReadOptions withMode(ReadMode other) {
        return new ArrowIpcReadOptions(
                other, maxMetadataBytes, maxBatchBytes, maxNesting, maxUnbackedRows);
    }

    public ArrowIpcReadOptions withMaxMetadataBytes(int bytes) {
        return new ArrowIpcReadOptions(mode, bytes, maxBatchBytes, maxNesting, maxUnbackedRows);
    }

    public ArrowIpcReadOptions withMaxBatchBytes(long bytes) {
        return new ArrowIpcReadOptions(mode, maxMetadataBytes, bytes, maxNesting, maxUnbackedRows);
    }

    public ArrowIpcReadOptions withMaxNesting(int levels) {
        return new ArrowIpcReadOptions(
                mode, maxMetadataBytes, maxBatchBytes, levels, maxUnbackedRows);
    }

    public ArrowIpcReadOptions withMaxUnbackedRows(int rows) {
        return new ArrowIpcReadOptions(mode, maxMetadataBytes, maxBatchBytes, maxNesting, rows);
    }

    /** The limits on the shared allocator, and dictionaries that rows may keep. */
    ReadOptions forFormat() {
        return ReadOptions.DEFAULT
                .withDictionaryAllocator(RowMemory.ofDictionaries())
                .withMaxMetadataBytes(maxMetadataBytes)
                .withMaxBatchBytes(maxBatchBytes)
                .withMaxNesting(maxNesting)
                .withMaxUnbackedRows(maxUnbackedRows);
    }

    private static void requirePositive(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1 but is " + value);
        }
    }
}
