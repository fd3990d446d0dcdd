/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import org.junit.jupiter.api.Test;

import java.util.HexFormat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ZstdCodecTest extends BufferCodecContract {

    @Override
    CompressionType type() {
        return CompressionType.ZSTD;
    }

    @Override
    int[] levels() {
        return new int[] {-5, 1, 3, 19};
    }

    @Test
    void aFrameOfNoBytesDecodes() throws Exception {
        byte[] frame = HexFormat.of().parseHex("28b52ffd2000010000");

        assertThat(decompress(frame, 0, Memory.HEAP, Memory.DIRECT)).isEmpty();
    }

    @Test
    void aFrameMayKeepSilentAboutItsSize() throws Exception {
        byte[] content = Entropy.NUMBERS.bytes(300_000, 1);
        byte[] frame;
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            frame = context.setContentSize(false).compress(content);
        }
        assertThat(Zstd.getFrameContentSize(frame)).isNegative();

        assertThat(decompress(frame, content.length, Memory.DIRECT, Memory.DIRECT))
                .isEqualTo(content);
        assertMalformed(frame, content.length - 1, Memory.DIRECT, Memory.DIRECT);
        assertMalformed(frame, content.length + 1, Memory.DIRECT, Memory.DIRECT);
    }

    @Test
    void aWrongContentChecksumIsMalformed() throws Exception {
        byte[] content = Entropy.NUMBERS.bytes(1000, 2);
        byte[] frame;
        try (ZstdCompressCtx context = new ZstdCompressCtx()) {
            frame = context.setChecksum(true).compress(content);
        }
        assertThat(decompress(frame, 1000, Memory.HEAP, Memory.HEAP)).isEqualTo(content);

        frame[frame.length - 1] ^= 1;

        assertMalformed(frame, 1000, Memory.HEAP, Memory.HEAP);
    }

    @Test
    void aFrameThatNeedsADictionaryIsUnsupported() {
        byte[] frame = HexFormat.of().parseHex("28b52ffd2109000100" + "00");

        assertThatThrownBy(() -> decompress(frame, 0, Memory.HEAP, Memory.HEAP))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("dictionary");
    }

    /** A window of 2 GiB, of which decoding into a target of three bytes needs nothing. */
    @Test
    void theLargestWindowDecodes() throws Exception {
        byte[] frame = HexFormat.of().parseHex("28b52ffd00a8190000616263");

        assertThat(decompress(frame, 3, Memory.DIRECT, Memory.DIRECT))
                .containsExactly('a', 'b', 'c');
    }

    @Test
    void aWindowThatTheLibraryDoesNotKnowIsUnsupported() {
        byte[] frame = HexFormat.of().parseHex("28b52ffd00b0190000616263");

        assertThatThrownBy(() -> decompress(frame, 3, Memory.DIRECT, Memory.DIRECT))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessageContaining("window");
    }
}
