/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.internal.metadata.FieldPath;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The wanted buffers of one body: first each is asked for, then all are fetched at once.
 *
 * <p>Neighbouring ranges are read together. Mapped bytes are not read at all, unless they are
 * compressed: native code never sees a mapped address. Big-endian numbers are copied in the other
 * order, never swapped where they are: buffers may overlap, and mapped ones cannot be written.
 */
final class BodyBuffers implements BufferParts {

    private static final int ALIGNMENT = 8;

    private final ReadContext context;
    private final EncapsulatedMessage message;
    private final RecordBatchHeader header;
    private final OwnedMemory memory;

    /** Bytes wanted of each buffer, 0 for those that are not. */
    private final int[] wanted;

    private final ByteBuffer[] contents;

    /** What a compressed buffer is called in messages. */
    private final BufferName[] names;

    /** Buffers may overlap: the work of reading them is bounded by the sum of their bytes. */
    private long wantedBytes;

    private long swappedBytes;

    BodyBuffers(
            ReadContext context,
            EncapsulatedMessage message,
            RecordBatchHeader header,
            OwnedMemory memory) {
        this.context = context;
        this.message = message;
        this.header = header;
        this.memory = memory;
        this.wanted = new int[header.bufferCount()];
        this.contents = new ByteBuffer[header.bufferCount()];
        this.names = new BufferName[header.bufferCount()];
    }

    /**
     * Asks for a buffer.
     *
     * @param needed the bytes that the schema implies, the rest of the buffer being of no interest;
     *     -1 for all there are
     */
    void want(int index, long needed, FieldPath path, String role) throws IOException {
        long offset = header.bufferOffset(index);
        long length = header.bufferLength(index);
        if (needed == 0 || (length == 0 && needed < 0)) {
            return;
        }
        long bodyLength = message.message().bodyLength();
        if (length < 0 || (length > 0 && (offset < 0 || offset > bodyLength - length))) {
            throw malformed(
                    path,
                    role
                            + " buffer of "
                            + length
                            + " bytes at "
                            + offset
                            + " lies outside the body of "
                            + bodyLength
                            + " bytes");
        }
        if (length > 0 && offset % ALIGNMENT != 0) {
            throw malformed(path, role + " buffer at " + offset + " is not aligned to 8 bytes");
        }
        if (header.compression() == BodyCompression.NONE && needed >= 0) {
            check(needed, length, path, role);
            length = needed;
        }
        if (length > Integer.MAX_VALUE) {
            throw message.location()
                    .unsupported(
                            path
                                    + ": "
                                    + role
                                    + " buffer of "
                                    + length
                                    + " bytes, more than 2 GiB");
        }
        wanted[index] = (int) length;
        wantedBytes += length;
        if (wantedBytes > Math.max(bodyLength, context.options().maxBatchBytes())) {
            throw overLimit(wantedBytes);
        }
        if (header.compression() != BodyCompression.NONE) {
            names[index] = new BufferName(path, role);
        }
    }

    /** Reads, maps and decompresses what was asked for. */
    void fetch() throws IOException {
        if (header.compression() == BodyCompression.NONE) {
            fetch(memory, true);
            return;
        }
        OwnedMemory compressed = new OwnedMemory(context.options().allocator());
        try {
            fetch(compressed, false);
            long start = System.nanoTime();
            decompress();
            context.codecs().addNanos(System.nanoTime() - start);
        } finally {
            compressed.release();
        }
    }

    @Override
    public long nodeLength(int index) {
        return header.nodeLength(index);
    }

    @Override
    public long nodeNullCount(int index) {
        return header.nodeNullCount(index);
    }

    @Override
    public ByteBuffer buffer(int index, long needed, Numbers numbers, FieldPath path, String role)
            throws IOException {
        ByteBuffer content = buffer(index, needed, path, role);
        if (context.byteOrder() == ByteOrder.LITTLE_ENDIAN
                || numbers == Numbers.BYTES
                || content.limit() == 0) {
            return content;
        }
        swappedBytes = charge(swappedBytes, content.limit());
        ByteBuffer swapped = allocate(memory, content.limit());
        numbers.swap(content, swapped);
        return swapped;
    }

