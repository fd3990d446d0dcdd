/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.nio.ByteOrder;
import java.util.List;

/**
 * What a file or stream consists of, by its metadata: no value is decoded.
 *
 * @param byteOrder of the numbers in the bodies
 * @param metadata the custom metadata of the footer, which a stream does not have
 * @param dictionaries in their order, deltas and replacements among them
 * @param columns one for each field of the schema
 */
public record IpcSummary(
        IpcContainer container,
        ByteOrder byteOrder,
        Schema schema,
        KeyValueMetadata metadata,
        List<Batch> recordBatches,
        List<Dictionary> dictionaries,
        List<ColumnSize> columns) {

    public IpcSummary {
        recordBatches = List.copyOf(recordBatches);
        dictionaries = List.copyOf(dictionaries);
        columns = List.copyOf(columns);
    }

    /**
     * A record batch, or the values of a dictionary.
     *
     * @param metadataVersion 4 or 5
     * @param rows of the batch, or values of the dictionary
     * @param metadata the custom metadata of the message
     */
    public record Batch(
            Block block,
            int metadataVersion,
            long rows,
            Compression compression,
            KeyValueMetadata metadata) {}

    /**
     * A dictionary or a part of one.
     *
     * @param delta whether the values come after those before, instead of replacing them
     */
    public record Dictionary(long id, boolean delta, Batch values) {}

    /**
     * The buffers of a column in all record batches, dictionaries not included.
     *
     * @param storedBytes as they are in the bodies, without padding
     * @param uncompressedBytes as the buffers themselves say
     */
    public record ColumnSize(long storedBytes, long uncompressedBytes) {}

    /** Rows of all record batches. */
    public long rows() {
        return recordBatches.stream().mapToLong(Batch::rows).sum();
    }
}
