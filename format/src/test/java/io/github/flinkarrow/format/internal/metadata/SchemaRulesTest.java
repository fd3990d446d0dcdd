/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Type;
import org.junit.jupiter.api.Test;

import java.nio.ByteOrder;

import static io.github.flinkarrow.format.internal.metadata.SchemaTables.decode;
import static io.github.flinkarrow.format.internal.metadata.SchemaTables.decodeSchema;
import static io.github.flinkarrow.format.internal.metadata.SchemaTables.empty;
import static io.github.flinkarrow.format.internal.metadata.SchemaTables.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a schema may hold, and what its absent parts mean. */
class SchemaRulesTest {

    @Test
    void absentIndexTypesAreInt32() throws Exception {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int encoding =
                org.apache.arrow.flatbuf.DictionaryEncoding.createDictionaryEncoding(
                        builder, 5, 0, false, (short) 0);
        int field = field(builder, Type.Utf8, empty(builder), encoding, 0);
        assertThat(decode(builder, field).dictionary())
                .isEqualTo(new DictionaryEncoding(5, new ArrowType.Int(32, true), false));
    }

    @Test
    void anIndexTypeHas8To64Bits() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int index = Int.createInt(builder, 128, true);
        int encoding =
                org.apache.arrow.flatbuf.DictionaryEncoding.createDictionaryEncoding(
                        builder, 5, index, false, (short) 0);
        int field = field(builder, Type.Utf8, empty(builder), encoding, 0);
        assertThatThrownBy(() -> decode(builder, field))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("field '': the bit width of an Int is 8, 16, 32 or 64, not 128");
    }

    @Test
    void otherKindsOfDictionariesAreUnsupported() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int encoding =
                org.apache.arrow.flatbuf.DictionaryEncoding.createDictionaryEncoding(
                        builder, 5, 0, false, (short) 1);
        int field = field(builder, Type.Utf8, empty(builder), encoding, 0);
        assertThatThrownBy(() -> decode(builder, field))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("field '': dictionary kind 1 is not supported");
    }

    @Test
    void theMessageNamesTheFieldByItsPath() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int type = Decimal.createDecimal(builder, 77, 0, 128);
        int field = field(builder, "b\u0007", Type.Decimal, type, 0, 0);
        int children =
                org.apache.arrow.flatbuf.Field.createChildrenVector(builder, new int[] {field});
        int parent = field(builder, "a", Type.Struct_, empty(builder), 0, children);
        assertThatThrownBy(() -> decode(builder, parent))
                .isInstanceOf(MalformedDataException.class)
                .hasMessage(
                        "field 'a.b\\u0007': the precision of a Decimal128 is from 1 to 38,"
                                + " not 77");
    }

    @Test
    void namesAreUtf8() {
        Encoded message = Encoded.schema(Schema.of(Field.nullable("name", new ArrowType.Bool())));
        int schema = message.target(message.root(), ArrowShapes.MESSAGE_HEADER);
        int field = message.element(schema, 1, 0);
        message.bytes().put(message.target(field, 0) + 4, (byte) 0xFF);
        assertThatThrownBy(message::decode)
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("the name of a child of the schema is not UTF-8: '\uFFFDame'");
    }

    @Test
    void theReplacementCharacterItselfIsAName() throws Exception {
        Schema schema = Schema.of(Field.nullable("\uFFFD", new ArrowType.Bool()));
        assertThat(Encoded.schema(schema).decodeSchema()).isEqualTo(schema);
    }

    @Test
    void featuresThatAreKnownAreRead() throws Exception {
        assertThat(decodeFeatures(0, 1, 2).schema()).isEqualTo(Schema.of());
    }

    @Test
    void otherFeaturesAreUnsupported() {
        assertThatThrownBy(() -> decodeFeatures(1, 4))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage(
                        "schema feature 4 is not supported (known: 1, DICTIONARY_REPLACEMENT; 2, COMPRESSED_BODY)");
    }

    @Test
    void bothByteOrdersAreKept() throws Exception {
        assertThat(decodeEndianness((short) 0)).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(decodeEndianness((short) 1)).isEqualTo(ByteOrder.BIG_ENDIAN);
        assertThatThrownBy(() -> decodeEndianness((short) 2))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("endianness 2 is not supported");
    }

    private static SchemaHeader decodeFeatures(long... features)
            throws MalformedDataException, UnsupportedFeatureException {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int vector = org.apache.arrow.flatbuf.Schema.createFeaturesVector(builder, features);
        return decodeSchema(builder, (short) 0, 0, vector);
    }

    private static ByteOrder decodeEndianness(short endianness)
            throws MalformedDataException, UnsupportedFeatureException {
        return decodeSchema(new FlatBufferBuilder(), endianness, 0, 0).byteOrder();
    }
}
