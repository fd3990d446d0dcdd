/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.FooterEncoder;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.statistics.BlockChecksum;
import io.github.flinkarrow.format.statistics.BlockStatistics;
import io.github.flinkarrow.format.statistics.StatisticsEncoder;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * Writes record batches as a file.
 *
 * <p>Writes nothing before the first record batch or {@link #finish}, and never closes its output.
 * Used by one thread at a time.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-file-format">IPC file
 *     format</a>
 */
public final class IpcFileWriter {

    private final MessageWriter messages;
    private final FooterEncoder footer = new FooterEncoder();
    private final WrittenDictionaries dictionaries;
    private final BlockChecksum checksum = new BlockChecksum();

    /** Null where none are wanted. */
    private final StatisticsEncoder statistics;

    private boolean started;
    private boolean finished;

    /**
     * @param output where the file starts now
     */
    public IpcFileWriter(WritableByteChannel output, Schema schema, WriteOptions options) {
        this(output, schema, options, Long.MAX_VALUE);
    }

    /**
     * @param mostDictionaryBytes of a dictionary where it is copied to know what has been written
     */
    IpcFileWriter(
            WritableByteChannel output,
            Schema schema,
            WriteOptions options,
            long mostDictionaryBytes) {
        this.messages = new MessageWriter(output, schema, options);
        this.dictionaries =
                new WrittenDictionaries(schema, this::writeDictionary, false, mostDictionaryBytes);
        this.statistics = options.statistics() ? new StatisticsEncoder(schema) : null;
    }

    /**
     * Writes a record batch, and before it what its dictionaries have that has not been written.
     *
     * <p>Arrow C++ does not read a file in which a dictionary grows whose values are themselves
     * dictionary-encoded inside: give it complete to the first batch, or write a stream.
     *
     * @throws IllegalArgumentException if it has another schema, or columns that share a dictionary
     *     have different ones
     * @throws UnsupportedIpcFeatureException if a dictionary is neither an extension nor the start
     *     of what has been written of it: a file has one dictionary of an id
     */
    public void write(RecordBatch batch) throws IOException {
        start();
        messages.requireSchema(batch);
        dictionaries.write(batch);
        writeMessage(batch);
    }

    /**
     * Writes a record batch whose dictionaries follow later, as they may in a file: readers find
     * them by the footer.
     *
     * @throws IllegalArgumentException if it has another schema
     * @see #writeDictionaries
     */
    public void writeBeforeDictionaries(RecordBatch batch) throws IOException {
        start();
        messages.requireSchema(batch);
        writeMessage(batch);
    }

    /** Writes all values of a dictionary, behind the dictionaries that they refer to. */
    void writeDictionary(long id, ArrowArray values) throws IOException {
        start();
        writeDictionary(id, false, values);
    }

    private void writeMessage(RecordBatch batch) throws IOException {
        addRecordBatch(messages.writeRecordBatch(batch));
        if (statistics != null) {
            statistics.add(batch);
        }
    }

    private void addRecordBatch(Block block) {
        footer.addRecordBatch(block.offset(), block.metadataLength(), block.bodyLength());
        checksum.add(block.offset(), block.metadataLength(), block.bodyLength());
    }

    private void writeDictionary(long id, boolean delta, ArrowArray values) throws IOException {
        Block block = messages.writeDictionary(id, delta, values);
        footer.addDictionary(block.offset(), block.metadataLength(), block.bodyLength());
    }

    /**
     * Writes the dictionaries of a batch, and not the batch: those of all that {@link
     * #writeBeforeDictionaries} wrote. They are not kept to be compared with later ones.
     *
     * @throws IllegalArgumentException if it has another schema
     * @throws IllegalStateException if batches have been written by {@link #write}
     */
    public void writeDictionaries(RecordBatch batch) throws IOException {
        start();
        messages.requireSchema(batch);
        dictionaries.writeGrown(batch);
    }

    /** Copies a message of a dictionary; no batch with dictionaries may be written afterwards. */
    void copyDictionary(EncapsulatedMessage message, SeekableInput input) throws IOException {
        start();
        Block block = messages.copy(message, input);
        footer.addDictionary(block.offset(), block.metadataLength(), block.bodyLength());
    }

    /**
     * Copies a message of a record batch, whose dictionaries are written.
     *
     * @param known statistics of the file that it is in; null if it has none
     * @param index of the record batch in that file
     */
    void copyRecordBatch(
            EncapsulatedMessage message, SeekableInput input, BlockStatistics known, int index)
            throws IOException {
        start();
        addRecordBatch(messages.copy(message, input));
        if (statistics != null) {
            RecordBatchHeader header = (RecordBatchHeader) message.message().header();
            statistics.add(header.length(), known, index);
        }
    }

    /** Writes the end-of-stream marker and the footer; nothing can be written afterwards. */
    public void finish() throws IOException {
        finish(KeyValueMetadata.EMPTY);
    }

    /**
     * Finishes the file as {@link #finish()} does.
     *
     * @param metadata custom metadata of the footer, which is not that of the schema
     */
    public void finish(KeyValueMetadata metadata) throws IOException {
        start();
        messages.writeEnd();
        ByteBuffer bytes = footer.encode(messages.schema(), withStatistics(metadata));
        int length = bytes.remaining();
        messages.write(bytes);
        ByteBuffer tail =
                ByteBuffer.allocate(Integer.BYTES + ContainerDetection.MAGIC.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        messages.write(tail.putInt(length).put(ContainerDetection.MAGIC).flip());
        finished = true;
    }

    /** Those of another file say nothing of this one. */
    private KeyValueMetadata withStatistics(KeyValueMetadata metadata) {
        List<KeyValue> pairs = new ArrayList<>(metadata.pairs());
        pairs.removeIf(pair -> pair.key().equals(BlockStatistics.KEY));
        String encoded = statistics == null ? null : statistics.encode(checksum.value());
        if (encoded != null) {
            pairs.add(new KeyValue(BlockStatistics.KEY, encoded));
        }
        return new KeyValueMetadata(pairs);
    }

    /** Bytes written so far. */
    public long bytesWritten() {
        return messages.position();
    }

    private void start() throws IOException {
        if (finished) {
            throw new IllegalStateException("the file is finished");
        }
        if (!started) {
            started = true;
            ByteBuffer head = ByteBuffer.allocate(FooterReader.HEAD);
            messages.write(head.put(0, ContainerDetection.MAGIC));
            messages.writeSchema();
        }
    }
}
