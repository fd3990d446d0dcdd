/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Encodes messages up to their body: continuation marker, metadata size, metadata, and zeros that
 * count as metadata up to where the body may start, at a multiple of {@value #ALIGNMENT} bytes from
 * the start of the output. Always V5 and little-endian; equal arguments give equal bytes.
 *
 * <p>The {@code position} of every method is where the message will start in the output, a multiple
 * of 8 bytes. The results are heap buffers in little-endian order, from position 0 to their limit.
 *
 * @see <a
 *     href="https://arrow.apache.org/docs/format/Columnar.html#encapsulated-message-format">Encapsulated
 *     message format</a>
 */
public final class MessageEncoder {

    /** Where bodies start, in bytes. */
    public static final int ALIGNMENT = 64;

    private static final int CONTINUATION = 0xFFFFFFFF;
    private static final int PREFIX = 8;
    private static final int SMALLEST = 1024;

    private MessageEncoder() {}

    /**
     * A Schema message.
     *
     * @throws IllegalArgumentException if a field has children that its type does not allow, fields
     *     nest deeper than 64, or a string has an unpaired surrogate
     */
    public static ByteBuffer schema(Schema schema, long position) {
        FlatBufferBuilder builder = new FlatBufferBuilder(SMALLEST);
        int header = SchemaEncoder.encode(builder, schema);
        return message(builder, MessageHeader.Schema, header, 0, KeyValueMetadata.EMPTY, position);
    }

    /**
     * A RecordBatch message.
     *
     * @param metadata custom metadata of the message
     */
    public static ByteBuffer recordBatch(
            RecordBatchLayout layout, KeyValueMetadata metadata, long position) {
        FlatBufferBuilder builder = new FlatBufferBuilder(layout.sizeHint());
        int header = layout.encode(builder);
        return message(
                builder,
                MessageHeader.RecordBatch,
                header,
                layout.bodyLength(),
                metadata,
                position);
    }

    /**
     * A DictionaryBatch message.
     *
     * @param delta whether the values come after those that the dictionary has
     * @param layout of the values: a batch of one column
     * @param metadata custom metadata of the message
     */
    public static ByteBuffer dictionaryBatch(
            long id,
            boolean delta,
            RecordBatchLayout layout,
            KeyValueMetadata metadata,
            long position) {
        FlatBufferBuilder builder = new FlatBufferBuilder(layout.sizeHint());
        int data = layout.encode(builder);
        int header = DictionaryBatch.createDictionaryBatch(builder, id, data, delta);
        return message(
                builder,
                MessageHeader.DictionaryBatch,
                header,
                layout.bodyLength(),
                metadata,
                position);
    }

    private static ByteBuffer message(
            FlatBufferBuilder builder,
            byte headerType,
            int header,
            long bodyLength,
            KeyValueMetadata metadata,
            long position) {
        int custom = KeyValues.encode(builder, metadata);
        Message.finishMessageBuffer(
                builder,
                Message.createMessage(
                        builder, MetadataVersion.V5, headerType, header, bodyLength, custom));
        return encapsulated(builder.dataBuffer(), position);
    }

    /**
     * A message that was encoded before.
     *
     * @param flatbuffer its metadata without the prefix, which may end in padding
     */
    public static ByteBuffer encapsulated(ByteBuffer flatbuffer, long position) {
        if (position < 0 || position % PREFIX != 0) {
            throw new IllegalArgumentException(
                    "a message starts at a multiple of " + PREFIX + ", not at " + position);
        }
        int inBlock = (int) (position % ALIGNMENT);
        int end = Math.addExact(inBlock + PREFIX, flatbuffer.remaining());
        int padding = -end & (ALIGNMENT - 1);
        int total = Math.addExact(end, padding) - inBlock;
        return ByteBuffer.allocate(total)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(CONTINUATION)
                .putInt(total - PREFIX)
                .put(flatbuffer.duplicate())
                .rewind();
    }
}
