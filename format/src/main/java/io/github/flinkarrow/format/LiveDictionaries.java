/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** The messages of a stream that make up its dictionaries, as they are at one of its positions. */
final class LiveDictionaries {

    /** Where the messages of each dictionary start. */
    private final Map<Long, LongList> offsetsById = new HashMap<>();

    /** Adds a message behind those before: one that is not a delta takes the place of its like. */
    void add(EncapsulatedMessage message, DictionaryBatchHeader header) {
        if (!header.delta()) {
            offsetsById.remove(header.id());
        }
        offsetsById
                .computeIfAbsent(header.id(), id -> new LongList())
                .add(message.location().offset());
    }

    /** Where the messages start, in their order. */
    long[] offsets() {
        int count = offsetsById.values().stream().mapToInt(LongList::size).sum();
        long[] all = new long[count];
        int next = 0;
        for (LongList offsets : offsetsById.values()) {
            for (int i = 0; i < offsets.size(); i++) {
                all[next++] = offsets.get(i);
            }
        }
        Arrays.sort(all);
        return all;
    }
}
