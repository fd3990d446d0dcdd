/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class MessageEncoderTest {

    private static final KeyValueMetadata METADATA =
            new KeyValueMetadata(List.of(new KeyValue("k", "v"), new KeyValue("k", "w")));

    @ParameterizedTest
    @ValueSource(longs = {0, 8, 16, 56, 64, 72, 1000, (1L << 40) + 24})
    void theBodyStartsAtAMultipleOf64(long position) {
        for (int seed = 0; seed < 50; seed++) {
            Schema schema = new RandomSchemas(seed, true).schema();
            ByteBuffer message = MessageEncoder.schema(schema, position);
            assertThat(message.position()).isZero();
            assertThat((position + message.remaining()) % 64).as("seed %d", seed).isZero();
        }
    }

    @Test
    void theMetadataSizeCountsThePaddingAndThePaddingIsZero() {
        Schema schema = RandomSchemas.everyType();
        List<byte[]> messages = new ArrayList<>();
        for (long position = 0; position < 64; position += 8) {
            ByteBuffer message = MessageEncoder.schema(schema, position);
            assertThat(message.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
            assertThat(message.getInt(0)).isEqualTo(0xFFFFFFFF);
            assertThat(message.getInt(4)).isEqualTo(message.remaining() - 8);
            messages.add(Encoded.message(message).metadata());
        }
        messages.sort(Comparator.comparing(metadata -> metadata.length));
        byte[] shortest = messages.get(0);
        assertThat(messages).extracting(metadata -> metadata.length).doesNotHaveDuplicates();
        assertThat(messages)
                .allSatisfy(
                        metadata ->
                                assertThat(metadata)
                                        .isEqualTo(Arrays.copyOf(shortest, metadata.length)));
    }

    @Test
    void equalArgumentsGiveEqualBytes() {
        Schema schema = RandomSchemas.everyType();
        assertThat(MessageEncoder.schema(schema, 8)).isEqualTo(MessageEncoder.schema(schema, 8));
        assertThat(new FooterEncoder().encode(schema, METADATA))
                .isEqualTo(new FooterEncoder().encode(schema, METADATA));
    }

    @ParameterizedTest
    @ValueSource(longs = {-8, 4, 7})
    void aMessageStartsAtAMultipleOf8(long position) {
        assertThatThrownBy(() -> MessageEncoder.schema(Schema.of(), position))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not at " + position);
    }

    @Test
    void aRecordBatchReadsBackAsItsLayout() throws Exception {
        RecordBatchLayout layout = layout(40, BodyCompression.ZSTD);
        Message message = Encoded.recordBatch(layout, METADATA).decode();
        assertThat(message.metadata()).isEqualTo(METADATA);
        assertThat(message.bodyLength()).isEqualTo(1L << 50);
        assertLayout((RecordBatchHeader) message.header(), 40, BodyCompression.ZSTD);
    }

    @Test
    void aDictionaryBatchReadsBackAsItsLayout() throws Exception {
        RecordBatchLayout layout = layout(3, BodyCompression.LZ4_FRAME);
        for (boolean delta : new boolean[] {false, true}) {
            Message message =
                    Encoded.message(MessageEncoder.dictionaryBatch(-7, delta, layout, METADATA, 8))
                            .decode();
            assertThat(message.metadata()).isEqualTo(METADATA);
            DictionaryBatchHeader header = (DictionaryBatchHeader) message.header();
            assertThat(header.id()).isEqualTo(-7);
            assertThat(header.delta()).isEqualTo(delta);
            assertLayout(header.data(), 3, BodyCompression.LZ4_FRAME);
        }
    }

    @Test
    void aLayoutThatIsUsedAgainHoldsNothingOfBefore() throws Exception {
        RecordBatchLayout layout = layout(100, BodyCompression.LZ4_FRAME);
        layout.reset(5, BodyCompression.NONE);
        Message message = Encoded.recordBatch(layout, KeyValueMetadata.EMPTY).decode();
        RecordBatchHeader header = (RecordBatchHeader) message.header();
        assertThat(message.bodyLength()).isZero();
        assertThat(header.length()).isEqualTo(5);
        assertThat(header.nodeCount()).isZero();
        assertThat(header.bufferCount()).isZero();
        assertThat(header.variadicCountCount()).isZero();
        assertThat(header.compression()).isEqualTo(BodyCompression.NONE);
    }

    @Test
    void anIndexBeyondTheCountIsRefused() throws Exception {
        RecordBatchLayout layout = layout(2, BodyCompression.NONE);
        Message message = Encoded.recordBatch(layout, KeyValueMetadata.EMPTY).decode();
        RecordBatchHeader header = (RecordBatchHeader) message.header();
        assertThatThrownBy(() -> header.nodeLength(2))
                .isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> header.bufferOffset(-1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    static RecordBatchLayout layout(int nodes, BodyCompression compression) {
        RecordBatchLayout layout = new RecordBatchLayout();
        layout.reset(-1, compression);
        for (int i = 0; i < nodes; i++) {
            layout.addNode(i, Long.MAX_VALUE - i);
            layout.addBuffer(i * 64L, -i);
            layout.addBuffer(Long.MIN_VALUE + i, i);
            layout.addVariadicCount(i * 3L);
        }
        layout.bodyLength(1L << 50);
        return layout;
    }

    private static void assertLayout(
            RecordBatchHeader header, int nodes, BodyCompression compression) {
        assertThat(header.length()).isEqualTo(-1);
        assertThat(header.compression()).isEqualTo(compression);
        assertThat(header.nodeCount()).isEqualTo(nodes);
        assertThat(header.bufferCount()).isEqualTo(2 * nodes);
        assertThat(header.variadicCountCount()).isEqualTo(nodes);
        for (int i = 0; i < nodes; i++) {
            assertThat(header.nodeLength(i)).isEqualTo(i);
            assertThat(header.nodeNullCount(i)).isEqualTo(Long.MAX_VALUE - i);
            assertThat(header.bufferOffset(2 * i)).isEqualTo(i * 64L);
            assertThat(header.bufferLength(2 * i)).isEqualTo(-i);
            assertThat(header.bufferOffset(2 * i + 1)).isEqualTo(Long.MIN_VALUE + i);
            assertThat(header.bufferLength(2 * i + 1)).isEqualTo(i);
            assertThat(header.variadicCount(i)).isEqualTo(i * 3L);
        }
    }
}
