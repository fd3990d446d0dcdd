/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.internal.metadata.FileFooter;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.statistics.BlockStatistics;

import java.io.Closeable;
import java.io.IOException;
import java.util.Optional;

/**
 * Reads the record batches of a file in any order.
 *
 * <p>Used by one thread at a time. Every method that reads throws {@link IpcFormatException} where
 * the bytes break the format, {@link UnsupportedIpcFeatureException} where they use a part of it
 * that is not implemented, and {@link IOException} where they cannot be read.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format">IPC file
 *     format</a>
 */
public final class IpcFileReader implements Closeable {

    private final ReadContext context;
    private final FileFooter footer;
    private final FileBlocks blocks;
    private final MessageReader messages;
    private final FileDictionaries dictionaries;
    private RecordBatchLoader loader;

    /** Of no columns; null until rows are counted. */
    private RecordBatchLoader counter;

    private IpcFileReader(SeekableInput input, ReadOptions options, FooterReader.Located located)
            throws IpcFormatException {
        this.footer = located.footer();
        this.context = new ReadContext(input, options, footer.byteOrder());
        this.blocks = new FileBlocks(located, input.name());
        this.messages = new MessageReader(input, options);
        this.dictionaries = new FileDictionaries(context, footer, blocks, messages);
    }

    /**
     * Opens a file by reading its footer.
     *
     * @param input belongs to the reader from now on, and is closed if opening fails
     */
    public static IpcFileReader open(SeekableInput input, ReadOptions options) throws IOException {
        boolean opened = false;
        try {
            IpcFileReader reader =
                    new IpcFileReader(input, options, FooterReader.read(input, options));
            opened = true;
            return reader;
        } finally {
            if (!opened) {
                input.close();
            }
        }
    }

    /** The schema of the footer. */
    public Schema schema() {
        return footer.schema();
    }

    /** The custom metadata of the footer, which is not that of the schema. */
    public KeyValueMetadata metadata() {
        return footer.metadata();
    }

    /** What the footer says of the values of each record batch, if it does; reads nothing. */
    public Optional<BlockStatistics> statistics() {
        return blocks.statistics();
    }

    public int recordBatchCount() {
        return footer.recordBatchCount();
    }

    /**
     * Where a record batch lies in the file, by the footer.
     *
     * @param index from 0 to {@link #recordBatchCount()} - 1, as everywhere here
     */
    public Block block(int index) throws IOException {
        return blocks.recordBatch(index);
    }

    /**
     * The rows of a record batch; reads the metadata of its message and no body.
     *
     * @throws UnsupportedIpcFeatureException if they are more than the body could hold, and than
     *     {@link ReadOptions#maxUnbackedRows} of rows without bytes
     */
    public long rowCount(int index) throws IOException {
        if (counter == null) {
            counter =
                    new RecordBatchLoader(
                            context, schema().fields(), Projection.of(), FieldPath.ROOT);
        }
        EncapsulatedMessage message = message(index);
        return counter.count(message, header(message));
    }

    /** The rows of the file; reads the metadata of each record batch and no body. */
    public long rowCount() throws IOException {
        long rows = 0;
        for (int i = 0; i < recordBatchCount(); i++) {
            rows += rowCount(i);
        }
        return rows;
    }

    /** How a record batch is compressed; reads the metadata of its message. */
    BodyCompression compression(int index) throws IOException {
        return header(message(index)).compression();
    }

    /** Reads a record batch, which is to be closed. */
    public RecordBatch recordBatch(int index) throws IOException {
        return recordBatch(index, Projection.ALL);
    }

    /**
     * Reads the chosen columns of a record batch, which is to be closed.
     *
     * @throws IllegalArgumentException if the schema has not what the projection chooses
     */
    public RecordBatch recordBatch(int index, Projection projection) throws IOException {
        return recordBatch(index, projection, context.options().allocator());
    }

    /**
     * Reads the chosen columns of a record batch into memory of an allocator, in the place of the
     * reader's. What is only needed while reading comes from the reader's own in any case, and
     * dictionaries from that of dictionaries.
     *
     * @throws IllegalArgumentException if the schema has not what the projection chooses
     */
    public RecordBatch recordBatch(int index, Projection projection, BufferAllocator allocator)
            throws IOException {
        if (loader == null || !loader.projection().equals(projection)) {
            loader = new RecordBatchLoader(context, schema().fields(), projection, FieldPath.ROOT);
        }
        EncapsulatedMessage message = message(index);
        return loader.load(message, header(message), dictionaries, schema(), allocator);
    }

    /** Loads every dictionary, those that no record batch needs among them. */
    void loadDictionaries() throws IOException {
        dictionaries.loadAll();
    }

    /** The time that decompressing has taken so far, in nanoseconds. */
    public long decompressionNanos() {
        return context.codecs().nanos();
    }

    /** The values of a dictionary, deltas included; null where the file has none of the id. */
    Dictionary dictionary(long id) throws IOException {
        return dictionaries.get(id);
    }

    private EncapsulatedMessage message(int index) throws IOException {
        Block block = blocks.recordBatch(index);
        return messages.read(
                block, new Location(context.input().name(), "block", index, block.offset()));
    }

    private static RecordBatchHeader header(EncapsulatedMessage message) throws IOException {
        if (message.message().header() instanceof RecordBatchHeader header) {
            return header;
        }
        throw message.location().malformed("expected a RecordBatch message");
    }

    /** Closes the input; record batches stay valid until they are closed. */
    @Override
    public void close() throws IOException {
        dictionaries.release();
        context.input().close();
    }
}
