/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.BodyCompressionMethod;
import org.apache.arrow.flatbuf.CompressionType;
import org.apache.arrow.flatbuf.DictionaryBatch;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.RecordBatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.ByteOrder;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a message may be about, and what its absent parts mean. */
class MessageRulesTest {

    private static final short V4 = org.apache.arrow.flatbuf.MetadataVersion.V4;
    private static final short V5 = org.apache.arrow.flatbuf.MetadataVersion.V5;

    private static final int VERSION = 0;
    private static final int HEADER_TYPE = 1;
    private static final int BODY_LENGTH = 3;

    @ParameterizedTest
    @CsvSource({"0, V1", "2, V3", "5, V6", "-1, V0", "32767, V32768"})
    void versionsButV4AndV5AreUnsupported(short version, String name) {
        Encoded message = Encoded.schema(Schema.of());
        message.bytes().putShort(message.field(message.root(), VERSION), version);
        assertUnsupported(
                message, "metadata version " + name + " is not supported (known: V4, V5)");
    }

    @Test
    void aMessageWithoutVersionIsV1() {
        Encoded message = Encoded.schema(Schema.of());
        message.remove(message.root(), VERSION);
        assertUnsupported(message, "metadata version V1 is not supported (known: V4, V5)");
    }

    @Test
    void aVersionThatIsNotKnownIsToldBeforeTheRestIsVerified() {
        Encoded message = Encoded.schema(Schema.of());
        message.bytes().putShort(message.field(message.root(), VERSION), (short) 5);
        message.bytes().putInt(message.field(message.root(), ArrowShapes.MESSAGE_HEADER), -1);
        assertUnsupported(message, "metadata version V6 is not supported (known: V4, V5)");
    }

    @Test
    void v4IsKept() throws Exception {
        Encoded message = Encoded.schema(Schema.of());
        message.bytes().putShort(message.field(message.root(), VERSION), V4);
        assertThat(message.decode().version()).isEqualTo(MetadataVersion.V4);
    }

    @ParameterizedTest
    @CsvSource({
        "4, Tensor messages are not supported",
        "5, SparseTensor messages are not supported",
        "6, messages of type 6 are not supported"
    })
    void otherHeadersAreUnsupported(byte type, String message) {
        Encoded encoded = Encoded.schema(Schema.of());
        encoded.bytes().put(encoded.field(encoded.root(), HEADER_TYPE), type);
        assertUnsupported(encoded, message);
    }

    @Test
    void aMessageHasAHeader() {
        Encoded withoutType = Encoded.schema(Schema.of());
        withoutType.remove(withoutType.root(), HEADER_TYPE);
        assertMalformed(withoutType, "the message has no header");
        Encoded withoutValue = Encoded.schema(Schema.of());
        withoutValue.remove(withoutValue.root(), ArrowShapes.MESSAGE_HEADER);
        assertMalformed(withoutValue, "the message has no header");
    }

    @Test
    void aBodyLengthIsNotNegative() {
        RecordBatchLayout layout = MessageEncoderTest.layout(1, BodyCompression.NONE);
        Encoded message = Encoded.recordBatch(layout, KeyValueMetadata.EMPTY);
        message.bytes().putLong(message.field(message.root(), BODY_LENGTH), -1);
        assertMalformed(message, "the body length of a message is 0 or more, not -1");
    }

    @Test
    void anEmptyRecordBatchTableIsAnEmptyBatch() throws Exception {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        RecordBatch.startRecordBatch(builder);
        int batch = RecordBatch.endRecordBatch(builder);
        Message message = message(builder, V5, MessageHeader.RecordBatch, batch, 0).decode();
        RecordBatchHeader header = (RecordBatchHeader) message.header();
        assertThat(message.bodyLength()).isZero();
        assertThat(header.length()).isZero();
        assertThat(header.nodeCount()).isZero();
        assertThat(header.bufferCount()).isZero();
        assertThat(header.variadicCountCount()).isZero();
        assertThat(header.compression()).isEqualTo(BodyCompression.NONE);
    }

    @Test
    void anEmptySchemaTableIsAnEmptySchema() throws Exception {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        org.apache.arrow.flatbuf.Schema.startSchema(builder);
        int schema = org.apache.arrow.flatbuf.Schema.endSchema(builder);
        Message message = message(builder, V5, MessageHeader.Schema, schema, 0).decode();
        assertThat(message.header())
                .isEqualTo(new SchemaHeader(Schema.of(), ByteOrder.LITTLE_ENDIAN));
    }

