/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.RecordBatch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Decodes the metadata of a message, once all of it is verified.
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
        org.apache.arrow.flatbuf.Message message =
                org.apache.arrow.flatbuf.Message.getRootAsMessage(bytes);
        MetadataVersion version = versionOfKnown(message);
        if (message.bodyLength() < 0) {
            throw new MalformedDataException(
                    "the body length of a message is 0 or more, not " + message.bodyLength());
        }
        KeyValueMetadata custom =
                KeyValues.decode(message.customMetadataLength(), message::customMetadata);
        MessageHeader header = header(bytes, message, version, custom, limits);
        return new Message(version, header, message.bodyLength(), custom);
    }

    /** What is wrong with the rest of a message matters only if that can be read. */
    private static void verify(ByteBuffer bytes)
            throws MalformedDataException, UnsupportedFeatureException {
        try {
            new Verifier(bytes).verify(ArrowShapes.MESSAGE);
        } catch (MalformedDataException | UnsupportedFeatureException e) {
            new Verifier(bytes).verify(ArrowShapes.MESSAGE_ENVELOPE);
            versionOfKnown(org.apache.arrow.flatbuf.Message.getRootAsMessage(bytes));
            throw e;
        }
    }

    /** The version of a message that can be read: its header is of a known type, too. */
    private static MetadataVersion versionOfKnown(org.apache.arrow.flatbuf.Message message)
            throws MalformedDataException, UnsupportedFeatureException {
        MetadataVersion version = MetadataVersion.of(message.version());
        byte headerType = message.headerType();
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

    private static MessageHeader header(
            ByteBuffer bytes,
            org.apache.arrow.flatbuf.Message message,
            MetadataVersion version,
            KeyValueMetadata custom,
            MetadataLimits limits)
            throws MalformedDataException, UnsupportedFeatureException {
        int root = Flatbuffer.target(bytes, 0);
        int field = Flatbuffer.field(bytes, root, ArrowShapes.MESSAGE_HEADER);
        if (field == 0) {
            throw noHeader();
        }
        int table = Flatbuffer.target(bytes, field);
        if (message.headerType() == org.apache.arrow.flatbuf.MessageHeader.Schema) {
            var schema = new org.apache.arrow.flatbuf.Schema();
            message.header(schema);
            return new SchemaDecoder(limits).decode(schema);
        }
        if (message.headerType() == org.apache.arrow.flatbuf.MessageHeader.RecordBatch) {
            RecordBatch batch = new RecordBatch();
            message.header(batch);
            return recordBatch(bytes, table, batch, version, custom);
        }
        DictionaryBatch dictionary = new DictionaryBatch();
        message.header(dictionary);
        int data = Flatbuffer.field(bytes, table, ArrowShapes.DICTIONARY_BATCH_DATA);
        if (data == 0) {
            throw new MalformedDataException("the dictionary batch has no data");
        }
        return new DictionaryBatchHeader(
                dictionary.id(),
                dictionary.isDelta(),
                recordBatch(
                        bytes, Flatbuffer.target(bytes, data), dictionary.data(), version, custom));
    }

    private static RecordBatchHeader recordBatch(
            ByteBuffer bytes,
            int table,
            RecordBatch batch,
            MetadataVersion version,
            KeyValueMetadata custom)
            throws UnsupportedFeatureException {
        BodyCompression compression = BodyCompression.of(batch.compression(), version, custom);
        return new RecordBatchHeader(bytes, table, batch.length(), compression);
    }

    private static MalformedDataException noHeader() {
        return new MalformedDataException("the message has no header");
    }
}
