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

    private final WritableByteChannel output;
    private final Schema schema;
    private final WriteOptions options;
    private final BodyCompression compression;
    private final BufferCodec codec;
    private final RecordBatchLayout layout = new RecordBatchLayout();
    private long position;

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

    void write(ByteBuffer bytes) throws IOException {
        position += bytes.remaining();
        while (bytes.hasRemaining()) {
            output.write(bytes);
        }
    }
}
