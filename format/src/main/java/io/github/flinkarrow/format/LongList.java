/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.util.Arrays;

/** Numbers of 64 bits in a row, of which there may be very many. */
final class LongList {

    private static final int FIRST_LENGTH = 4;

    private long[] values = {};
    private int size;

    void add(long value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, Math.max(FIRST_LENGTH, 2 * size));
        }
        values[size++] = value;
    }

    long get(int index) {
        return values[index];
    }

    int size() {
        return size;
    }

    /** Lets go of all numbers and of their memory. */
    void clear() {
        values = new long[0];
        size = 0;
    }
}
