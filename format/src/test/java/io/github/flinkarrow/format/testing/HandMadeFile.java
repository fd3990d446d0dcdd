/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.internal.metadata.BigEndianSchema;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.internal.metadata.FooterEncoder;
import io.github.flinkarrow.format.internal.metadata.MessageEncoder;
import io.github.flinkarrow.format.internal.metadata.RecordBatchLayout;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.Endianness;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.MetadataVersion;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** A file or stream whose messages say whatever a test wants them to say. */
public final class HandMadeFile {

    /** The nodes, buffers and body of one message, right or wrong. */
    public static final class Batch {
        private final List<long[]> nodes = new ArrayList<>();
        private final List<long[]> buffers = new ArrayList<>();
        private final List<Long> variadicCounts = new ArrayList<>();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();
        private final ByteOrder order;
        private BodyCompression compression = BodyCompression.NONE;
        private long rows;
        private long declaredBody = -1;

        private Batch(ByteOrder order) {
            this.order = order;
        }

        public Batch rows(long count) {
            rows = count;
            return this;
        }

        public Batch node(long length, long nullCount) {
            nodes.add(new long[] {length, nullCount});
            return this;
        }

        /** A buffer that is said to be somewhere. */
        public Batch buffer(long offset, long length) {
            buffers.add(new long[] {offset, length});
            return this;
        }

        /** A buffer of bytes, which become a part of the body. */
        public Batch bytes(int... values) {
            byte[] bytes = new byte[values.length];
            for (int i = 0; i < values.length; i++) {
                bytes[i] = (byte) values[i];
            }
            return append(bytes);
        }

