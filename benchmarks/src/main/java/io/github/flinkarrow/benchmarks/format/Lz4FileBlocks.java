/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import net.jpountz.lz4.LZ4Factory;
import net.jpountz.lz4.LZ4SafeDecompressor;
import org.apache.arrow.flatbuf.Buffer;
import org.apache.arrow.flatbuf.Message;
import org.apache.arrow.flatbuf.RecordBatch;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.message.ArrowBlock;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The independent LZ4 blocks of files, found in advance: bodies are read, and each block is given
 * to the native decoder, with no metadata, frame or check between.
 */
final class Lz4FileBlocks {

    private static final int BUFFER_PREFIX = Long.BYTES;
    private static final int FRAME_HEADER = 15;
    private static final int STORED_BLOCK = 1 << 31;

    private static final LZ4SafeDecompressor DECOMPRESSOR =
            LZ4Factory.nativeInstance().safeDecompressor();

    /**
     * One block, or bytes that are stored as they are.
     *
     * @param start in the body
     * @param target where it is decoded to
     * @param capacity behind {@code target}
     */
    private record Part(int start, int length, boolean stored, int target, int capacity) {}

    private record Body(Path file, long position, int length, List<Part> parts) {}

    private final List<Body> bodies = new ArrayList<>();
    private ByteBuffer source = ByteBuffer.allocateDirect(0);
    private ByteBuffer target = ByteBuffer.allocateDirect(0);

    private Lz4FileBlocks() {}

    static Lz4FileBlocks of(List<Path> files) throws IOException {
        Lz4FileBlocks blocks = new Lz4FileBlocks();
        for (Path file : files) {
            try (BufferAllocator allocator = new RootAllocator();
                    FileChannel channel = FileChannel.open(file);
                    ArrowFileReader reader = new ArrowFileReader(channel, allocator)) {
                for (ArrowBlock block : reader.getRecordBlocks()) {
                    blocks.add(file, channel, block);
                }
            }
        }
        return blocks;
    }

    private void add(Path file, FileChannel channel, ArrowBlock block) throws IOException {
        ByteBuffer metadata = read(channel, block.getOffset(), block.getMetadataLength());
        RecordBatch batch =
                (RecordBatch)
                        Message.getRootAsMessage(metadata.position(8).slice())
                                .header(new RecordBatch());
        long position = block.getOffset() + block.getMetadataLength();
        ByteBuffer body = read(channel, position, Math.toIntExact(block.getBodyLength()));
        List<Part> parts = new ArrayList<>();
        int out = 0;
        for (int i = 0; i < batch.buffersLength(); i++) {
            Buffer buffer = batch.buffers(i);
            if (buffer.length() > 0) {
                out += addBuffer(parts, body, (int) buffer.offset(), (int) buffer.length(), out);
            }
        }
        bodies.add(new Body(file, position, body.capacity(), parts));
        source = atLeast(source, body.capacity());
        target = atLeast(target, out);
    }

    private static ByteBuffer read(FileChannel channel, long position, int length)
            throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        fill(bytes, channel, position);
        return bytes.flip();
    }

    private static void fill(ByteBuffer target, FileChannel channel, long position)
            throws IOException {
        int read;
        do {
            read = channel.read(target, position + target.position());
        } while (read >= 0 && target.hasRemaining());
    }

    private static ByteBuffer atLeast(ByteBuffer buffer, int size) {
        return buffer.capacity() >= size ? buffer : ByteBuffer.allocateDirect(size);
    }

    /** How many bytes the buffer is decoded to. */
    private static int addBuffer(
            List<Part> parts, ByteBuffer body, int offset, int length, int target) {
        long uncompressed = body.getLong(offset);
        if (uncompressed < 0) {
            int stored = length - BUFFER_PREFIX;
            parts.add(new Part(offset + BUFFER_PREFIX, stored, true, target, stored));
            return stored;
        }
        int in = offset + BUFFER_PREFIX + FRAME_HEADER;
        int left = (int) uncompressed;
        int most = 1 << (8 + 2 * (body.get(offset + BUFFER_PREFIX + 5) >>> 4));
        while (left > 0) {
            int word = body.getInt(in);
            int size = word & ~STORED_BLOCK;
            int out = Math.min(left, most);
            parts.add(
                    new Part(
                            in + Integer.BYTES,
                            size,
                            word < 0,
                            target + (int) uncompressed - left,
                            out));
            left -= out;
            in += Integer.BYTES + size;
        }
        return (int) uncompressed;
    }

    /** Reads the bodies and decompresses them, each over the one before. */
    long read() throws IOException {
        long sum = 0;
        Path opened = null;
        FileChannel channel = null;
        try {
            for (Body body : bodies) {
                if (!body.file.equals(opened)) {
                    if (channel != null) {
                        channel.close();
                    }
                    opened = body.file;
                    channel = FileChannel.open(opened);
                }
                source.clear().limit(body.length);
                fill(source, channel, body.position);
                sum += decompress(body);
            }
        } finally {
            if (channel != null) {
                channel.close();
            }
        }
        return sum;
    }

    private long decompress(Body body) {
        long sum = 0;
        for (Part part : body.parts) {
            if (part.stored) {
                target.put(part.target, source, part.start, part.length);
                sum += part.length;
            } else {
                sum +=
                        DECOMPRESSOR.decompress(
                                source,
                                part.start,
                                part.length,
                                target,
                                part.target,
                                part.capacity);
            }
        }
        return sum;
    }
}
