/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.KeyValue;
import org.apache.arrow.flatbuf.MessageHeader;
import org.apache.arrow.flatbuf.Struct_;
import org.apache.arrow.flatbuf.Type;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a flatbuffer has to be like, each rule by a message that breaks it alone. */
class VerifierTest {

    private static final int HEADER = ArrowShapes.MESSAGE_HEADER;
    private static final int FIELDS = 1;
    private static final int NAME = 0;
    private static final int TYPE = 3;

    private static final Schema SCHEMA =
            Schema.of(Field.nullable("name", new ArrowType.Int(32, true)));

    @TestFactory
    Stream<DynamicTest> malformedSchemas() {
        return Stream.of(
                fault(
                        "the root is somewhere",
                        m -> m.bytes().putInt(0, 0),
                        "metadata byte 0: Message has the offset 0"),
                fault(
                        "the root is inside the bytes",
                        m -> m.bytes().putInt(0, m.metadata().length),
                        "metadata byte 0: Message has the offset"),
                fault(
                        "an offset is not negative",
                        m -> m.bytes().putInt(0, -4),
                        "metadata byte 0: Message has the offset 4294967292"),
                fault(
                        "a table is at a multiple of 4",
                        m -> m.bytes().putInt(0, m.root() + 2),
                        "Message is not aligned"),
                fault(
                        "a table has room for the offset to its vtable",
                        m -> m.bytes().putInt(0, m.metadata().length - 1),
                        "Message is not aligned, or not inside"),
                fault(
                        "a vtable is not before the bytes",
                        m -> m.bytes().putInt(header(m), header(m) + 2),
                        "Schema has its vtable at -2"),
                fault(
                        "a vtable is not after the bytes",
                        m -> m.bytes().putInt(header(m), Integer.MIN_VALUE),
                        "Schema has its vtable at 2147"),
                fault(
                        "a vtable is at a multiple of 2",
                        m -> m.bytes().putInt(header(m), m.bytes().getInt(header(m)) - 1),
                        "Schema has its vtable at"),
                fault(
                        "a vtable has room for its own sizes",
                        m -> m.bytes().putShort(m.vtable(header(m)), (short) 2),
                        "Schema has a vtable of 2 bytes"),
                fault(
                        "a vtable has whole entries",
                        m -> m.bytes().putShort(m.vtable(header(m)), (short) 7),
                        "Schema has a vtable of 7 bytes"),
                fault(
                        "a vtable is inside the bytes",
                        m -> m.bytes().putShort(m.vtable(header(m)), (short) 0x4000),
                        "Schema has a vtable of 16384 bytes"),
                fault(
                        "a vtable has the size that readers see",
                        m -> m.bytes().putShort(m.vtable(header(m)), (short) 0xFFFE),
                        "Schema has a vtable of 65534 bytes"),
                fault(
                        "a table has room for the offset to its vtable inside",
                        m -> m.bytes().putShort(m.vtable(header(m)) + 2, (short) 3),
                        "Schema says that it has 3 bytes"),
                fault(
                        "a table is inside the bytes",
                        m -> m.bytes().putShort(m.vtable(header(m)) + 2, (short) 0x4000),
                        "Schema says that it has 16384 bytes"),
                fault(
                        "a field is not over the offset to the vtable",
                        m -> m.bytes().putShort(m.vtable(header(m)) + 4 + 2 * FIELDS, (short) 2),
                        "Schema.fields is at 2 in a table of"),
                fault(
                        "a field is inside its table",
                        m -> m.bytes().putShort(m.vtable(header(m)) + 4 + 2 * FIELDS, (short) 99),
                        "Schema.fields is at 99 in a table of"),
                fault(
                        "a field is not before its table",
                        m -> m.bytes().putShort(m.vtable(header(m)) + 4 + 2 * FIELDS, (short) -8),
                        "Schema.fields is at -8 in a table of"),
                fault(
                        "a field has its alignment",
                        m -> m.bytes().putShort(m.vtable(field(m)) + 4 + 2 * NAME, (short) 6),
                        "Field.name is not aligned"),
                fault(
                        "a vector is at a multiple of 4",
                        m -> shiftTarget(m, m.field(header(m), FIELDS), 2),
                        "fields is not aligned"),
                fault(
                        "a vector has room for its elements",
                        m -> m.bytes().putInt(m.target(header(m), FIELDS), 1000),
                        "fields has 1000 elements of 4 bytes but"),
                fault(
                        "the size of a vector is exact",
                        m -> m.bytes().putInt(m.target(header(m), FIELDS), -1),
                        "fields has 4294967295 elements of 4 bytes but"),
                fault(
                        "an element is somewhere",
                        m -> m.bytes().putInt(m.target(header(m), FIELDS) + 4, 0),
                        "fields has the offset 0"),
                fault(
                        "an element does not lead back: no table holds itself",
                        m -> m.bytes().putInt(m.target(header(m), FIELDS) + 4, -16),
                        "fields has the offset 4294967280"),
                fault(
                        "an element is inside the bytes",
                        m -> m.bytes().putInt(m.target(header(m), FIELDS) + 4, 1 << 30),
                        "fields has the offset 1073741824"),
                fault(
                        "a string is inside the bytes",
                        m -> m.bytes().putInt(m.target(field(m), NAME), 1 << 30),
                        "name has 1073741824 elements of 1 bytes but"),
                fault(
                        "a string ends with a zero byte",
                        m -> m.bytes().put(m.target(field(m), NAME) + 8, (byte) 'x'),
                        "name is a string without a zero byte after it"),
                fault(
                        "the member of a union is inside the bytes",
                        m -> m.bytes().putInt(m.field(field(m), TYPE), 1 << 20),
                        "type has the offset 1048576"));
    }

