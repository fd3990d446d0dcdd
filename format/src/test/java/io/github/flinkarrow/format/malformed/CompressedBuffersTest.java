/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.internal.codec.BufferCodec;
import io.github.flinkarrow.format.internal.codec.CompressionType;
import io.github.flinkarrow.format.internal.codec.Lz4FrameBuilder;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Compressed buffers say how long they are, and are; their frames are whole. */
class CompressedBuffersTest extends MalformedInput {

    private static final byte[] TWO_INTS = {4, 0, 0, 0, 5, 0, 0, 0};

    /** Two integers, or as many as are said to be there. */
    private static Consumer<Batch> ints(BodyCompression codec, long length, byte[] frame) {
        return b -> b.compression(codec).rows(2).node(2, 0).noBuffer().compressed(length, frame);
    }

    private static byte[] frame(BodyCompression compression, byte[] content) {
        BufferCodec codec = CompressionType.valueOf(compression.name()).newCodec();
        ByteBuffer frame =
                ByteBuffer.allocate((int) codec.maxCompressedLength(content.length))
                        .order(ByteOrder.LITTLE_ENDIAN);
        codec.compress(ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN), frame);
        return Arrays.copyOf(frame.array(), frame.position());
    }

    private void lz4Fails(byte[] frame, String message) {
        fails(INTS, ints(BodyCompression.LZ4_FRAME, 8, frame), message);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void frameThatIsRightIsRead(BodyCompression codec) throws IOException {
        assertThat(read(INTS, ints(codec, 8, frame(codec, TWO_INTS)))).containsExactly(4L, 5L);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void lengthOfMinusOneMeansStored(BodyCompression codec) throws IOException {
        assertThat(read(INTS, ints(codec, -1, TWO_INTS))).containsExactly(4L, 5L);
        fails(
                INTS,
                ints(codec, -1, new byte[0]),
                "field 'i': values buffer needs 8 bytes but has 0");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void lengthIsNotBelowMinusOne(BodyCompression codec) {
        for (long length : new long[] {-2, Integer.MIN_VALUE, Long.MIN_VALUE}) {
            fails(
                    INTS,
                    ints(codec, length, frame(codec, TWO_INTS)),
                    "field 'i': compressed values buffer gives its uncompressed length as "
                            + length);
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void lengthIsThere(BodyCompression codec) {
        fails(
                INTS,
                b -> b.compression(codec).rows(1).node(1, 0).noBuffer().bytes(1, 2, 3),
                "field 'i': compressed values buffer has 3 bytes, less than its length takes");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void lengthIsNotAboveThatOfTheFrame(BodyCompression codec) {
        for (long length : new long[] {9, 1000, 1 << 20}) {
            fails(
                    INTS,
                    ints(codec, length, frame(codec, TWO_INTS)),
                    "field 'i': compressed values buffer: ");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void lengthIsNotBelowThatOfTheFrame(BodyCompression codec) {
        fails(
                INTS,
                ints(codec, 8, frame(codec, new byte[9])),
                "field 'i': compressed values buffer: ");
        fails(
                INTS,
                ints(codec, 0, frame(codec, TWO_INTS)),
                "field 'i': compressed values buffer: ");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void lengthIsThatOfTheValuesOrMore(BodyCompression codec) throws IOException {
        fails(
                INTS,
                ints(codec, 7, frame(codec, new byte[7])),
                "field 'i': values buffer needs 8 bytes but has 7");
        byte[] more = Arrays.copyOf(TWO_INTS, 64);
        assertThat(read(INTS, ints(codec, 64, frame(codec, more)))).containsExactly(4L, 5L);
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void moreThanTwoGibibytesAreUnsupported(BodyCompression codec) {
        unsupported(
                INTS,
                ints(codec, 1L << 31, frame(codec, TWO_INTS)),
                "field 'i': compressed values buffer of 2147483648 bytes, more than 2 GiB");
        unsupported(
                INTS,
                ints(codec, Long.MAX_VALUE, frame(codec, TWO_INTS)),
                "field 'i': compressed values buffer of 9223372036854775807 bytes");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void frameIsOfItsCodec(BodyCompression codec) {
        BodyCompression other =
                codec == BodyCompression.ZSTD ? BodyCompression.LZ4_FRAME : BodyCompression.ZSTD;
        fails(
                INTS,
                ints(codec, 8, frame(other, TWO_INTS)),
                "field 'i': compressed values buffer: ");
    }

    @ParameterizedTest
    @EnumSource(mode = Mode.EXCLUDE, names = "NONE")
    void frameIsWhole(BodyCompression codec) {
        byte[] whole = frame(codec, TWO_INTS);
        for (int length = 1; length < whole.length; length++) {
            fails(
                    INTS,
                    ints(codec, 8, Arrays.copyOf(whole, length)),
                    "field 'i': compressed values buffer: ");
        }
    }

    @Test
    void checksumOfAnLz4BlockIsRight() {
        byte[] block = literals(TWO_INTS);
        lz4Fails(
                new Lz4FrameBuilder(Lz4FrameBuilder.INDEPENDENT | Lz4FrameBuilder.BLOCK_CHECKSUMS)
                        .block(block, 12345)
                        .end(),
                "field 'i': compressed values buffer: the checksum of an LZ4 block, at byte 20,"
                        + " is 0x00003039 but should be ");
    }

    @Test
    void checksumOfAnLz4FrameIsRight() {
        byte[] block = literals(TWO_INTS);
        lz4Fails(
                new Lz4FrameBuilder(Lz4FrameBuilder.INDEPENDENT | Lz4FrameBuilder.CONTENT_CHECKSUM)
                        .block(block)
                        .end(new byte[] {1, 2, 3}),
                "field 'i': compressed values buffer: the checksum of the content of an LZ4 frame, at byte 24");
    }

    @Test
    void matchOfAnLz4BlockIsNotBeforeTheStart() {
        // One literal, and seven bytes from two bytes back; no literals behind them.
        byte[] block = {0x13, 'a', 2, 0, 0};
        lz4Fails(
                new Lz4FrameBuilder(Lz4FrameBuilder.INDEPENDENT).block(block).end(),
                "field 'i': compressed values buffer: LZ4 block at byte 11, sequence before byte"
                        + " 15: a match reaches 2 bytes back but only 1 are there");
    }

    @Test
    void lastBlockOfAnLz4FrameIsWhole() {
        byte[] whole =
                new Lz4FrameBuilder(Lz4FrameBuilder.INDEPENDENT)
                        .block(literals(TWO_INTS))
                        .withoutEndMark();
        lz4Fails(
                Arrays.copyOf(whole, whole.length - 3),
                "field 'i': compressed values buffer: an LZ4 block at byte 11 needs 9 bytes but has 6");
    }

    /** A block of up to 14 bytes, none of which repeats another. */
    private static byte[] literals(byte[] content) {
        byte[] block = new byte[1 + content.length];
        block[0] = (byte) (content.length << 4);
        System.arraycopy(content, 0, block, 1, content.length);
        return block;
    }
}
