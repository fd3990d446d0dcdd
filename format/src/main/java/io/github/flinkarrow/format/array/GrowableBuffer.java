/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory of a builder that grows by copying.
 *
 * <p>Values are put behind each other: a position is always that of the first byte that has not
 * been written yet. Memory on the heap is written as an array, with one check of the bounds a
 * value.
 */
final class GrowableBuffer {

    private static final VarHandle SHORT = view(short[].class);
    private static final VarHandle INT = view(int[].class);
    private static final VarHandle LONG = view(long[].class);

    private static final int NO_MEMORY = -1;
    private static final int LEAST = 64;
    private static final int MOST = Integer.MAX_VALUE - 63;

    private final BufferSource source;
    private ByteBuffer memory;

    /** What the memory is backed by, from its start on; null where it is not on the heap. */
    private byte[] array;

    /** Bytes of the memory; where there is none, less than even a value of no bytes takes. */
    private int capacity = NO_MEMORY;

    GrowableBuffer(BufferSource source) {
        this.source = source;
    }

    private static VarHandle view(Class<?> values) {
        return MethodHandles.byteArrayViewVarHandle(values, ByteOrder.LITTLE_ENDIAN);
    }

    void putByte(int position, byte value) {
        reserve(position, Byte.BYTES);
        if (array != null) {
            array[position] = value;
        } else {
            memory.put(position, value);
        }
    }

    void putShort(int position, short value) {
        reserve(position, Short.BYTES);
        if (array != null) {
            SHORT.set(array, position, value);
        } else {
            memory.putShort(position, value);
        }
    }

    void putInt(int position, int value) {
        reserve(position, Integer.BYTES);
        if (array != null) {
            INT.set(array, position, value);
        } else {
            memory.putInt(position, value);
        }
    }

    void putLong(int position, long value) {
        reserve(position, Long.BYTES);
        if (array != null) {
            LONG.set(array, position, value);
        } else {
            memory.putLong(position, value);
        }
    }

    void putLongs(int position, long first, long second) {
        reserve(position, 2 * Long.BYTES);
        if (array != null) {
            LONG.set(array, position, first);
            LONG.set(array, position + Long.BYTES, second);
        } else {
            memory.putLong(position, first);
            memory.putLong(position + Long.BYTES, second);
        }
    }

    void put(int position, byte[] bytes, int offset, int count) {
        reserve(position, count);
        if (array != null) {
            System.arraycopy(bytes, offset, array, position, count);
        } else {
            memory.put(position, bytes, offset, count);
        }
    }

    void put(int position, ByteBuffer bytes, int offset, int count) {
        ensure((long) position + count, position).put(position, bytes, offset, count);
    }

    /**
     * Puts a bit behind {@code index} others; those behind it in its byte are zero.
     *
     * @param bit 0 or 1
     */
    void putBit(int index, int bit) {
        int position = index >> 3;
        if ((index & 7) == 0) {
            putByte(position, (byte) bit);
        } else if (array != null) {
            array[position] |= (byte) (bit << (index & 7));
        } else {
            memory.put(position, (byte) (memory.get(position) | bit << (index & 7)));
        }
    }

    private void reserve(int position, int count) {
        long end = (long) position + count;
        if (end > capacity) {
            grow(end, position);
        }
    }

    /**
     * The memory, with room for at least {@code size} bytes, of which the first {@code used} are
     * those written before, in this memory and not in what a {@linkplain ArrayBuilder#reset reset}
     * has forgotten. Valid until the next call.
     *
     * @throws ArithmeticException if the size is about 2 GiB or more
     */
    ByteBuffer ensure(long size, int used) {
        if (size > capacity) {
            grow(size, used);
        }
        return memory;
    }

    private void grow(long size, int used) {
        if (size > MOST) {
            throw new ArithmeticException(
                    "a buffer of " + size + " bytes: the most is " + MOST + " bytes");
        }
        long doubled = memory == null ? LEAST : 2L * capacity;
        ByteBuffer larger = source.allocate((int) Math.min(MOST, Math.max(size, doubled)));
        if (memory != null) {
            larger.put(0, memory, 0, used);
            source.release(memory);
        }
        memory = larger;
        capacity = larger.limit();
        array = larger.hasArray() && larger.arrayOffset() == 0 ? larger.array() : null;
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
            array = null;
            capacity = NO_MEMORY;
        }
    }
}
