/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.internal.codec.BufferCodec;
import io.github.flinkarrow.format.internal.codec.CompressionType;
import io.github.flinkarrow.format.internal.metadata.FooterDecoder;
import io.github.flinkarrow.format.internal.metadata.MessageDecoder;
import io.github.flinkarrow.format.internal.metadata.MetadataLimits;
import io.github.flinkarrow.format.testing.GoldenContainers;
import io.github.flinkarrow.format.testing.HostileRead;
import io.github.flinkarrow.format.testing.HostileRead.Result;
import io.github.flinkarrow.format.testing.MemoryInput;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Targets of a fuzzer, which starts from the golden files. A build runs the golden files alone; the
 * environment variable {@code JAZZER_FUZZ=1} has one target search for inputs that fail.
 */
class FuzzTargetsTest {

    private static final int MOST_SEED_BYTES = 8 << 10;
    private static final int MOST_VALUES = 16;
    private static final int FRAME_AT = 3;
    private static final List<CompressionType> CODECS = List.of(CompressionType.values());

    static List<byte[]> files() throws IOException {
        return golden(".arrow_file");
    }

    static List<byte[]> streams() throws IOException {
        return golden(".stream");
    }

    private static List<byte[]> golden(String suffix) throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (String name : GoldenContainers.names()) {
            byte[] bytes = GoldenContainers.bytes(name);
            if (name.endsWith(suffix) && bytes.length <= MOST_SEED_BYTES) {
                seeds.add(bytes);
            }
        }
        return seeds;
    }

    /** The schemas of streams and the footers of files, which both are one flatbuffer. */
    static List<byte[]> metadata() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (byte[] stream : streams()) {
            ByteBuffer view = ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN);
            int start = view.getInt(0) == -1 ? 8 : 4;
            seeds.add(Arrays.copyOfRange(stream, start, start + view.getInt(start - 4)));
        }
        for (byte[] file : files()) {
            int end = file.length - 10;
            int length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getInt(end);
            seeds.add(Arrays.copyOfRange(file, end - length, end));
        }
        return seeds;
    }

    /** A codec's index, the length of a golden file as a short, and how the codec compresses it. */
    static List<byte[]> frames() throws IOException {
        List<byte[]> seeds = new ArrayList<>();
        for (int i = 0; i < CODECS.size(); i++) {
            BufferCodec codec = CODECS.get(i).newCodec();
            for (byte[] stream : streams()) {
                int most = Math.toIntExact(codec.maxCompressedLength(stream.length));
                ByteBuffer frame =
                        ByteBuffer.allocate(FRAME_AT + most).order(ByteOrder.LITTLE_ENDIAN);
                frame.put((byte) i).putShort((short) stream.length);
                codec.compress(ByteBuffer.wrap(stream).order(ByteOrder.LITTLE_ENDIAN), frame);
                seeds.add(Arrays.copyOf(frame.array(), frame.position()));
            }
        }
        return seeds;
    }

    @MethodSource("files")
    @FuzzTest
    void file(byte[] bytes) throws IOException {
        read(bytes);
    }

    @MethodSource("streams")
    @FuzzTest
    void stream(byte[] bytes) throws IOException {
        read(bytes);
    }

    private static void read(byte[] bytes) throws IOException {
        HostileRead read = HostileRead.instrumented(MOST_VALUES);
        MemoryInput buffered = new MemoryInput("fuzz", bytes, bytes.length, false);
        Result all = read.all(buffered);
        assertThat(read.all(new MemoryInput("fuzz", bytes, bytes.length, true))).isEqualTo(all);
        read.columns(buffered, all);
    }

    @MethodSource("metadata")
    @FuzzTest
    void metadata(byte[] bytes) {
        try {
            MessageDecoder.decode(ByteBuffer.wrap(bytes), MetadataLimits.DEFAULT);
        } catch (MalformedDataException | UnsupportedFeatureException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
        try {
            FooterDecoder.decode(bytes, MetadataLimits.DEFAULT);
        } catch (MalformedDataException | UnsupportedFeatureException e) {
            assertThat(e).hasMessageMatching("(?s).+");
        }
    }

    @MethodSource("frames")
    @FuzzTest
    void frame(byte[] bytes) {
        if (bytes.length < FRAME_AT) {
            return;
        }
        BufferCodec codec = CODECS.get((bytes[0] & 0xFF) % CODECS.size()).newCodec();
        ByteBuffer input = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int length = input.getShort(1) & 0xFFFF;
        ByteBuffer source = input.position(FRAME_AT).slice().order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer target = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        try {
            codec.decompress(source, target);
            assertThat(target.hasRemaining()).isFalse();
        } catch (MalformedDataException | UnsupportedFeatureException e) {
            assertThat(target.position()).isZero();
        }
    }
}
