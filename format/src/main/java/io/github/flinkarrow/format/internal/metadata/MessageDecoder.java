/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.KeyValueMetadata;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes the metadata of a message: once all of it is verified.
 *
 * @see <a
 *     href="https://arrow.apache.org/docs/format/Columnar.html#serialization-and-interprocess-communication-ipc">IPC</a>
 */
public final class MessageDecoder {

    private MessageDecoder() {}

    /**
     * The message in the bytes of one flatbuffer, without the prefix; padding may follow it.
     *
     * @param metadata from 0 to the limit; must not be changed afterwards: the message may be a
     *     view over it
     * @throws MalformedDataException if the bytes are not a message, or break a rule
     * @throws UnsupportedFeatureException if the message needs what is not implemented, or is
     *     beyond the limits
     */
    public static Message decode(ByteBuffer metadata, MetadataLimits limits)
            throws MalformedDataException, UnsupportedFeatureException {
        ByteBuffer bytes = metadata.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        verify(bytes);
        int table = Flatbuffer.target(bytes, 0);
        MetadataVersion version = versionOfKnown(bytes, table);
        long bodyLength = Flatbuffer.int64(bytes, table, ArrowShapes.MESSAGE_BODY_LENGTH);
        if (bodyLength < 0) {
            throw new MalformedDataException(
                    "the body length of a message is 0 or more, not " + bodyLength);
        }
        KeyValueMetadata custom = metadata(bytes, table);
        MessageHeader header = header(bytes, table, version, custom, limits);
        return new Message(version, header, bodyLength, custom);
    }

    /** What is wrong with the rest of a message matters only if that can be read. */
    private static void verify(ByteBuffer bytes)
            throws MalformedDataException, UnsupportedFeatureException {
        try {
            new Verifier(bytes).verify(ArrowShapes.MESSAGE);
        } catch (MalformedDataException | UnsupportedFeatureException e) {
            new Verifier(bytes).verify(ArrowShapes.MESSAGE_ENVELOPE);
            versionOfKnown(bytes, Flatbuffer.target(bytes, 0));
            throw e;
        }
    }

    /** The version of a message that can be read: its header is of a known type, too. */
    private static MetadataVersion versionOfKnown(ByteBuffer bytes, int table)
            throws MalformedDataException, UnsupportedFeatureException {
        MetadataVersion version =
                MetadataVersion.of(Flatbuffer.int16(bytes, table, ArrowShapes.MESSAGE_VERSION));
        byte headerType = Flatbuffer.int8(bytes, table, ArrowShapes.MESSAGE_HEADER_TYPE);
        switch (headerType) {
            case org.apache.arrow.flatbuf.MessageHeader.Schema,
                    org.apache.arrow.flatbuf.MessageHeader.RecordBatch,
                    org.apache.arrow.flatbuf.MessageHeader.DictionaryBatch -> {}
            case org.apache.arrow.flatbuf.MessageHeader.NONE -> throw noHeader();
            case org.apache.arrow.flatbuf.MessageHeader.Tensor ->
                    throw new UnsupportedFeatureException("Tensor messages are not supported");
            case org.apache.arrow.flatbuf.MessageHeader.SparseTensor ->
                    throw new UnsupportedFeatureException(
                            "SparseTensor messages are not supported");
            default ->
                    throw new UnsupportedFeatureException(
                            "messages of type "
                                    + Byte.toUnsignedInt(headerType)
                                    + " are not supported");
        }
        return version;
    }

    private static KeyValueMetadata metadata(ByteBuffer bytes, int table) {
        if (Flatbuffer.field(bytes, table, ArrowShapes.MESSAGE_CUSTOM_METADATA) == 0) {
            return KeyValueMetadata.EMPTY;
        }
        var message = org.apache.arrow.flatbuf.Message.getRootAsMessage(bytes);
        return KeyValues.decode(message.customMetadataLength(), message::customMetadata);
    }

    private static MessageHeader header(
            ByteBuffer bytes,
            int message,
            MetadataVersion version,
            KeyValueMetadata custom,
            MetadataLimits limits)
            throws MalformedDataException, UnsupportedFeatureException {
        int field = Flatbuffer.field(bytes, message, ArrowShapes.MESSAGE_HEADER);
        if (field == 0) {
            throw noHeader();
        }
        int table = Flatbuffer.target(bytes, field);
        byte headerType = Flatbuffer.int8(bytes, message, ArrowShapes.MESSAGE_HEADER_TYPE);
        if (headerType == org.apache.arrow.flatbuf.MessageHeader.Schema) {
            var schema = new org.apache.arrow.flatbuf.Schema();
            schema.__init(table, bytes);
            return new SchemaDecoder(limits).decode(schema);
        }
        if (headerType == org.apache.arrow.flatbuf.MessageHeader.RecordBatch) {
            return recordBatch(bytes, table, version, custom);
        }
        var dictionary = new org.apache.arrow.flatbuf.DictionaryBatch();
        dictionary.__init(table, bytes);
        int data = Flatbuffer.field(bytes, table, ArrowShapes.DICTIONARY_BATCH_DATA);
        if (data == 0) {
            throw new MalformedDataException("the dictionary batch has no data");
        }
        return new DictionaryBatchHeader(
                dictionary.id(),
                dictionary.isDelta(),
                recordBatch(bytes, Flatbuffer.target(bytes, data), version, custom));
    }

    private static RecordBatchHeader recordBatch(
            ByteBuffer bytes, int table, MetadataVersion version, KeyValueMetadata custom)
            throws UnsupportedFeatureException {
        org.apache.arrow.flatbuf.BodyCompression declared = null;
        int field = Flatbuffer.field(bytes, table, ArrowShapes.RECORD_BATCH_COMPRESSION);
        if (field != 0) {
            declared = new org.apache.arrow.flatbuf.BodyCompression();
            declared.__init(Flatbuffer.target(bytes, field), bytes);
        }
        BodyCompression compression = BodyCompression.of(declared, version, custom);
        long length = Flatbuffer.int64(bytes, table, ArrowShapes.RECORD_BATCH_LENGTH);
        return new RecordBatchHeader(bytes, table, length, compression);
    }

    private static MalformedDataException noHeader() {
        return new MalformedDataException("the message has no header");
    }
}
