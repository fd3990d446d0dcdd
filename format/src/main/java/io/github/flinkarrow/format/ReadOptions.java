/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.MetadataLimits;

import java.util.Objects;

/**
 * How a file or stream is read. What exceeds one of the limits is answered with {@link
 * UnsupportedIpcFeatureException}, which names the limit to raise as the option of the SQL format.
 *
 * @param allocator of record batches that are not mapped, and of what is needed while reading
 * @param dictionaryAllocator of the values of dictionaries that are not mapped
 * @param maxMetadataBytes the most bytes of one message's metadata or a footer, and of what is kept
 *     of dictionary messages: of those that no column has needed so far 24 bytes each beyond the
 *     first, and of those that are in force while inputs are joined 40 bytes each
 * @param maxBatchBytes the most bytes that the projected columns of one record batch or dictionary
 *     may take, decompressed
 * @param maxNesting the most levels of fields in each other, from 1 to {@link #MOST_NESTING}
 * @param maxUnbackedRows the most values of an array that take no bytes, such as those of type Null
 *     or of one run
 * @param validation how thoroughly what is read is checked
 */
public record ReadOptions(
        BufferAllocator allocator,
        BufferAllocator dictionaryAllocator,
        int maxMetadataBytes,
        long maxBatchBytes,
        int maxNesting,
        int maxUnbackedRows,
        Validation validation) {

    /** The most that the limit of nesting may be raised to. */
    public static final int MOST_NESTING = MetadataLimits.MOST_NESTING;

    public ReadOptions {
        Objects.requireNonNull(allocator, "allocator");
        Objects.requireNonNull(dictionaryAllocator, "dictionaryAllocator");
        Objects.requireNonNull(validation, "validation");
        require(maxMetadataBytes > 0, "maxMetadataBytes", "at least 1", maxMetadataBytes);
        require(maxBatchBytes > 0, "maxBatchBytes", "at least 1", maxBatchBytes);
        require(
                maxNesting > 0 && maxNesting <= MOST_NESTING,
                "maxNesting",
                "from 1 to " + MOST_NESTING,
                maxNesting);
        require(maxUnbackedRows > 0, "maxUnbackedRows", "at least 1", maxUnbackedRows);
    }

    private static void require(boolean valid, String name, String expected, long found) {
        if (!valid) {
            throw new IllegalArgumentException(name + " is " + expected + ", not " + found);
        }
    }

    /**
     * The shared allocator for everything, 64 MiB of metadata, 1 GiB a batch, 64 levels, 16 Mi rows
     * without bytes; the structure checked.
     */
    public static final ReadOptions DEFAULT =
            new ReadOptions(
                    BufferAllocator.shared(),
                    BufferAllocator.shared(),
                    64 << 20,
                    1L << 30,
                    64,
                    16 << 20,
                    Validation.STRUCTURE);

    /** The same allocator for record batches and dictionaries. */
    public ReadOptions withAllocator(BufferAllocator other) {
        return new ReadOptions(
                other,
                other,
                maxMetadataBytes,
                maxBatchBytes,
                maxNesting,
                maxUnbackedRows,
                validation);
    }

    public ReadOptions withDictionaryAllocator(BufferAllocator other) {
        return new ReadOptions(
                allocator,
                other,
                maxMetadataBytes,
                maxBatchBytes,
                maxNesting,
                maxUnbackedRows,
                validation);
    }

    public ReadOptions withMaxMetadataBytes(int bytes) {
        return new ReadOptions(
                allocator,
                dictionaryAllocator,
                bytes,
                maxBatchBytes,
                maxNesting,
                maxUnbackedRows,
                validation);
    }

    public ReadOptions withMaxBatchBytes(long bytes) {
        return new ReadOptions(
                allocator,
                dictionaryAllocator,
                maxMetadataBytes,
                bytes,
                maxNesting,
                maxUnbackedRows,
                validation);
    }

    public ReadOptions withMaxNesting(int levels) {
        return new ReadOptions(
                allocator,
                dictionaryAllocator,
                maxMetadataBytes,
                maxBatchBytes,
                levels,
                maxUnbackedRows,
                validation);
    }

    public ReadOptions withMaxUnbackedRows(int rows) {
        return new ReadOptions(
                allocator,
                dictionaryAllocator,
                maxMetadataBytes,
                maxBatchBytes,
                maxNesting,
                rows,
                validation);
    }

    public ReadOptions withValidation(Validation other) {
        return new ReadOptions(
                allocator,
                dictionaryAllocator,
                maxMetadataBytes,
                maxBatchBytes,
                maxNesting,
                maxUnbackedRows,
                other);
    }
}
