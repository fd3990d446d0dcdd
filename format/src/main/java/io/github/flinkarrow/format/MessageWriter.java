/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.codec.BufferCodec;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.internal.metadata.MessageEncoder;
import io.github.flinkarrow.format.internal.metadata.RecordBatchLayout;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/** Writes encapsulated messages behind each other, and knows where it is in the output. */
final class MessageWriter {

    /** The most bytes that are handed to the output at once. */
    private static final int STEP = 1 << 20;

    private final WritableByteChannel output;
    private final Schema schema;
    private final WriteOptions options;
    private final BodyCompression compression;
    private final BufferCodec codec;
    private final RecordBatchLayout layout = new RecordBatchLayout();
    private long position;
    private boolean broken;

    MessageWriter(WritableByteChannel output, Schema schema, WriteOptions options) {
        this.output = output;
        this.schema = schema;
        this.options = options;
        this.compression = BodyCodecs.declared(options);
        this.codec = BodyCodecs.compressor(options);
    }

    /** Bytes written so far. */
    long position() {
        return position;
    }

    Schema schema() {
        return schema;
    }

    void writeSchema() throws IOException {
        write(MessageEncoder.schema(schema, position));
    }

    /** Writes a record batch and says where it is. */
    Block writeRecordBatch(RecordBatch batch) throws IOException {
        if (!batch.schema().fields().equals(schema.fields())) {
            throw new IllegalArgumentException(
                    "a record batch of schema "
                            + batch.schema().fields()
                            + " cannot be written to a file of schema "
                            + schema.fields());
        }
        OwnedMemory memory = new OwnedMemory(options.allocator());
        try {
            layout.reset(batch.rowCount(), compression);
            BodyParts body = new BodyParts(layout, codec, memory);
            RecordBatchUnloader unloader = new RecordBatchUnloader(layout, body);
            for (ArrowArray column : batch.columns()) {
                unloader.unload(column);
            }
            layout.bodyLength(body.length());
            long start = position;
            ByteBuffer message = MessageEncoder.recordBatch(layout, batch.metadata(), start);
            int metadataLength = message.remaining();
            write(message);
            for (ByteBuffer part : body.parts()) {
                write(part);
            }
            return new Block(start, metadataLength, body.length());
        } finally {
            memory.release();
        }
    }

    /** Writes the end-of-stream marker. */
    void writeEnd() throws IOException {
        ByteBuffer marker = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        write(marker.putInt(MessageReader.CONTINUATION).putInt(0).flip());
    }

    /**
     * Writes all of the bytes.
     *
     * @throws IOException if they cannot be written, or others before could not be: the output has
     *     a gap then, and nothing may follow it
     */
    void write(ByteBuffer bytes) throws IOException {
        if (broken) {
            throw new IOException("nothing can be written after a write that failed");
        }
        broken = true;
        position += bytes.remaining();
        int end = bytes.limit();
        while (bytes.position() < end) {
            // Channels of the JDK copy heap memory to direct memory of the same size.
            bytes.limit(bytes.position() + Math.min(STEP, end - bytes.position()));
            output.write(bytes);
        }
        broken = false;
    }
}