        /** A buffer of 32-bit integers. */
        public Batch ints(int... values) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Integer.BYTES).order(order);
            for (int value : values) {
                bytes.putInt(value);
            }
            return append(bytes.array());
        }

        /** A buffer of 64-bit integers. */
        public Batch longs(long... values) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES).order(order);
            for (long value : values) {
                bytes.putLong(value);
            }
            return append(bytes.array());
        }

        /** A buffer of bytes, given as hex digits that may have spaces between them. */
        public Batch hex(String digits) {
            return append(PlainValues.bytes(digits.replace(" ", "")));
        }

        /** A buffer that says how long it is uncompressed, and what is said to be its content. */
        public Batch compressed(long length, byte[] frame) {
            ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES + frame.length);
            bytes.order(ByteOrder.LITTLE_ENDIAN).putLong(length).put(frame);
            return append(bytes.array());
        }

        /** How many data buffers a column of views is said to have. */
        public Batch variadic(long count) {
            variadicCounts.add(count);
            return this;
        }

        /** A buffer without bytes. */
        public Batch noBuffer() {
            return buffer(body.size(), 0);
        }

        public Batch compression(BodyCompression codec) {
            compression = codec;
            return this;
        }

        /** What the message says of the length of its body. */
        public Batch declaredBody(long length) {
            declaredBody = length;
            return this;
        }

        private Batch append(byte[] bytes) {
            buffer(body.size(), bytes.length);
            body.writeBytes(bytes);
            body.writeBytes(new byte[-body.size() & 7]);
            return this;
        }

        private RecordBatchLayout layout() {
            RecordBatchLayout layout = new RecordBatchLayout();
            layout.reset(rows, compression);
            nodes.forEach(node -> layout.addNode(node[0], node[1]));
            variadicCounts.forEach(layout::addVariadicCount);
            buffers.forEach(buffer -> layout.addBuffer(buffer[0], buffer[1]));
            layout.bodyLength(declaredBody < 0 ? body.size() : declaredBody);
            return layout;
        }
    }

    private static final int STREAM_START = 8;

    private final ByteOrder order;
    private Schema footerSchema;
    private KeyValueMetadata footerMetadata = KeyValueMetadata.EMPTY;
    private boolean beforeV5;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();
    private final FooterEncoder footer = new FooterEncoder();

    public HandMadeFile(Schema schema) {
        this(schema, ByteOrder.LITTLE_ENDIAN);
        write(MessageEncoder.schema(schema, output.size()));
    }

    private HandMadeFile(Schema schema, ByteOrder order) {
        this.footerSchema = schema;
        this.order = order;
        output.writeBytes(new byte[] {'A', 'R', 'R', 'O', 'W', '1', 0, 0});
    }

    /** One whose numbers are big-endian, but for its footer. */
    public static HandMadeFile bigEndian(Schema schema) {
        HandMadeFile file = new HandMadeFile(schema, ByteOrder.BIG_ENDIAN);
        byte[] metadata = BigEndianSchema.message(schema);
        int padding = -metadata.length & 7;
        file.write(
                ByteBuffer.allocate(2 * Integer.BYTES + metadata.length + padding)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(-1)
                        .putInt(metadata.length + padding)
                        .put(metadata)
                        .rewind());
        return file;
    }

    /** From now on the messages say that they are of version 4. */
    public HandMadeFile beforeV5() {
        beforeV5 = true;
        return this;
    }

    /** A stream of nothing but a schema without fields, whose message says that it has a body. */
    public static byte[] schemaWithBody(long bodyLength) {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int fields = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, new int[0]);
        int schema =
                org.apache.arrow.flatbuf.Schema.createSchema(
                        builder, Endianness.Little, fields, 0, 0);
        Message.finishMessageBuffer(
                builder,
                Message.createMessage(
                        builder, MetadataVersion.V5, MessageHeader.Schema, schema, bodyLength, 0));
        byte[] metadata = builder.sizedByteArray();
        return ByteBuffer.allocate(2 * Integer.BYTES + metadata.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(-1)
                .putInt(metadata.length)
                .put(metadata)
                .array();
    }

    /** A message of a record batch, and a block that is right. */
    public HandMadeFile batch(Consumer<Batch> parts) {
        Batch batch = new Batch(order);
        parts.accept(batch);
        long start = output.size();
        ByteBuffer message =
                MessageEncoder.recordBatch(batch.layout(), KeyValueMetadata.EMPTY, start);
        int length = message.remaining();
        write(message);
        output.writeBytes(batch.body.toByteArray());
        footer.addRecordBatch(start, length, batch.layout().bodyLength());
        return this;
    }

    /** A message of a record batch that the footer does not list. */
    public HandMadeFile unlistedBatch(Consumer<Batch> parts) {
        Batch batch = new Batch(order);
        parts.accept(batch);
        write(MessageEncoder.recordBatch(batch.layout(), KeyValueMetadata.EMPTY, output.size()));
        output.writeBytes(batch.body.toByteArray());
        return this;
    }

    /** Bytes between two messages. */
    public HandMadeFile gap(byte[] bytes) {
        output.writeBytes(bytes);
        return this;
    }

    /** What the footer says that the schema is. */
    public HandMadeFile footerSchema(Schema other) {
        footerSchema = other;
        return this;
    }

    /** What the footer says besides. */
    public HandMadeFile footerMetadata(KeyValueMetadata metadata) {
        footerMetadata = metadata;
        return this;
    }

    /** A message of a dictionary, and a block that is right. */
    public HandMadeFile dictionary(long id, boolean delta, Consumer<Batch> parts) {
        Batch batch = new Batch(order);
        parts.accept(batch);
        long start = output.size();
        ByteBuffer message =
                MessageEncoder.dictionaryBatch(
                        id, delta, batch.layout(), KeyValueMetadata.EMPTY, start);
        int length = message.remaining();
        write(message);
        output.writeBytes(batch.body.toByteArray());
        footer.addDictionary(start, length, batch.layout().bodyLength());
        return this;
    }

    /** A block of a record batch, wherever it points. */
    public HandMadeFile block(long offset, int metadataLength, long bodyLength) {
        footer.addRecordBatch(offset, metadataLength, bodyLength);
        return this;
    }

    /** A block of a dictionary, wherever it points. */
    public HandMadeFile dictionaryBlock(long offset, int metadataLength, long bodyLength) {
        footer.addDictionary(offset, metadataLength, bodyLength);
        return this;
    }

    /** Where the next message starts. */
    public int position() {
        return output.size();
    }

    /** The whole file. */
    public byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(output.toByteArray());
        file.writeBytes(new byte[] {-1, -1, -1, -1, 0, 0, 0, 0});
        ByteBuffer encoded = footer.encode(footerSchema, footerMetadata);
        byte[] bytes = new byte[encoded.remaining()];
        encoded.get(bytes);
        file.writeBytes(bytes);
        ByteBuffer length = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN);
        file.writeBytes(length.putInt(0, bytes.length).array());
        file.writeBytes(new byte[] {'A', 'R', 'R', 'O', 'W', '1'});
        return file.toByteArray();
    }

    /** The messages as a stream, without a marker of its end. */
    public byte[] stream() {
        byte[] all = output.toByteArray();
        return Arrays.copyOfRange(all, STREAM_START, all.length);
    }

    private void write(ByteBuffer bytes) {
        if (beforeV5) {
            // The first field of the table that the first number behind the prefix points to.
            int table = 8 + bytes.getInt(8);
            int version = table + bytes.getShort(table - bytes.getInt(table) + 4);
            bytes.putShort(version, MetadataVersion.V4);
        }
        output.write(bytes.array(), bytes.arrayOffset() + bytes.position(), bytes.remaining());
    }
}
