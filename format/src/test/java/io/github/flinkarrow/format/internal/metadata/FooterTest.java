/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FooterTest {

    private static final int VERSION = 0;
    private static final int SCHEMA = 1;

    @Test
    void blocksReadBackInTheirOrder() throws Exception {
        FooterEncoder encoder = new FooterEncoder();
        int count = 100_000;
        for (int i = 0; i < count; i++) {
            encoder.addRecordBatch(i * 1_000_000L, i, -i);
        }
        encoder.addDictionary(8, Integer.MAX_VALUE, Long.MAX_VALUE);
        assertThat(encoder.recordBatchCount()).isEqualTo(count);
        FileFooter footer = encoded(encoder).decodeFooter();
        assertThat(footer.recordBatchCount()).isEqualTo(count);
        for (int i = 0; i < count; i += 999) {
            assertThat(footer.recordBatchOffset(i)).isEqualTo(i * 1_000_000L);
            assertThat(footer.recordBatchMetadataLength(i)).isEqualTo(i);
            assertThat(footer.recordBatchBodyLength(i)).isEqualTo(-i);
        }
        assertThat(footer.dictionaryCount()).isEqualTo(1);
        assertThat(footer.dictionaryOffset(0)).isEqualTo(8);
        assertThat(footer.dictionaryMetadataLength(0)).isEqualTo(Integer.MAX_VALUE);
        assertThat(footer.dictionaryBodyLength(0)).isEqualTo(Long.MAX_VALUE);
        assertThatThrownBy(() -> footer.dictionaryOffset(1))
                .isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void aFooterWithoutVersionIsRead() throws Exception {
        Encoded footer = encoded(new FooterEncoder());
        footer.remove(footer.root(), VERSION);
        assertThat(footer.decodeFooter().schema()).isEqualTo(Schema.of());
    }

    @Test
    void aFooterOfALaterVersionIsUnsupported() {
        Encoded footer = encoded(new FooterEncoder());
        footer.bytes().putShort(footer.field(footer.root(), VERSION), (short) 5);
        assertThatThrownBy(footer::decodeFooter)
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("metadata version V6 is not supported (known: V4, V5)");
    }

    @Test
    void aFooterHasASchema() {
        Encoded footer = encoded(new FooterEncoder());
        footer.remove(footer.root(), SCHEMA);
        assertThatThrownBy(footer::decodeFooter)
                .isInstanceOf(MalformedDataException.class)
                .hasMessage("the footer has no schema");
    }

    @Test
    void absentBlocksAreNone() throws Exception {
        Encoded footer = encoded(new FooterEncoder());
        footer.remove(footer.root(), ArrowShapes.FOOTER_DICTIONARIES);
        footer.remove(footer.root(), ArrowShapes.FOOTER_RECORD_BATCHES);
        assertThat(footer.decodeFooter().dictionaryCount()).isZero();
        assertThat(footer.decodeFooter().recordBatchCount()).isZero();
    }

    @Test
    void blocksFitTheFooter() {
        FooterEncoder encoder = new FooterEncoder();
        encoder.addRecordBatch(8, 64, 64);
        Encoded footer = encoded(encoder);
        int blocks = footer.target(footer.root(), ArrowShapes.FOOTER_RECORD_BATCHES);
        footer.bytes().putInt(blocks, 1 << 28);
        assertThatThrownBy(footer::decodeFooter)
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("recordBatches has 268435456 elements of 24 bytes but");
    }

    private static Encoded encoded(FooterEncoder encoder) {
        return Encoded.footer(encoder.encode(Schema.of(), KeyValueMetadata.EMPTY));
    }
}
