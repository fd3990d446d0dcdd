/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Oracle;
import org.apache.arrow.flatbuf.Footer;
import org.apache.arrow.vector.ipc.message.ArrowBlock;
import org.apache.arrow.vector.ipc.message.ArrowFooter;
import org.apache.arrow.vector.types.MetadataVersion;
import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Schemas and footers mean to arrow-java what they mean here, in both directions. */
@Oracle
class MetadataOracleTest {

    private static final int SCHEMAS = 300;

    @Test
    void everyTypeIsWrittenAsArrowJavaReadsIt() {
        assertWritten(RandomSchemas.everyType(), "every type");
    }

    @Test
    void everyTypeIsReadAsArrowJavaWritesIt() throws Exception {
        assertRead(RandomSchemas.everyType(), "every type");
    }

    @Test
    void schemasAreWrittenAsArrowJavaReadsThem() {
        for (int seed = 0; seed < SCHEMAS; seed++) {
            assertWritten(new RandomSchemas(seed, false).schema(), "seed " + seed);
        }
    }

    @Test
    void schemasAreReadAsArrowJavaWritesThem() throws Exception {
        for (int seed = 0; seed < SCHEMAS; seed++) {
            assertRead(new RandomSchemas(seed, false).schema(), "seed " + seed);
        }
    }

    @Test
    void footersAreWrittenAsArrowJavaReadsThem() {
        Schema schema = ArrowJavaSchemas.readable(RandomSchemas.everyType());
        FooterEncoder encoder = new FooterEncoder();
        encoder.addDictionary(8, 64, 128);
        encoder.addRecordBatch(200, 72, 1L << 40);
        encoder.addRecordBatch(1L << 41, 80, 0);
        KeyValueMetadata metadata = new KeyValueMetadata(List.of(new KeyValue("k", "v")));
        ArrowFooter footer =
                new ArrowFooter(Footer.getRootAsFooter(encoder.encode(schema, metadata)));
        assertThat(footer.getSchema()).isEqualTo(ArrowJavaSchemas.of(schema));
        assertThat(footer.getDictionaries()).containsExactly(new ArrowBlock(8, 64, 128));
        assertThat(footer.getRecordBatches())
                .containsExactly(
                        new ArrowBlock(200, 72, 1L << 40), new ArrowBlock(1L << 41, 80, 0));
        assertThat(footer.getMetaData()).isEqualTo(Map.of("k", "v"));
        assertThat(footer.getMetadataVersion()).isEqualTo(MetadataVersion.V5);
    }

    @Test
    void footersAreReadAsArrowJavaWritesThem() throws Exception {
        Schema schema = RandomSchemas.everyType();
        List<ArrowBlock> batches = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            batches.add(new ArrowBlock(i * 1000L, 64 + i, i * 64L));
        }
        FlatBufferBuilder builder = new FlatBufferBuilder();
        ArrowFooter original =
                new ArrowFooter(
                        ArrowJavaSchemas.of(schema),
                        List.of(new ArrowBlock(8, 64, 128)),
                        batches,
                        Map.of("k", "v"));
        builder.finish(original.writeTo(builder));
        FileFooter footer = Encoded.of(builder).decodeFooter();
        assertThat(ArrowJavaSchemas.of(footer.schema())).isEqualTo(original.getSchema());
        assertThat(footer.metadata().pairs()).containsExactly(new KeyValue("k", "v"));
        assertThat(footer.dictionaryCount()).isEqualTo(1);
        assertThat(footer.dictionaryBodyLength(0)).isEqualTo(128);
        List<ArrowBlock> read = new ArrayList<>();
        for (int i = 0; i < footer.recordBatchCount(); i++) {
            read.add(
                    new ArrowBlock(
                            footer.recordBatchOffset(i),
                            footer.recordBatchMetadataLength(i),
                            footer.recordBatchBodyLength(i)));
        }
        assertThat(read).isEqualTo(batches);
    }

    private static void assertWritten(Schema schema, String which) {
        Schema readable = ArrowJavaSchemas.readable(schema);
        ByteBuffer message = MessageEncoder.schema(readable, 0);
        assertThat(org.apache.arrow.vector.types.pojo.Schema.deserializeMessage(message))
                .as(which)
                .isEqualTo(ArrowJavaSchemas.of(readable));
    }

    private static void assertRead(Schema schema, String which) throws Exception {
        byte[] message = ArrowJavaSchemas.of(schema).serializeAsMessage();
        Schema read = Encoded.message(ByteBuffer.wrap(message)).decodeSchema();
        // Compared as arrow-java's, whose metadata has no order.
        assertThat(ArrowJavaSchemas.of(read)).as(which).isEqualTo(ArrowJavaSchemas.of(schema));
    }
}
