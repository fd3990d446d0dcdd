/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * Buffers within a budget, which are kept for the next request of about their size when they are
 * released, and heap buffers beyond it, which are not. Those that are kept are direct ones, or heap
 * buffers too.
 *
 * <p>A direct buffer cannot be freed by hand: one that the pool drops to make room for another size
 * counts against the JVM's limit until the garbage collector finds it. Where that limit is reached
 * the pool goes on with heap buffers.
 */
public final class BufferPool {

    /** Sizes are rounded up to an eighth of their highest power of two, so that they meet again. */
    private static final int STEPS_PER_DOUBLING_LOG2 = 3;

    private static final int LEAST_CAPACITY = 64;

    /** How many times as large as asked for a kept buffer may be. */
    private static final double MOST_SPACIOUS = 1.5;

    /** What is kept, and what becomes of it. */
    private enum Kind {
        /** Direct buffers are kept. No one may read a buffer that was released. */
        DIRECT,
        /** Heap buffers are kept. No one may read a buffer that was released. */
        HEAP,
        /** Nothing is kept. A released buffer stays as it is for whoever still refers to it. */
        COLLECTED
    }

    /**
     * What somebody has.
     *
     * @param size as it was asked for
     * @param budgeted whether it counts against the budget, and is kept when it is released
     */
    private record Loan(int size, boolean budgeted) {}

    private static final long POISON = 0x3D3D_3D3D_3D3D_3D3DL;

    private final Kind kind;

    /** Makes those that are kept. */
    private final IntFunction<ByteBuffer> memory;

    private final IntFunction<ByteBuffer> heap;

    /** Guards everything below. */
    private final Object lock = new Object();

    /** Shrinks where the JVM has less direct memory: each refusal takes it a second. */
    private long budget;

    private final TreeMap<Integer, ArrayDeque<ByteBuffer>> idle = new TreeMap<>();
    private final IdentityHashMap<ByteBuffer, Loan> allocated = new IdentityHashMap<>();
    private long idleBytes;
    private long budgetedBytes;
    private long allocatedBytes;
    private long peakBytes;
    private long totalBytes;

    /**
     * @param budget the most bytes of direct memory that are allocated or kept, 0 for none
     */
    public BufferPool(long budget) {
        this(budget, ByteBuffer::allocateDirect);
    }

    BufferPool(long budget, IntFunction<ByteBuffer> directMemory) {
        this(Kind.DIRECT, budget, directMemory, ByteBuffer::allocate);
    }

    private BufferPool(
            Kind kind, long budget, IntFunction<ByteBuffer> memory, IntFunction<ByteBuffer> heap) {
        this.kind = kind;
        this.budget = budget;
        this.memory = memory;
        this.heap = heap;
    }

    /**
     * Heap buffers alone.
     *
     * @param budget the most bytes that are allocated to be kept, or kept; they are dropped where
     *     the heap is full
     */
    public static BufferPool ofHeapBuffers(long budget) {
        return ofHeapBuffers(budget, ByteBuffer::allocate);
    }

    static BufferPool ofHeapBuffers(long budget, IntFunction<ByteBuffer> heap) {
        return new BufferPool(Kind.HEAP, budget, heap, heap);
    }

    /** Heap buffers, which may be read after their release: the garbage collector has them then. */
    public static BufferPool ofCollectedBuffers() {
        return new BufferPool(Kind.COLLECTED, 0, ByteBuffer::allocate, ByteBuffer::allocate);
    }

    /**
     * A buffer with position 0 and the limit {@code size}, little-endian, its content undefined.
     */
    public ByteBuffer allocate(int size) {
        ByteBuffer buffer = withinBudget(size);
        return buffer == null
                ? lend(allocateOnHeap(size), new Loan(size, false))
                : lend(buffer, new Loan(size, true));
    }

    /**
     * The same of direct memory.
     *
     * @return null if there is none within the budget
     */
    public ByteBuffer allocateDirect(int size) {
        ByteBuffer buffer = kind == Kind.DIRECT ? withinBudget(size) : null;
        return buffer == null ? null : lend(buffer, new Loan(size, true));
    }

    private ByteBuffer lend(ByteBuffer buffer, Loan loan) {
        synchronized (lock) {
            buffer.clear().limit(loan.size).order(ByteOrder.LITTLE_ENDIAN);
            allocated.put(buffer, loan);
            allocatedBytes += loan.size;
            totalBytes += loan.size;
            peakBytes = Math.max(peakBytes, allocatedBytes);
            return buffer;
        }
    }

