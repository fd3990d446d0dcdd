/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import java.util.Arrays;
import java.util.Objects;

/** A growing list of structs, each of equally many longs, without an object a struct. */
final class StructColumn {

    private static final int INITIAL_STRUCTS = 16;

    private final int members;
    private long[] values;
    private int count;

    StructColumn(int members) {
        this.members = members;
        this.values = new long[INITIAL_STRUCTS * members];
    }

    int count() {
        return count;
    }

    long get(int index, int member) {
        return values[Objects.checkIndex(index, count) * members + member];
    }

    void clear() {
        count = 0;
    }

    void add(long value) {
        int at = grow();
        values[at] = value;
    }

    void add(long first, long second) {
        int at = grow();
        values[at] = first;
        values[at + 1] = second;
    }

    void add(long first, long second, long third) {
        int at = grow();
        values[at] = first;
        values[at + 1] = second;
        values[at + 2] = third;
    }

    /** The position of the first member of a new struct. */
    private int grow() {
        int at = count * members;
        if (at == values.length) {
            values = Arrays.copyOf(values, Math.multiplyExact(values.length, 2));
        }
        count++;
        return at;
    }
}
