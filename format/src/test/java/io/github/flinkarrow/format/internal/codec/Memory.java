/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Where a test buffer lives. Each lies amid canaries that {@link #intact} finds disturbed. */
enum Memory {
    HEAP {
        @Override
        ByteBuffer allocate(int size) {
            return ByteBuffer.allocate(size);
        }
    },
    DIRECT {
        @Override
        ByteBuffer allocate(int size) {
            return ByteBuffer.allocateDirect(size);
        }
    };

    private static final int MARGIN = 64;
    private static final byte CANARY = (byte) 0xC5;

    abstract ByteBuffer allocate(int size);

    /** A buffer whose {@code size} bytes, position to limit, have canaries on both sides. */
    ByteBuffer guarded(int size) {
        ByteBuffer buffer = allocate(size + 2 * MARGIN).order(ByteOrder.BIG_ENDIAN);
        while (buffer.hasRemaining()) {
            buffer.put(CANARY);
        }
        return buffer.position(MARGIN).limit(MARGIN + size);
    }

    /** A guarded buffer that holds {@code content}. */
    ByteBuffer of(byte[] content) {
        ByteBuffer buffer = guarded(content.length);
        buffer.put(buffer.position(), content);
        return buffer;
    }

    static boolean intact(ByteBuffer guarded) {
        ByteBuffer whole = guarded.duplicate().clear();
        for (int i = 0; i < MARGIN; i++) {
            if (whole.get(i) != CANARY || whole.get(whole.limit() - 1 - i) != CANARY) {
                return false;
            }
        }
        return true;
    }

    /** What was put to a guarded buffer, up to its position. */
    static ByteBuffer written(ByteBuffer guarded) {
        return guarded.duplicate().limit(guarded.position()).position(MARGIN);
    }

    /** What a guarded buffer holds, wherever its position is. */
    static byte[] content(ByteBuffer guarded) {
        byte[] content = new byte[guarded.capacity() - 2 * MARGIN];
        guarded.duplicate().clear().get(MARGIN, content);
        return content;
    }
}