    @Test
    void aStringDoesNotEndWithTheBytes() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int key = builder.createString("key");
        int pair = KeyValue.createKeyValue(builder, key, 0);
        builder.finish(messageWithMetadata(builder, pair));
        Encoded message = Encoded.of(builder);
        assertThat(message.metadata()).endsWith('k', 'e', 'y', 0);
        byte[] cut = Arrays.copyOf(message.metadata(), message.metadata().length - 1);
        assertMalformed(new Encoded(cut), "key is a string without a zero byte after it");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3})
    void fewerBytesThanAnOffsetAreNoMessage(int size) {
        assertMalformed(new Encoded(new byte[size]), "a Message needs more than " + size);
    }

    @Test
    void theStructsOfARecordBatchFitTheBytes() {
        for (int slot :
                new int[] {
                    ArrowShapes.RECORD_BATCH_NODES,
                    ArrowShapes.RECORD_BATCH_BUFFERS,
                    ArrowShapes.RECORD_BATCH_VARIADIC_COUNTS
                }) {
            RecordBatchLayout layout = MessageEncoderTest.layout(2, BodyCompression.NONE);
            Encoded message = Encoded.recordBatch(layout, KeyValueMetadata.EMPTY);
            int vector = message.target(header(message), slot);
            message.bytes().putInt(vector, 0x10000001);
            assertMalformed(message, "has 268435457 elements of");
        }
    }

    @Test
    void slotsOfALaterSpecificationAreNotLookedAt() throws Exception {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        builder.startTable(9);
        builder.addShort(0, org.apache.arrow.flatbuf.MetadataVersion.V5, 0);
        builder.addByte(1, MessageHeader.RecordBatch, 0);
        builder.addLong(3, 16, 0);
        builder.addInt(8, -1, 0);
        int message = builder.endTable();
        builder.finish(message);
        Encoded encoded = Encoded.of(builder);
        assertMalformed(encoded, "the message has no header");
        Encoded schema = Encoded.schema(SCHEMA);
        assertThat(schema.decodeSchema()).isEqualTo(SCHEMA);
    }

    @Test
    void everyPrefixOfAMessageIsMalformed() throws Exception {
        byte[] whole = Encoded.schema(SCHEMA).metadata();
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        for (int size = 0; size < end; size++) {
            byte[] prefix = Arrays.copyOf(whole, size);
            assertThatThrownBy(() -> new Encoded(prefix).decode())
                    .as("%d bytes", size)
                    .isInstanceOf(MalformedDataException.class);
        }
    }

    @Test
    void tablesNestToALimit() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int field = structField(builder);
        for (int i = 0; i < 200; i++) {
            field = structField(builder, field);
        }
        builder.finish(schemaMessage(builder, field));
        assertThatThrownBy(() -> Encoded.of(builder).decode())
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("metadata nests deeper than 128 tables");
    }

    @Test
    void sharedChildrenDoNotMultiply() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int field = structField(builder);
        for (int i = 0; i < 60; i++) {
            field = structField(builder, field, field);
        }
        builder.finish(schemaMessage(builder, field));
        Encoded message = Encoded.of(builder);
        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> assertMalformed(message, "holds more tables than it has room for"));
    }

    @Test
    void sharedPairsDoNotMultiply() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int text = builder.createString("x");
        int[] pairs = new int[100_000];
        Arrays.fill(pairs, KeyValue.createKeyValue(builder, text, text));
        builder.finish(messageWithMetadata(builder, pairs));
        assertMalformed(Encoded.of(builder), "holds more tables than it has room for");
    }

    @Test
    void sharedTextDoesNotMultiply() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int text = builder.createString("x".repeat(1 << 20));
        int[] pairs = new int[1000];
        Arrays.fill(pairs, KeyValue.createKeyValue(builder, text, text));
        builder.finish(messageWithMetadata(builder, pairs));
        assertMalformed(Encoded.of(builder), "holds more text than it has room for");
    }

    @Test
    void oneTypeTableMayServeAllFields() throws Exception {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        Struct_.startStruct_(builder);
        int type = Struct_.endStruct_(builder);
        int[] fields = new int[100];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = field(builder, type, 0);
        }
        builder.finish(schemaMessage(builder, fields));
        assertThat(Encoded.of(builder).decodeSchema().fields())
                .hasSize(100)
                .containsOnly(Field.notNull("", new ArrowType.Struct()));
    }

    private static DynamicTest fault(String rule, Consumer<Encoded> breaking, String message) {
        return DynamicTest.dynamicTest(
                rule,
                () -> {
                    Encoded encoded = Encoded.schema(SCHEMA);
                    assertThat(encoded.decodeSchema()).isEqualTo(SCHEMA);
                    breaking.accept(encoded);
                    assertMalformed(encoded, message);
                });
    }

    private static void assertMalformed(Encoded encoded, String message) {
        assertThatThrownBy(encoded::decode)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(message);
    }

    private static int header(Encoded message) {
        return message.target(message.root(), HEADER);
    }

    private static int field(Encoded message) {
        return message.element(header(message), FIELDS, 0);
    }

    private static void shiftTarget(Encoded message, int offset, int by) {
        ByteBuffer bytes = message.bytes();
        bytes.putInt(offset, bytes.getInt(offset) + by);
    }

    private static int structField(FlatBufferBuilder builder, int... children) {
        Struct_.startStruct_(builder);
        int type = Struct_.endStruct_(builder);
        int vector = org.apache.arrow.flatbuf.Field.createChildrenVector(builder, children);
        return field(builder, type, vector);
    }

    private static int field(FlatBufferBuilder builder, int type, int children) {
        return org.apache.arrow.flatbuf.Field.createField(
                builder, 0, false, Type.Struct_, type, 0, children, 0);
    }

    private static int schemaMessage(FlatBufferBuilder builder, int... fields) {
        int vector = org.apache.arrow.flatbuf.Schema.createFieldsVector(builder, fields);
        int schema = org.apache.arrow.flatbuf.Schema.createSchema(builder, (short) 0, vector, 0, 0);
        return org.apache.arrow.flatbuf.Message.createMessage(
                builder,
                org.apache.arrow.flatbuf.MetadataVersion.V5,
                MessageHeader.Schema,
                schema,
                0,
                0);
    }

    private static int messageWithMetadata(FlatBufferBuilder builder, int... pairs) {
        int metadata = org.apache.arrow.flatbuf.Message.createCustomMetadataVector(builder, pairs);
        int schema = org.apache.arrow.flatbuf.Schema.createSchema(builder, (short) 0, 0, 0, 0);
        return org.apache.arrow.flatbuf.Message.createMessage(
                builder,
                org.apache.arrow.flatbuf.MetadataVersion.V5,
                MessageHeader.Schema,
                schema,
                0,
                metadata);
    }
}
