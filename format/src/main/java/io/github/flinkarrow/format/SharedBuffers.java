/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BufferSource;

import java.nio.ByteBuffer;
import java.util.IdentityHashMap;

/**
 * Buffers of a builder that outlive it for whoever holds them. Since a builder only writes behind
 * what it has built before, its earlier arrays stay as they are while it goes on.
 */
final class SharedBuffers implements BufferSource {

    /** Says that the buffers would take more than they may. */
    static final class LimitExceededException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        LimitExceededException() {
            super(null, null, false, false);
        }
    }

    /** Room for the least buffers of small values. */
    private static final long SLACK = 1 << 16;

    private final BufferSource source;
    private final long limit;
    private final IdentityHashMap<ByteBuffer, OwnedMemory> live = new IdentityHashMap<>();
    private long capacity;

    /**
     * @param limit of the bytes in use: a buffer that doubles takes three times as many until the
     *     smaller one is given back
     */
    SharedBuffers(BufferSource source, long limit) {
        this.source = source;
        this.limit = limit;
    }

    @Override
    public ByteBuffer allocate(int size) {
        if ((capacity + size - SLACK) / 3 > limit) {
            throw new LimitExceededException();
        }
        OwnedMemory memory = new OwnedMemory(source);
        ByteBuffer buffer = memory.allocate(size);
        live.put(buffer, memory);
        capacity += buffer.limit();
        return buffer;
    }

    @Override
    public void release(ByteBuffer buffer) {
        capacity -= buffer.limit();
        live.remove(buffer).release();
    }

    /** Holds the buffers that the builder has now. */
    OwnedMemory hold() {
        OwnedMemory held = new OwnedMemory(source);
        live.values().forEach(held::keep);
        return held;
    }
}
