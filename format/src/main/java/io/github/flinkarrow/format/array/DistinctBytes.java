/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.util.Arrays;

/** Byte strings that differ, numbered in the order they were added. */
final class DistinctBytes {

    private static final int LEAST_SLOTS = 64;

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

    private static int hash(byte[] value, int offset, int size) {
        int hash = size;
        for (int i = 0; i < size; i++) {
            hash = 31 * hash + value[offset + i];
        }
        hash *= 0x9E3779B9;
        return hash ^ (hash >>> 15);
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
