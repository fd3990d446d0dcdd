/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;

import static io.github.flinkarrow.format.internal.codec.Lz4FrameBuilder.BLOCK_CHECKSUMS;
import static io.github.flinkarrow.format.internal.codec.Lz4FrameBuilder.CONTENT_CHECKSUM;
import static io.github.flinkarrow.format.internal.codec.Lz4FrameBuilder.CONTENT_SIZE;
import static io.github.flinkarrow.format.internal.codec.Lz4FrameBuilder.DICTIONARY;
import static io.github.flinkarrow.format.internal.codec.Lz4FrameBuilder.INDEPENDENT;
import static io.github.flinkarrow.format.internal.codec.Lz4FrameBuilder.LINKED;
import static io.github.flinkarrow.format.internal.codec.Lz4FrameBuilder.RESERVED;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The rules of the LZ4 frame format, one hand-made frame each. */
class Lz4FrameRulesTest {

    private static final byte[] ABC = "abc".getBytes(US_ASCII);

    @Test
    void aStoredBlockIsTheContent() throws Exception {
        assertThat(decode(new Lz4FrameBuilder(INDEPENDENT).stored(ABC).end(), 3)).isEqualTo(ABC);
    }

    @Test
    void theFrameThatArrowWritesForNoBytesDecodes() throws Exception {
        assertThat(decode(HexFormat.of().parseHex("04224d1860408200000000"), 0)).isEmpty();
    }

    @Test
    void aBlockOfNoBytesIsNotTheEndMark() throws Exception {
        byte[] frame =
                new Lz4FrameBuilder(INDEPENDENT | BLOCK_CHECKSUMS)
                        .stored(new byte[0])
                        .stored(ABC)
                        .stored(new byte[0])
                        .end();

        assertThat(decode(frame, 3)).isEqualTo(ABC);
    }

    @Test
    void noBytesAreNotAFrame() {
        assertMalformed(new byte[0], 0, "magic number at byte 0 needs 4 bytes but has 0");
    }

