/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The messages of a stream that make up its dictionaries, as they are at one of its positions. */
final class LiveDictionaries {

    /** Where the messages of one dictionary start. */
    private static final class Offsets {
        private long[] values = new long[1];
        private int count;

        void add(long offset) {
            if (count == values.length) {
                values = Arrays.copyOf(values, 2 * count);
            }
            values[count++] = offset;
        }
    }

    private final Map<Long, Offsets> offsetsById = new HashMap<>();

    /** Adds a message behind those before: one that is not a delta takes the place of its like. */
    void add(EncapsulatedMessage message, DictionaryBatchHeader header) {
        if (!header.delta()) {
            offsetsById.remove(header.id());
        }
        offsetsById
                .computeIfAbsent(header.id(), id -> new Offsets())
                .add(message.location().offset());
    }

    /** Where the messages start, in their order. */
    long[] offsets() {
        int count = 0;
        for (Offsets offsets : offsetsById.values()) {
            count += offsets.count;
        }
        long[] all = new long[count];
        int next = 0;
        for (Offsets offsets : offsetsById.values()) {
            System.arraycopy(offsets.values, 0, all, next, offsets.count);
            next += offsets.count;
        }
        Arrays.sort(all);
        return all;
    }
}
