/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.codec.BufferCodec;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.internal.metadata.MessageEncoder;
import io.github.flinkarrow.format.internal.metadata.RecordBatchLayout;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;
import java.util.List;
import java.util.function.LongFunction;

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

    /**
     * @throws IllegalArgumentException if the batch has another schema
     */
    void requireSchema(RecordBatch batch) {
        if (!batch.schema().fields().equals(schema.fields())) {
            throw new IllegalArgumentException(
                    "a record batch of schema "
                            + batch.schema().fields()
                            + " cannot be written to a file of schema "
                            + schema.fields());
        }
    }

    /** Writes a record batch of the schema and says where it is. */
    Block writeRecordBatch(RecordBatch batch) throws IOException {
        return write(
                batch.rowCount(),
                batch.columns(),
                start -> MessageEncoder.recordBatch(layout, batch.metadata(), start));
    }

    /**
     * Writes values of a dictionary and says where they are.
     *
     * @param delta whether they come behind those written before
     */
    Block writeDictionary(long id, boolean delta, ArrowArray values) throws IOException {
        return write(
                values.length(),
                List.of(values),
                start ->
                        MessageEncoder.dictionaryBatch(
                                id, delta, layout, KeyValueMetadata.EMPTY, start));
    }

    private Block write(int length, List<ArrowArray> columns, LongFunction<ByteBuffer> encoder)
            throws IOException {
        OwnedMemory memory = new OwnedMemory(options.allocator());
        try {
            layout.reset(length, compression);
            BodyParts body = new BodyParts(layout, codec, memory);
            RecordBatchUnloader unloader = new RecordBatchUnloader(layout, body);
            for (ArrowArray column : columns) {
                unloader.unload(column);
            }
            layout.bodyLength(body.length());
            long start = position;
            ByteBuffer message = encoder.apply(start);
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

    /**
     * Copies a message without decoding its body, and says where the copy is.
     *
     * @param input where the message is, little-endian and of version 5, its body a multiple of 8
     *     bytes
     */
    Block copy(EncapsulatedMessage message, SeekableInput input) throws IOException {
        long start = position;
        ByteBuffer head = MessageEncoder.encapsulated(message.metadata(), start);
        int metadataLength = head.remaining();
        write(head);
        long length = message.message().bodyLength();
        ByteBuffer part = ByteBuffer.allocate((int) Math.min(STEP, length));
        for (long copied = 0; copied < length; copied += part.limit()) {
            part.clear().limit((int) Math.min(STEP, length - copied));
            broken = true;
            InputBytes.fill(input, message.bodyPosition() + copied, part, message.location());
            broken = false;
            write(part.flip());
        }
        return new Block(start, metadataLength, length);
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
