/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import net.jpountz.xxhash.XXHash32;
import net.jpountz.xxhash.XXHashFactory;

import java.util.Arrays;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Byte strings that differ, numbered in the order they were added. Each table hashes with a seed of
 * its own: who chooses the values does not choose which of them collide.
 */
final class DistinctBytes {

    private static final int LEAST_SLOTS = 64;

    private static final XXHash32 HASH = XXHashFactory.safeInstance().hash32();

    private final int seed = ThreadLocalRandom.current().nextInt();

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
        return HASH.hash(value, offset, size, seed);
    }

    void clear() {
        bytes = new byte[0];
        ends = new int[0];
        hashes = new int[0];
        slots = new int[LEAST_SLOTS];
        count = 0;
    }
}
