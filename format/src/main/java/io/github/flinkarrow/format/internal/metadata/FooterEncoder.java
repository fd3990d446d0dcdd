/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.Block;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.flatbuf.MetadataVersion;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Collects the blocks of a file while it is written, and encodes its footer. Not for use by more
 * than one thread.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format">IPC file
 *     format</a>
 */
public final class FooterEncoder {

    private static final int SMALLEST = 1024;

    private final StructColumn dictionaries = new StructColumn(3);
    private final StructColumn recordBatches = new StructColumn(3);

    /**
     * The next DictionaryBatch message.
     *
     * @param offset bytes from the start of the file to the message
     * @param metadataLength bytes of the metadata, its prefix and padding included
     * @param bodyLength bytes of the body, padding included
     */
    public void addDictionary(long offset, int metadataLength, long bodyLength) {
        dictionaries.add(offset, metadataLength, bodyLength);
    }

    /** The next RecordBatch message; the parameters are those of a dictionary. */
    public void addRecordBatch(long offset, int metadataLength, long bodyLength) {
        recordBatches.add(offset, metadataLength, bodyLength);
    }

    /** How many record batches have been added. */
    public int recordBatchCount() {
        return recordBatches.count();
    }

    /**
     * The footer's flatbuffer, without the length and magic after it: a heap buffer in
     * little-endian order, from position 0 to its limit.
     *
     * @param metadata custom metadata of the footer
     * @throws IllegalArgumentException as {@link MessageEncoder#schema}
     */
    public ByteBuffer encode(Schema schema, KeyValueMetadata metadata) {
        int blocks = Math.addExact(dictionaries.count(), recordBatches.count());
        FlatBufferBuilder builder =
                new FlatBufferBuilder(
                        Math.addExact(
                                SMALLEST, Math.multiplyExact(ArrowShapes.BLOCK_WIDTH, blocks)));
        int schemaTable = SchemaEncoder.encode(builder, schema);
        Footer.startDictionariesVector(builder, dictionaries.count());
        int dictionaryVector = endBlocks(builder, dictionaries);
        Footer.startRecordBatchesVector(builder, recordBatches.count());
        int recordBatchVector = endBlocks(builder, recordBatches);
        int custom = KeyValues.encode(builder, metadata);
        Footer.finishFooterBuffer(
                builder,
                Footer.createFooter(
                        builder,
                        MetadataVersion.V5,
                        schemaTable,
                        dictionaryVector,
                        recordBatchVector,
                        custom));
        return builder.dataBuffer().slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    private static int endBlocks(FlatBufferBuilder builder, StructColumn blocks) {
        for (int i = blocks.count() - 1; i >= 0; i--) {
            Block.createBlock(builder, blocks.get(i, 0), (int) blocks.get(i, 1), blocks.get(i, 2));
        }
        return builder.endVector();
    }
}