    @Test
    void anotherMagicNumberIsNotAFrame() {
        byte[] legacy = {0x02, 0x21, 0x4C, 0x18, 0, 0, 0, 0};

        assertMalformed(legacy, 0, "expected an LZ4 frame at byte 0 but found 0x184C2102");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x80, 0xC0})
    void onlyVersion1IsKnown(int version) {
        byte[] frame = new Lz4FrameBuilder(version | 0x20).stored(ABC).end();

        assertMalformed(frame, 3, "expected version 1 but found " + (version >>> 6));
    }

    @Test
    void aReservedFlagIsMalformed() {
        assertMalformed(
                new Lz4FrameBuilder(INDEPENDENT | RESERVED).stored(ABC).end(), 3, "reserved");
    }

    @ParameterizedTest
    @ValueSource(ints = {0xC0, 0x48, 0x44, 0x42, 0x41})
    void aReservedBitOfTheBlockDescriptorIsMalformed(int blockDescriptor) {
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT, blockDescriptor, 0).stored(ABC).end();

        assertMalformed(frame, 3, "reserved");
    }

    @ParameterizedTest
    @ValueSource(ints = {0x00, 0x10, 0x20, 0x30})
    void blockSizeCodesBelow4AreMalformed(int blockDescriptor) {
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT, blockDescriptor, 0).stored(ABC).end();

        assertMalformed(frame, 3, "block size code");
    }

    @Test
    void aWrongDescriptorChecksumIsMalformed() {
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT).stored(ABC).end();
        frame[6] ^= 1;

        assertMalformed(frame, 3, "checksum is 131 but should be 130");
    }

    @Test
    void aFrameThatNeedsADictionaryIsUnsupported() {
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT | DICTIONARY).stored(ABC).end();

        assertThatThrownBy(() -> decode(frame, 3))
                .isInstanceOf(UnsupportedFeatureException.class)
                .hasMessage("LZ4 frame at byte 0 needs a dictionary");
    }

    @Test
    void aWrongBlockChecksumIsMalformed() {
        byte[] frame =
                new Lz4FrameBuilder(INDEPENDENT | BLOCK_CHECKSUMS)
                        .block(bytes("30 616263"), 42)
                        .end();

        assertMalformed(frame, 3, "the checksum of an LZ4 block, at byte 15, is 0x0000002A");
    }

    @Test
    void blockAndContentChecksumsAreRead() throws Exception {
        byte[] frame =
                new Lz4FrameBuilder(
                                LINKED | BLOCK_CHECKSUMS | CONTENT_CHECKSUM | CONTENT_SIZE, 0x40, 6)
                        .block(bytes("30 616263"))
                        .stored(ABC)
                        .end("abcabc".getBytes(US_ASCII));

        assertThat(decode(frame, 6)).isEqualTo("abcabc".getBytes(US_ASCII));
    }

    @Test
    void aWrongContentChecksumIsMalformed() {
        byte[] frame =
                new Lz4FrameBuilder(INDEPENDENT | CONTENT_CHECKSUM)
                        .stored(ABC)
                        .word(0)
                        .word(7)
                        .withoutEndMark();

        assertMalformed(frame, 3, "the checksum of the content of an LZ4 frame");
    }

    @Test
    void aMissingContentChecksumIsMalformed() {
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT | CONTENT_CHECKSUM).stored(ABC).end();

        assertMalformed(frame, 3, "needs 4 bytes but has 0");
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 2, 4, 1L << 32 | 3, -1})
    void aContentSizeThatIsNotTheContentsIsMalformed(long size) {
        byte[] frame =
                new Lz4FrameBuilder(INDEPENDENT | CONTENT_SIZE, 0x40, size).stored(ABC).end();

        assertMalformed(frame, 3, "LZ4 frame says that it holds " + Long.toUnsignedString(size));
    }

    @Test
    void aMissingEndMarkIsMalformed() {
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT).stored(ABC).withoutEndMark();

        assertMalformed(frame, 3, "block's length or the end mark at byte 14 needs 4 bytes");
    }

    @Test
    void aBlockThatIsCutIsMalformed() {
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT).word(100).word(0).withoutEndMark();

        assertMalformed(frame, 100, "an LZ4 block at byte 11 needs 100 bytes but has 4");
    }

    @Test
    void aBlockAboveTheFramesMaximumIsMalformed() {
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT).stored(new byte[65_537]).end();

        assertMalformed(frame, 65_537, "has 65537 bytes but its frame allows 65536");
    }

    @Test
    void aBlockThatDecodesToMoreThanTheFramesMaximumIsMalformed() {
        byte[] content = new byte[65_537];
        byte[] block = new LinkedBlockEncoder(content).block(0, content.length);
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT).block(block).end();

        assertMalformed(frame, content.length, "decodes to more bytes than it may");
    }

    @Test
    void aLargerMaximumIsHonoured() throws Exception {
        byte[] content = new byte[4 << 20];
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT, 0x70, 0).stored(content).end();

        assertThat(decode(frame, content.length)).isEqualTo(content);
    }

    @Test
    void bytesAfterTheLastFrameAreMalformed() {
        byte[] frame = new Lz4FrameBuilder(INDEPENDENT).stored(ABC).end();

        assertMalformed(
                Arrays.copyOf(frame, frame.length + 1), 3, "magic number at byte 18 needs 4 bytes");
        assertMalformed(
                Arrays.copyOf(frame, frame.length + 4), 3, "expected an LZ4 frame at byte 18");
    }

    @Test
    void anIndependentBlockDoesNotSeeTheBlockBefore() {
        Lz4FrameBuilder frame = new Lz4FrameBuilder(INDEPENDENT);

        assertMalformed(
                frame.stored(ABC).block(bytes("00 0300 30 616263")).end(),
                10,
                "a match reaches 3 bytes back but only 0 are there");
    }

    @Test
    void aLinkedBlockSeesTheBlocksBefore() throws Exception {
        Lz4FrameBuilder frame = new Lz4FrameBuilder(LINKED);

        assertThat(decode(frame.stored(ABC).block(bytes("00 0300 30 616263")).end(), 10))
                .isEqualTo("abcabcaabc".getBytes(US_ASCII));
    }

    @Test
    void aLinkedBlockDoesNotSeeTheFrameBefore() {
        byte[] first = new Lz4FrameBuilder(LINKED).stored(ABC).end();
        byte[] second = new Lz4FrameBuilder(LINKED).block(bytes("00 0300 30 616263")).end();

        assertMalformed(
                BufferCodecContract.concat(first, second),
                10,
                "a match reaches 3 bytes back but only 0 are there");
    }

    static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static byte[] decode(byte[] frame, int size)
            throws MalformedDataException, UnsupportedFeatureException {
        ByteBuffer target = Memory.DIRECT.guarded(size);
        try {
            CompressionType.LZ4_FRAME.newCodec().decompress(Memory.DIRECT.of(frame), target);
        } finally {
            assertThat(Memory.intact(target)).isTrue();
        }
        return Memory.content(target);
    }

    private static void assertMalformed(byte[] frame, int size, String reason) {
        assertThatThrownBy(() -> decode(frame, size))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining(reason);
    }
}
