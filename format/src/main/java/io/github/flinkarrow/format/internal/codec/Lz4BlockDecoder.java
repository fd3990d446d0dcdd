/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import io.github.flinkarrow.format.internal.MalformedDataException;
import net.jpountz.lz4.LZ4Exception;
import net.jpountz.lz4.LZ4SafeDecompressor;

import java.nio.ByteBuffer;

/**
 * Decodes LZ4 blocks whose matches may reach into output that lies before the block. For one caller
 * at a time.
 *
 * <p>The native decompressor knows nothing of such output: to it, a match before the block is an
 * error. It is therefore given a longer block, made in scratch memory, that begins with the last 64
 * KiB of output as literals, and decodes onto that same output: history is rewritten with itself,
 * the block follows. The literals are put in front of those that the block begins with, so the only
 * part of the block that has to be parsed is its first token. This costs two copies of 64 KiB a
 * block, a fraction of what decoding outside native code would.
 *
 * <p>{@link Lz4BlockFormat} defines what is valid. It decodes whatever is too small to be worth
 * that effort, and again whatever the native decompressor refuses: to say what is wrong, or because
 * it is not wrong (the native one also demands a distance of a block's last match from the end of
 * the target).
 */
final class Lz4BlockDecoder {

    /** As far as a match reaches back. */
    private static final int MAX_HISTORY = 0xffff;

    /** Below these sizes of the compressed block, plain Java is as fast. */
    private static final int NATIVE_FROM = 64;

    private static final int NATIVE_WITH_HISTORY_FROM = 640;

    /** Enough for history, a block of 64 KiB and the length of both as one run of literals. */
    private static final int SCRATCH_BYTES = (128 << 10) + 1024;

    /** The same with a block of 4 MiB, the largest that a frame may have. */
    private static final int LARGEST_SCRATCH_BYTES = (4 << 20) + (64 << 10) + (32 << 10);

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);
    private static final int REFUSED = -1;
    private static final int LONG_RUN = 15;

    private final LZ4SafeDecompressor decompressor;
    private ByteBuffer scratch = NONE;

    /** Without a native {@code decompressor} (null) everything is decoded in plain Java. */
    Lz4BlockDecoder(LZ4SafeDecompressor decompressor) {
        this.decompressor = decompressor;
    }

    /**
     * Decodes the block of {@code length} bytes at {@code start} of {@code source} to {@code
     * position} of {@code target}.
     *
     * @param reach how many bytes before {@code position} the block may refer to
     * @param capacity how many bytes it may decode to; all are within {@code target}'s limit and
     *     all may be written
     * @return how many bytes it decoded to
     */
    int decode(
            ByteBuffer source,
            int start,
            int length,
            ByteBuffer target,
            int position,
            int reach,
            int capacity)
            throws MalformedDataException {
        int decoded = REFUSED;
        if (decompressor != null) {
            if (reach == 0 && length >= NATIVE_FROM) {
                decoded = decodeNatively(source, start, length, target, position, capacity);
            } else if (reach > 0 && length >= NATIVE_WITH_HISTORY_FROM) {
                int history = Math.min(reach, MAX_HISTORY);
                decoded = decodeAfter(history, source, start, length, target, position, capacity);
            }
        }
        if (decoded == REFUSED) {
            decoded =
                    new Lz4BlockFormat(source, start, length)
                            .decode(target, position, reach, capacity);
        }
        return decoded;
    }

    private int decodeAfter(
            int history,
            ByteBuffer source,
            int start,
            int length,
            ByteBuffer target,
            int position,
            int capacity) {
        int end = start + length;
        int in = start;
        int token = source.get(in++) & 0xff;
        int literals = token >>> 4;
        if (literals == LONG_RUN) {
            int next;
            do {
                if (in == end) {
                    return REFUSED;
                }
                next = source.get(in++) & 0xff;
                literals += next;
            } while (next == 255);
        }
        if (literals > end - in) {
            return REFUSED;
        }
        int run = history + literals;
        ByteBuffer block = scratch(2 + run / 255 + history + (end - in));
        int size = putRun(block, run, token & 0xf);
        block.put(size, target, position - history, history);
        size += history;
        block.put(size, source, in, end - in);
        size += end - in;
        int decoded =
                decodeNatively(
                        block,
                        0,
                        size,
                        target,
                        position - history,
                        Math.addExact(history, capacity));
        return decoded == REFUSED ? REFUSED : decoded - history;
    }

    /** Puts a token and the length of a run of literals to the start of {@code block}. */
    private static int putRun(ByteBuffer block, int run, int matchLengthCode) {
        int size = 0;
        block.put(size++, (byte) (Math.min(run, LONG_RUN) << 4 | matchLengthCode));
        if (run >= LONG_RUN) {
            int rest = run - LONG_RUN;
            for (; rest >= 255; rest -= 255) {
                block.put(size++, (byte) 255);
            }
            block.put(size++, (byte) rest);
        }
        return size;
    }

    private int decodeNatively(
            ByteBuffer source,
            int start,
            int length,
            ByteBuffer target,
            int position,
            int capacity) {
        try {
            return decompressor.decompress(source, start, length, target, position, capacity);
        } catch (LZ4Exception e) {
            return REFUSED;
        }
    }

    /**
     * Lets go of memory that only large blocks need; to be called before this is kept for later.
     */
    void trim() {
        if (scratch.capacity() > SCRATCH_BYTES) {
            scratch = NONE;
        }
    }

    private ByteBuffer scratch(int size) {
        if (scratch.capacity() < size) {
            int capacity = size <= SCRATCH_BYTES ? SCRATCH_BYTES : LARGEST_SCRATCH_BYTES;
            try {
                // Direct, because native code that holds an array holds up garbage collection.
                scratch = ByteBuffer.allocateDirect(capacity);
            } catch (OutOfMemoryError e) {
                // The JVM's limit of direct memory, not its heap, is spent.
                scratch = ByteBuffer.allocate(capacity);
            }
        }
        return scratch;
    }
}