    private ByteBuffer buffer(int index, long needed, FieldPath path, String role)
            throws IOException {
        ByteBuffer content = contents[index];
        int length = content == null ? 0 : content.limit();
        if (needed < 0 || needed == length) {
            return content == null ? empty() : content;
        }
        check(needed, length, path, role);
        return needed == 0
                ? empty()
                : content.slice(0, (int) needed).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static ByteBuffer empty() {
        return ByteBuffer.allocate(0).order(ByteOrder.LITTLE_ENDIAN);
    }

    private void check(long needed, long length, FieldPath path, String role)
            throws IpcFormatException {
        if (needed > length) {
            throw malformed(path, role + " buffer needs " + needed + " bytes but has " + length);
        }
    }

    private IpcFormatException malformed(FieldPath path, String reason) {
        return message.location().malformed(path + ": " + reason);
    }

    /** Fills {@link #contents} with the bytes as they are in the body. */
    private void fetch(OwnedMemory target, boolean mayMap) throws IOException {
        int[] order = inOrderOfOffsets();
        BodyRuns runs = runs(order);
        long charged = 0;
        int next = 0;
        announce(order);
        while (next < order.length) {
            int first = order[next];
            long start = header.bufferOffset(first);
            if (mayMap) {
                ByteBuffer mapped =
                        context.input().map(message.bodyPosition() + start, wanted[first]);
                if (mapped != null) {
                    contents[first] = mapped;
                    next++;
                    continue;
                }
            }
            BodyRuns.Run run = runs.from(next);
            charged = charge(charged, run.wantedBytes());
            ByteBuffer bytes = allocate(target, run.length());
            InputBytes.fill(
                    context.input(), message.bodyPosition() + start, bytes, message.location());
            for (; next < run.behind(); next++) {
                int index = order[next];
                contents[index] =
                        bytes.slice((int) (header.bufferOffset(index) - start), wanted[index])
                                .order(ByteOrder.LITTLE_ENDIAN);
            }
        }
    }

    /** Says which runs will be read behind the first. */
    private void announce(int[] order) {
        BodyRuns runs = runs(order);
        int next = order.length == 0 ? 0 : runs.from(0).behind();
        while (next < order.length) {
            BodyRuns.Run run = runs.from(next);
            context.input().readSoon(message.bodyPosition() + run.start(), run.length());
            next = run.behind();
        }
    }

    private BodyRuns runs(int[] order) {
        return new BodyRuns(header, wanted, order, context.input().mergedGap());
    }

    private int[] inOrderOfOffsets() {
        int[] order = new int[wanted.length];
        int count = 0;
        boolean sorted = true;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] > 0) {
                sorted &=
                        count == 0
                                || header.bufferOffset(order[count - 1]) <= header.bufferOffset(i);
                order[count++] = i;
            }
        }
        order = Arrays.copyOf(order, count);
        return sorted ? order : sorted(order);
    }

    private int[] sorted(int[] indices) {
        return Arrays.stream(indices)
                .boxed()
                .sorted((a, b) -> Long.compare(header.bufferOffset(a), header.bufferOffset(b)))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    private long charge(long charged, long bytes) throws UnsupportedIpcFeatureException {
        long sum = charged + bytes;
        if (sum > context.options().maxBatchBytes()) {
            throw overLimit(sum);
        }
        return sum;
    }

    private UnsupportedIpcFeatureException overLimit(long bytes) {
        return message.location()
                .exceeds(
                        Limit.BATCH_BYTES,
                        context.options().maxBatchBytes(),
                        "the chosen columns take " + bytes + " bytes");
    }

    /** Memory of a size that the file asks for, which may be more than there is. */
    private ByteBuffer allocate(OwnedMemory target, long size)
            throws UnsupportedIpcFeatureException {
        try {
            return target.allocate((int) size);
        } catch (OutOfMemoryError e) {
            throw message.location()
                    .noMemory(Limit.BATCH_BYTES, "a buffer of " + size + " bytes", e);
        }
    }

    private void decompress() throws IOException {
        CompressedBuffers codec =
                new CompressedBuffers(
                        context.codecs().decompressor(header.compression()), message.location());
        long charged = 0;
        for (int i = 0; i < wanted.length; i++) {
            if (wanted[i] > 0) {
                long length = codec.uncompressedLength(names[i], contents[i]);
                charged = charge(charged, length);
                ByteBuffer target = allocate(memory, length);
                decompress(codec, names[i], contents[i], target);
                contents[i] = target;
            }
        }
    }

    /**
     * Native code that has an array of the heap holds up garbage collection until it ends. LZ4
     * comes in blocks, ZSTD as a whole: that goes by way of direct memory, where there is some.
     */
    private void decompress(
            CompressedBuffers codec, BufferName name, ByteBuffer compressed, ByteBuffer target)
            throws IOException {
        BufferAllocator passing = context.options().allocator();
        ByteBuffer direct =
                target.isDirect()
                                || header.compression() != BodyCompression.ZSTD
                                || codec.isStored(compressed)
                        ? null
                        : passing.allocateDirect(target.remaining());
        if (direct == null) {
            codec.decompress(name, compressed, target);
            return;
        }
        try {
            codec.decompress(name, compressed, direct);
            target.put(direct).flip();
        } finally {
            passing.release(direct);
        }
    }
}
