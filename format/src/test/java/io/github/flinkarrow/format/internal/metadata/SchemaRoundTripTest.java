/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;
import org.apache.arrow.flatbuf.Type;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class SchemaRoundTripTest {

    private static final ArrowType INT32 = new ArrowType.Int(32, true);

    @Test
    void everyTypeReadsBackEqual() throws Exception {
        Schema schema = RandomSchemas.everyType();
        Message message = Encoded.schema(schema).decode();
        assertThat(message.header()).isEqualTo(new SchemaHeader(schema, ByteOrder.LITTLE_ENDIAN));
        assertThat(message.version()).isEqualTo(MetadataVersion.V5);
        assertThat(message.bodyLength()).isZero();
        assertThat(message.metadata()).isEqualTo(KeyValueMetadata.EMPTY);
    }

    @Test
    void nestedSchemasReadBackEqual() throws Exception {
        for (int seed = 0; seed < 500; seed++) {
            Schema schema = new RandomSchemas(seed, true).schema();
            assertThat(Encoded.schema(schema).decodeSchema()).as("seed %d", seed).isEqualTo(schema);
        }
    }

    @Test
    void aFooterHoldsTheSameSchema() throws Exception {
        for (int seed = 0; seed < 100; seed++) {
            RandomSchemas random = new RandomSchemas(seed, true);
            Schema schema = random.schema();
            KeyValueMetadata metadata = random.metadata();
            Encoded footer = Encoded.footer(new FooterEncoder().encode(schema, metadata));
            assertThat(footer.decodeFooter().schema()).as("seed %d", seed).isEqualTo(schema);
            assertThat(footer.decodeFooter().metadata()).as("seed %d", seed).isEqualTo(metadata);
        }
    }

    @Test
    void aKeyOfTheMetadataMayComeTwiceAndKeepsItsPlace() throws Exception {
        KeyValueMetadata metadata =
                new KeyValueMetadata(
                        List.of(
                                new KeyValue("a", "1"),
                                new KeyValue("b", ""),
                                new KeyValue("a", "2")));
        Schema schema = new Schema(List.of(), metadata);
        assertThat(Encoded.schema(schema).decodeSchema().metadata()).isEqualTo(metadata);
    }

    @Test
    void sixtyFourFieldsMayNest() throws Exception {
        Schema schema = Schema.of(nested(64));
        assertThat(Encoded.schema(schema).decodeSchema()).isEqualTo(schema);
    }

    @Test
    void moreFieldsThanTheLimitAreNotReadAndNotWritten() {
        Encoded encoded = Encoded.schema(Schema.of(nested(64)));
        assertThatThrownBy(
                        () ->
                                MessageDecoder.decode(
                                        ByteBuffer.wrap(encoded.metadata()),
                                        new MetadataLimits(63)))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("fields nest deeper than the limit of 63 (limit.nesting)");
        assertThatThrownBy(() -> MessageEncoder.schema(Schema.of(nested(65)), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("fields nest deeper than 64");
    }

    @Test
    void sixtyFiveFieldsThatNestAreNotRead() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int struct = SchemaTables.empty(builder);
        int field = SchemaTables.field(builder, Type.Struct_, struct, 0, 0);
        for (int level = 1; level < 65; level++) {
            int children =
                    org.apache.arrow.flatbuf.Field.createChildrenVector(builder, new int[] {field});
            field = SchemaTables.field(builder, Type.Struct_, struct, 0, children);
        }
        int outermost = field;
        assertThatThrownBy(() -> SchemaTables.decode(builder, outermost))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("fields nest deeper than the limit of 64 (limit.nesting)");
    }

    @Test
    void whatWouldNotBeReadIsNotWritten() {
        Schema schema = Schema.of(Field.nullable("a", new ArrowType.List()));
        assertThatThrownBy(() -> MessageEncoder.schema(schema, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("field 'a': the number of children of List is 1, not 0");
    }

    @Test
    void anUnpairedSurrogateIsNotWritten() {
        Schema schema = Schema.of(Field.nullable("\uD800", INT32));
        assertThatThrownBy(() -> MessageEncoder.schema(schema, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Field nested(int levels) {
        Field field = Field.nullable("leaf", INT32);
        for (int level = 1; level < levels; level++) {
            field = Field.nullable("f" + level, new ArrowType.Struct(), field);
        }
        return field;
    }
}
