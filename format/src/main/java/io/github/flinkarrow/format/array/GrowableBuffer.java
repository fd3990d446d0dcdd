/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory of a builder that grows by copying. */
final class GrowableBuffer {

    private static final int LEAST = 64;
    private static final int MOST = Integer.MAX_VALUE - 63;

    private final BufferSource source;
    private ByteBuffer memory;

    GrowableBuffer(BufferSource source) {
        this.source = source;
    }

    /**
     * The memory, with room for at least {@code size} bytes, of which the first {@code used} are
     * those written before. Valid until the next call.
     *
     * @throws ArithmeticException if the size is about 2 GiB or more
     */
    ByteBuffer ensure(long size, int used) {
        ByteBuffer current = memory;
        if (current != null && size <= current.limit()) {
            return current;
        }
        if (size > MOST) {
            throw new ArithmeticException(
                    "a buffer of " + size + " bytes: the most is " + MOST + " bytes");
        }
        return grow(size, used);
    }

    private ByteBuffer grow(long size, int used) {
        long doubled = memory == null ? LEAST : 2L * memory.limit();
        ByteBuffer larger = source.allocate((int) Math.min(MOST, Math.max(size, doubled)));
        if (memory != null) {
            larger.put(0, memory, 0, used);
            source.release(memory);
        }
        memory = larger;
        return larger;
    }

    /** A view of the first bytes. */
    ByteBuffer view(int size) {
        ByteBuffer view = size == 0 ? ByteBuffer.allocate(0) : memory.slice(0, size);
        return view.order(ByteOrder.LITTLE_ENDIAN);
    }

    void release() {
        if (memory != null) {
            source.release(memory);
            memory = null;
        }
    }
}