    /** A buffer that is kept, or a new one; null if there is neither. */
    private ByteBuffer withinBudget(int size) {
        if (size < 0) {
            throw new IllegalArgumentException("a buffer of " + size + " bytes");
        }
        int capacity = roundUp(size);
        ByteBuffer buffer;
        boolean reserved;
        synchronized (lock) {
            buffer = takeIdle(capacity);
            reserved = buffer == null && reserve(capacity);
        }
        return reserved ? create(capacity) : buffer;
    }

    /**
     * Takes back a buffer that {@link #allocate} gave. Where assertions are enabled it is
     * overwritten, so that whoever still reads it sees no value of another batch; not so in a pool
     * {@linkplain #ofCollectedBuffers of collected buffers}.
     */
    public void release(ByteBuffer buffer) {
        Loan loan;
        synchronized (lock) {
            loan = allocated.remove(buffer);
            if (loan == null) {
                throw new IllegalStateException("a buffer that is not allocated is released");
            }
            allocatedBytes -= loan.size;
        }
        assert kind == Kind.COLLECTED || poison(buffer);
        if (loan.budgeted) {
            synchronized (lock) {
                idle.computeIfAbsent(buffer.capacity(), capacity -> new ArrayDeque<>())
                        .push(buffer);
                idleBytes += buffer.capacity();
            }
        }
    }

    private static boolean poison(ByteBuffer buffer) {
        buffer.clear();
        while (buffer.remaining() >= Long.BYTES) {
            buffer.putLong(POISON);
        }
        while (buffer.hasRemaining()) {
            buffer.put((byte) POISON);
        }
        return true;
    }

    private ByteBuffer takeIdle(int capacity) {
        Map.Entry<Integer, ArrayDeque<ByteBuffer>> found = idle.ceilingEntry(capacity);
        if (found == null || found.getKey() > MOST_SPACIOUS * capacity) {
            return null;
        }
        ByteBuffer buffer = found.getValue().pop();
        if (found.getValue().isEmpty()) {
            idle.remove(found.getKey());
        }
        idleBytes -= found.getKey();
        return buffer;
    }

    /** Takes the capacity from the budget, if it is there. */
    private boolean reserve(int capacity) {
        if (budgetedBytes - idleBytes + capacity > budget) {
            return false;
        }
        while (budgetedBytes + capacity > budget) {
            int largest = idle.lastKey();
            takeIdle(largest);
            budgetedBytes -= largest;
        }
        budgetedBytes += capacity;
        return true;
    }

    /**
     * Allocates what has been reserved. Not under the lock: the JVM may collect garbage first.
     *
     * @return null if there is not so much
     */
    private ByteBuffer create(int capacity) {
        try {
            return memory.apply(capacity);
        } catch (OutOfMemoryError e) {
            synchronized (lock) {
                budgetedBytes -= capacity;
                if (kind == Kind.DIRECT) {
                    // The JVM's own limit of direct memory is reached: others use it too.
                    budget = Math.min(budget, budgetedBytes + capacity / 2);
                } else {
                    dropIdle();
                }
            }
            return null;
        }
    }

    /** Gives what is kept for later where there is no other memory. */
    private ByteBuffer allocateOnHeap(int size) {
        try {
            return heap.apply(size);
        } catch (OutOfMemoryError e) {
            if (kind != Kind.HEAP || !dropIdle()) {
                throw e;
            }
            return heap.apply(size);
        }
    }

    /** Whether there was something. */
    private boolean dropIdle() {
        synchronized (lock) {
            budgetedBytes -= idleBytes;
            idleBytes = 0;
            boolean had = !idle.isEmpty();
            idle.clear();
            return had;
        }
    }

    private static int roundUp(int size) {
        if (size <= LEAST_CAPACITY) {
            return LEAST_CAPACITY;
        }
        int shift = 31 - Integer.numberOfLeadingZeros(size - 1) - STEPS_PER_DOUBLING_LOG2;
        long step = 1L << shift;
        return (int) Math.min(Integer.MAX_VALUE, (size + step - 1) & -step);
    }

    /** Bytes that are allocated now, as they were asked for. */
    public long allocatedBytes() {
        synchronized (lock) {
            return allocatedBytes;
        }
    }

    /** The most bytes that were allocated at once. */
    public long peakBytes() {
        synchronized (lock) {
            return peakBytes;
        }
    }

    /** All bytes that were ever asked for. */
    public long totalBytes() {
        synchronized (lock) {
            return totalBytes;
        }
    }

    /** Buffers that are allocated now. */
    public int allocatedCount() {
        synchronized (lock) {
            return allocated.size();
        }
    }
}