    @Test
    void aDictionaryBatchHasData() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int batch = DictionaryBatch.createDictionaryBatch(builder, 1, 0, false);
        assertMalformed(
                message(builder, V5, MessageHeader.DictionaryBatch, batch, 0),
                "the dictionary batch has no data");
    }

    @Test
    void aDictionaryBatchHasTheId0UnlessItSaysOtherwise() throws Exception {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int data = RecordBatch.createRecordBatch(builder, 3, 0, 0, 0, 0);
        int batch = DictionaryBatch.createDictionaryBatch(builder, 0, data, false);
        Message message = message(builder, V5, MessageHeader.DictionaryBatch, batch, 0).decode();
        DictionaryBatchHeader header = (DictionaryBatchHeader) message.header();
        assertThat(header.id()).isZero();
        assertThat(header.delta()).isFalse();
        assertThat(header.data().length()).isEqualTo(3);
    }

    @Test
    void anEmptyCompressionTableIsLz4() throws Exception {
        byte codec = CompressionType.LZ4_FRAME;
        assertThat(compression(codec, BodyCompressionMethod.BUFFER, V5, KeyValueMetadata.EMPTY))
                .isEqualTo(BodyCompression.LZ4_FRAME);
    }

    @Test
    void anUnknownCodecIsUnsupported() {
        assertThatThrownBy(
                        () ->
                                compression(
                                        (byte) 2,
                                        BodyCompressionMethod.BUFFER,
                                        V5,
                                        KeyValueMetadata.EMPTY))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("compression codec 2 is not supported (known: 0, LZ4_FRAME; 1, ZSTD)");
    }

    @Test
    void anUnknownCompressionMethodIsUnsupported() {
        assertThatThrownBy(
                        () ->
                                compression(
                                        CompressionType.ZSTD, (byte) 1, V5, KeyValueMetadata.EMPTY))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("body compression method 1 is not supported (known: 0, BUFFER)");
    }

    @ParameterizedTest
    @CsvSource({
        "ZSTD, ZSTD",
        "zstd, ZSTD",
        "LZ4, LZ4_FRAME",
        "lz4, LZ4_FRAME",
        "UNCOMPRESSED, NONE"
    })
    void aV4MessageMayNameItsCodecInItsMetadata(String name, BodyCompression expected)
            throws Exception {
        KeyValueMetadata metadata = experimental(name);
        assertThat(compression(V4, metadata)).isEqualTo(expected);
        assertThat(compression(V5, metadata)).isEqualTo(BodyCompression.NONE);
        assertThat(compression(CompressionType.ZSTD, BodyCompressionMethod.BUFFER, V4, metadata))
                .isEqualTo(BodyCompression.ZSTD);
    }

    @Test
    void anUnknownCodecInTheMetadataOfAV4MessageIsUnsupported() {
        assertThatThrownBy(() -> compression(V4, experimental("SNAPPY\n")))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage(
                        "ARROW:experimental_compression 'SNAPPY\\u000a' is not supported (known: lz4, zstd)");
    }

    @Test
    void metadataThatIsNotTextIsShownWithReplacementsAndKeepsItsBytes() throws Exception {
        RecordBatchLayout layout = MessageEncoderTest.layout(1, BodyCompression.NONE);
        KeyValueMetadata metadata = new KeyValueMetadata(List.of(new KeyValue("k", "vvv")));
        Encoded message = Encoded.recordBatch(layout, metadata);
        int pair = message.element(message.root(), 4, 0);
        message.bytes().put(message.target(pair, 1) + 4, (byte) 0x80);
        KeyValueMetadata decoded = message.decode().metadata();
        assertThat(decoded.get("k")).contains("\uFFFDvv");
        assertThat(decoded.pairs().get(0).valueBytes()).containsExactly(0x80, 'v', 'v');
        assertThat(decoded.pairs())
                .isNotEqualTo(List.of(new KeyValue("k", "\uFFFDvv")))
                .containsExactly(
                        KeyValue.ofBytes(new byte[] {'k'}, new byte[] {(byte) 0x80, 'v', 'v'}));
        assertThat(Encoded.recordBatch(layout, decoded).decode().metadata()).isEqualTo(decoded);
    }

    @Test
    void absentKeysAndValuesAreEmpty() throws Exception {
        RecordBatchLayout layout = MessageEncoderTest.layout(1, BodyCompression.NONE);
        KeyValueMetadata metadata = new KeyValueMetadata(List.of(new KeyValue("k", "v")));
        Encoded message = Encoded.recordBatch(layout, metadata);
        int pair = message.element(message.root(), 4, 0);
        message.remove(pair, 0);
        message.remove(pair, 1);
        assertThat(message.decode().metadata().pairs()).containsExactly(new KeyValue("", ""));
    }

    private static KeyValueMetadata experimental(String codec) {
        return new KeyValueMetadata(List.of(new KeyValue("ARROW:experimental_compression", codec)));
    }

    private static BodyCompression compression(short version, KeyValueMetadata metadata)
            throws Exception {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int batch = RecordBatch.createRecordBatch(builder, 1, 0, 0, 0, 0);
        return compression(builder, batch, version, metadata);
    }

    private static BodyCompression compression(
            byte codec, byte method, short version, KeyValueMetadata metadata) throws Exception {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int compression =
                org.apache.arrow.flatbuf.BodyCompression.createBodyCompression(
                        builder, codec, method);
        int batch = RecordBatch.createRecordBatch(builder, 1, 0, 0, compression, 0);
        return compression(builder, batch, version, metadata);
    }

    private static BodyCompression compression(
            FlatBufferBuilder builder, int batch, short version, KeyValueMetadata metadata)
            throws Exception {
        int custom = KeyValues.encode(builder, metadata);
        Message message =
                message(builder, version, MessageHeader.RecordBatch, batch, custom).decode();
        return ((RecordBatchHeader) message.header()).compression();
    }

    private static Encoded message(
            FlatBufferBuilder builder, short version, byte type, int header, int custom) {
        builder.finish(
                org.apache.arrow.flatbuf.Message.createMessage(
                        builder, version, type, header, 0, custom));
        return Encoded.of(builder);
    }

    private static void assertUnsupported(Encoded encoded, String message) {
        assertThatThrownBy(encoded::decode)
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage(message);
    }

    private static void assertMalformed(Encoded encoded, String message) {
        assertThatThrownBy(encoded::decode)
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(message);
    }
}
