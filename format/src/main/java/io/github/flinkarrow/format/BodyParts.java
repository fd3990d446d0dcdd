/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.codec.BufferCodec;
import io.github.flinkarrow.format.internal.metadata.MessageEncoder;
import io.github.flinkarrow.format.internal.metadata.RecordBatchLayout;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

/**
 * The bytes of a body in order: buffers, compressed where that is asked for, each padded with zeros
 * to 64 bytes.
 */
final class BodyParts {

    /** Never written, but not read-only either: outputs take heap buffers by their arrays. */
    private static final ByteBuffer ZEROS = ByteBuffer.allocate(MessageEncoder.ALIGNMENT);

    private final RecordBatchLayout layout;
    private final BufferCodec codec;
    private final OwnedMemory memory;
    private final List<ByteBuffer> parts = new ArrayList<>();
    private long end;

    /**
     * @param layout that is told where each buffer is
     * @param codec null for none
     * @param memory for compressed buffers
     */
    BodyParts(RecordBatchLayout layout, BufferCodec codec, OwnedMemory memory) {
        this.layout = layout;
        this.codec = codec;
        this.memory = memory;
    }

    /** The parts, to be written one after another. */
    List<ByteBuffer> parts() {
        return parts;
    }

    /** Bytes of all parts. */
    long length() {
        return end;
    }

    /** Appends a buffer from position 0 to its limit. */
    void add(ByteBuffer buffer) {
        long start = end;
        if (buffer.limit() > 0) {
            ByteBuffer content = buffer.duplicate().position(0);
            if (codec == null) {
                append(content);
            } else {
                compress(content);
            }
        }
        layout.addBuffer(start, end - start);
        int padding = (int) (-end & (MessageEncoder.ALIGNMENT - 1));
        if (padding > 0) {
            append(ZEROS.slice(0, padding));
        }
    }

    /** Appends a buffer without bytes. */
    void addEmpty() {
        layout.addBuffer(end, 0);
    }

    private void compress(ByteBuffer content) {
        int length = content.remaining();
        long most = codec.maxCompressedLength(length) + Long.BYTES;
        if (most <= Integer.MAX_VALUE) {
            ByteBuffer compressed = memory.allocate((int) most);
            compressed.putLong(length);
            int compressedLength = codec.compress(reachable(content), compressed);
            if (compressedLength < length) {
                append(compressed.flip());
                return;
            }
        }
        ByteBuffer stored = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        append(stored.putLong(0, -1));
        append(content);
    }

    /**
     * The bytes where native code may read them: mapped memory, which is read-only, is copied first
     * since a truncated file would end the process.
     */
    private ByteBuffer reachable(ByteBuffer content) {
        if (!content.isReadOnly()) {
            return content.duplicate();
        }
        ByteBuffer copy = memory.allocate(content.remaining());
        return copy.put(0, content, 0, content.remaining());
    }

    private void append(ByteBuffer part) {
        end += part.remaining();
        parts.add(part);
    }
}
