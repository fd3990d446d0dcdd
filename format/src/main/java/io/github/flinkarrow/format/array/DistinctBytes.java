/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Byte strings that differ, numbered in the order they were added. Each table hashes with a seed of
 * its own: who chooses the values does not choose which of them collide.
 */
final class DistinctBytes {

    private static final int LEAST_SLOTS = 64;

    private static final VarHandle WORD =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    private final long seed = ThreadLocalRandom.current().nextLong();

    private byte[] bytes = new byte[0];
    private int[] ends = new int[0];
    private int[] hashes = new int[0];
    private int count;

    /** Numbers plus one in an open table of a power of two, at most half full. */
    private int[] slots = new int[LEAST_SLOTS];

    /** The number, or -1. */
    int find(byte[] value, int offset, int size) {
        int hash = hash(value, offset, size);
        int mask = slots.length - 1;
        for (int slot = hash & mask; slots[slot] != 0; slot = (slot + 1) & mask) {
            int number = slots[slot] - 1;
            if (hashes[number] == hash && isAt(number, value, offset, size)) {
                return number;
            }
        }
        return -1;
    }

    private boolean isAt(int number, byte[] value, int offset, int size) {
        int start = start(number);
        return ends[number] - start == size
                && Arrays.equals(bytes, start, start + size, value, offset, offset + size);
    }

    private int start(int number) {
        return number == 0 ? 0 : ends[number - 1];
    }

    /** Adds a value that {@link #find} does not know. */
    void add(byte[] value, int offset, int size) {
        int start = start(count);
        int end = Math.addExact(start, size);
        if (end > bytes.length) {
            long doubled = Math.max(LEAST_SLOTS, 2L * bytes.length);
            int capacity = (int) Math.min(Integer.MAX_VALUE - 8, Math.max(end, doubled));
            bytes = Arrays.copyOf(bytes, capacity);
        }
        System.arraycopy(value, offset, bytes, start, size);
        if (count == ends.length) {
            int capacity = Math.max(LEAST_SLOTS, Math.multiplyExact(2, count));
            ends = Arrays.copyOf(ends, capacity);
            hashes = Arrays.copyOf(hashes, capacity);
        }
        ends[count] = end;
        hashes[count] = hash(value, offset, size);
        count++;
        if (2L * count > slots.length) {
            slots = new int[Math.multiplyExact(2, slots.length)];
            for (int i = 0; i < count; i++) {
                put(i);
            }
        } else {
            put(count - 1);
        }
    }

    private void put(int number) {
        int mask = slots.length - 1;
        int slot = hashes[number] & mask;
        while (slots[slot] != 0) {
            slot = (slot + 1) & mask;
        }
        slots[slot] = number + 1;
    }

    int hash(byte[] value, int offset, int size) {
        long hash = size * GOLDEN_RATIO;
        int end = offset + size;
        int position = offset;
        for (; position <= end - Long.BYTES; position += Long.BYTES) {
            hash = mixed(hash, (long) WORD.get(value, position));
        }
        long rest = 0;
        for (; position < end; position++) {
            rest = rest << Byte.SIZE | (value[position] & 0xFF);
        }
        hash = mixed(hash, rest);
        return (int) (hash ^ hash >>> Integer.SIZE);
    }

    /** Both halves of a product of which neither factor is known without the seed. */
    private long mixed(long hash, long word) {
        long a = word ^ seed;
        long b = hash ^ Long.rotateLeft(seed, Integer.SIZE) ^ GOLDEN_RATIO;
        return a * b ^ Math.multiplyHigh(a, b);
    }

    /** What it takes itself, in bytes. */
    long heldBytes() {
        return bytes.length + (long) Integer.BYTES * (ends.length + hashes.length + slots.length);
    }

    void clear() {
        bytes = new byte[0];
        ends = new int[0];
        hashes = new int[0];
        slots = new int[LEAST_SLOTS];
        count = 0;
    }
}
