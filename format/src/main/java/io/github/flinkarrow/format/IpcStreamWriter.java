/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.channels.WritableByteChannel;

/**
 * Writes record batches as a stream.
 *
 * <p>Writes nothing before the first record batch or {@link #finish}, and never closes its output.
 * Used by one thread at a time.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format">IPC
 *     streaming format</a>
 */
public final class IpcStreamWriter {

    private final MessageWriter messages;
    private final WrittenDictionaries dictionaries;
    private boolean started;
    private boolean finished;

    /**
     * @param output where the stream starts now
     */
    public IpcStreamWriter(WritableByteChannel output, Schema schema, WriteOptions options) {
        this(output, schema, options, Long.MAX_VALUE);
    }

    /**
     * @param mostDictionaryBytes of a dictionary where it is copied to know what has been written
     */
    IpcStreamWriter(
            WritableByteChannel output,
            Schema schema,
            WriteOptions options,
            long mostDictionaryBytes) {
        this.messages = new MessageWriter(output, schema, options);
        this.dictionaries =
                new WrittenDictionaries(
                        schema, messages::writeDictionary, true, mostDictionaryBytes);
    }

    /**
     * Writes a record batch, and before it what its dictionaries have that has not been written:
     * all of one that is neither an extension nor the start of the one written before, and of one
     * that has grown and whose values are dictionary-encoded inside.
     *
     * @throws IllegalArgumentException if it has another schema, or columns that share a dictionary
     *     have different ones
     */
    public void write(RecordBatch batch) throws IOException {
        start();
        messages.requireSchema(batch);
        dictionaries.write(batch);
        messages.writeRecordBatch(batch);
    }

    /**
     * Writes a record batch whose dictionaries begin with the values that they had in the batch
     * before, as those of a {@link io.github.flinkarrow.format.array.DictionaryEncoder} do. That is
     * not checked, and nothing is kept for it.
     *
     * @throws IllegalArgumentException if it has another schema, a dictionary has fewer values than
     *     before, or values that refer to another dictionary
     * @throws IllegalStateException if batches have been written by {@link #write}
     */
    public void writeGrown(RecordBatch batch) throws IOException {
        start();
        messages.requireSchema(batch);
        dictionaries.writeGrown(batch);
        messages.writeRecordBatch(batch);
    }

    /** Copies a message of a dictionary or record batch. */
    void copy(EncapsulatedMessage message, SeekableInput input) throws IOException {
        start();
        messages.copy(message, input);
        dictionaries.forget();
    }

    /** Writes the end-of-stream marker; nothing can be written afterwards. */
    public void finish() throws IOException {
        start();
        messages.writeEnd();
        finished = true;
    }

    /** Bytes written so far. */
    public long bytesWritten() {
        return messages.position();
    }

    private void start() throws IOException {
        if (finished) {
            throw new IllegalStateException("the stream is finished");
        }
        if (!started) {
            started = true;
            messages.writeSchema();
        }
    }
}
