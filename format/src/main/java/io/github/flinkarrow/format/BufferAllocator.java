/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BufferSource;
import io.github.flinkarrow.format.internal.memory.BufferPool;

import java.nio.ByteBuffer;

/**
 * Direct memory within a budget, heap memory beyond it, and an account of both.
 *
 * <p>Safe for use by several threads. Closing an allocator checks that everything was given back.
 */
public final class BufferAllocator implements BufferSource, AutoCloseable {

    /**
     * Half of what a Flink task manager allows for direct memory beside its network buffers by
     * default.
     */
    private static final long SHARED_DIRECT_BYTES = 64L << 20;

    private static final BufferAllocator SHARED = create("shared", SHARED_DIRECT_BYTES);

    private final String owner;
    private final BufferPool pool;

    private BufferAllocator(String owner, BufferPool pool) {
        this.owner = owner;
        this.pool = pool;
    }

    /**
     * An allocator of its own.
     *
     * @param owner is named where memory was not given back
     * @param directBytes the most direct memory, 0 for heap memory alone
     */
    public static BufferAllocator create(String owner, long directBytes) {
        return new BufferAllocator(owner, new BufferPool(directBytes));
    }

    /**
     * An allocator of heap memory that may still be read when it has been given back, by whoever
     * refers to it: the arrays of a record batch that is closed stay valid.
     *
     * @param owner is named where memory was not given back
     */
    public static BufferAllocator ofCollectedMemory(String owner) {
        return new BufferAllocator(owner, BufferPool.ofCollectedBuffers());
    }

    /**
     * The allocator that all readers and writers share unless told otherwise; it is not to be
     * closed. A JVM that loads this class more than once has as many.
     */
    public static BufferAllocator shared() {
        return SHARED;
    }

    @Override
    public ByteBuffer allocate(int size) {
        return pool.allocate(size);
    }

    @Override
    public void release(ByteBuffer buffer) {
        pool.release(buffer);
    }

    /** Bytes that are allocated now. */
    public long allocatedBytes() {
        return pool.allocatedBytes();
    }

    /** The most bytes that were allocated at once. */
    public long peakAllocatedBytes() {
        return pool.peakBytes();
    }

    /** All bytes that were ever allocated; a buffer that is used again counts each time. */
    public long totalAllocatedBytes() {
        return pool.totalBytes();
    }

    /**
     * Checks that all memory was given back.
     *
     * @throws IllegalStateException if some was not
     */
    @Override
    public void close() {
        if (pool.allocatedCount() != 0) {
            throw new IllegalStateException(
                    "allocator '%s': %d buffers of %d bytes were not given back"
                            .formatted(owner, pool.allocatedCount(), pool.allocatedBytes()));
        }
    }
}
