/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.nio.ByteOrder;

/**
 * The footer of a file: its schema, and where its blocks are. The blocks are a view over verified
 * bytes, which it keeps alive. Immutable.
 *
 * <p>The footer's own version is not kept, since old writers left it out: that of each message
 * counts.
 *
 * <p>The numbers of a block are as they were found: any of them may be negative or beyond the file.
 * An index that is not below its count throws {@link IndexOutOfBoundsException}.
 */
public final class FileFooter {

    /** Where the members of a Block struct are. */
    private static final int METADATA_LENGTH = 8;

    private static final int BODY_LENGTH = 16;

    private final SchemaHeader schema;
    private final KeyValueMetadata metadata;
    private final StructVector dictionaries;
    private final StructVector recordBatches;

    FileFooter(
            SchemaHeader schema,
            KeyValueMetadata metadata,
            StructVector dictionaries,
            StructVector recordBatches) {
        this.schema = schema;
        this.metadata = metadata;
        this.dictionaries = dictionaries;
        this.recordBatches = recordBatches;
    }

    public Schema schema() {
        return schema.schema();
    }

    /** The order of the bytes of every number in the bodies. */
    public ByteOrder byteOrder() {
        return schema.byteOrder();
    }

    /** Custom metadata of the footer, which is not that of the schema. */
    public KeyValueMetadata metadata() {
        return metadata;
    }

    public int dictionaryCount() {
        return dictionaries.count();
    }

    /** Where the message of the dictionary batch starts, in bytes from the start of the file. */
    public long dictionaryOffset(int index) {
        return dictionaries.int64(index, 0);
    }

    /** Bytes of the metadata, its prefix and padding included. */
    public int dictionaryMetadataLength(int index) {
        return dictionaries.int32(index, METADATA_LENGTH);
    }

    public long dictionaryBodyLength(int index) {
        return dictionaries.int64(index, BODY_LENGTH);
    }

    public int recordBatchCount() {
        return recordBatches.count();
    }

    /** Where the message of the record batch starts, in bytes from the start of the file. */
    public long recordBatchOffset(int index) {
        return recordBatches.int64(index, 0);
    }

    /** Bytes of the metadata, its prefix and padding included. */
    public int recordBatchMetadataLength(int index) {
        return recordBatches.int32(index, METADATA_LENGTH);
    }

    public long recordBatchBodyLength(int index) {
        return recordBatches.int64(index, BODY_LENGTH);
    }
}
