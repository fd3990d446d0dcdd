/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BufferSource;
import io.github.flinkarrow.format.internal.memory.BufferPool;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Direct memory within a budget and heap memory beyond it, or heap memory alone, and an account.
 *
 * <p>Safe for use by several threads. Closing an allocator checks that everything was given back.
 */
public final class BufferAllocator implements BufferSource, AutoCloseable {

    /**
     * Half of what a Flink task manager allows for direct memory beside its network buffers by
     * default.
     */
    private static final long SHARED_DIRECT_BYTES = 64L << 20;

    /** As much, but no more than a sixteenth of the heap. */
    private static final long SHARED_HEAP_BYTES =
            Math.min(SHARED_DIRECT_BYTES, Runtime.getRuntime().maxMemory() / 16);

    private static final BufferAllocator SHARED = create("shared", SHARED_DIRECT_BYTES);
    private static final BufferAllocator SHARED_HEAP =
            ofHeapMemory("shared heap", SHARED_HEAP_BYTES);
    private static final BufferAllocator SHARED_COLLECTED = ofCollectedMemory("shared collected");

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
     * An allocator of heap memory.
     *
     * @param owner is named where memory was not given back
     * @param keptBytes the most memory that is kept for the next request when it was given back;
     *     what is allocated beyond it is not
     */
    public static BufferAllocator ofHeapMemory(String owner, long keptBytes) {
        return new BufferAllocator(owner, BufferPool.ofHeapBuffers(keptBytes));
    }

    /**
     * The allocator that all readers and writers share unless told otherwise; it is not to be
     * closed. A JVM that loads this class more than once has as many.
     */
    public static BufferAllocator shared() {
        return SHARED;
    }

    /**
     * The allocator of heap memory that all share who read through arrays; it is not to be closed.
     * It keeps up to 64 MiB, or a sixteenth of the heap if that is less, until one of its own
     * requests finds the heap full.
     */
    public static BufferAllocator sharedHeap() {
        return SHARED_HEAP;
    }

    /**
     * The {@linkplain #ofCollectedMemory allocator of memory that outlives its release} that all
     * share; it is not to be closed.
     */
    public static BufferAllocator sharedCollected() {
        return SHARED_COLLECTED;
    }

    /** All that are shared: what the readers of rows of a JVM hold is the sum of theirs. */
    public static List<BufferAllocator> allShared() {
        return List.of(SHARED, SHARED_HEAP, SHARED_COLLECTED);
    }

    @Override
    public ByteBuffer allocate(int size) {
        return pool.allocate(size);
    }

    /**
     * The same of direct memory.
     *
     * @return null if the allocator has none left
     */
    ByteBuffer allocateDirect(int size) {
        return pool.allocateDirect(size);
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
