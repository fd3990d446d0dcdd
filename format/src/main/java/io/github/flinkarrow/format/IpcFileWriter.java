/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.FooterEncoder;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

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
    private boolean started;
    private boolean finished;

    /**
     * @param output where the file starts now
     */
    public IpcFileWriter(WritableByteChannel output, Schema schema, WriteOptions options) {
        this.messages = new MessageWriter(output, schema, options);
    }

    /**
     * Writes a record batch.
     *
     * @throws IllegalArgumentException if it has another schema
     * @throws UnsupportedIpcFeatureException if a column cannot be written
     */
    public void write(RecordBatch batch) throws IOException {
        start();
        Block block = messages.writeRecordBatch(batch);
        footer.addRecordBatch(block.offset(), block.metadataLength(), block.bodyLength());
    }

    /** Writes the end-of-stream marker and the footer; nothing can be written afterwards. */
    public void finish() throws IOException {
        start();
        messages.writeEnd();
        ByteBuffer bytes = footer.encode(messages.schema(), KeyValueMetadata.EMPTY);
        int length = bytes.remaining();
        messages.write(bytes);
        ByteBuffer tail =
                ByteBuffer.allocate(Integer.BYTES + ContainerDetection.MAGIC.length)
                        .order(ByteOrder.LITTLE_ENDIAN);
        messages.write(tail.putInt(length).put(ContainerDetection.MAGIC).flip());
        finished = true;
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
