/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The messages of a stream that make up its dictionaries, as they are at one of its positions. */
final class LiveDictionaries {

    private final Map<Long, List<Long>> offsetsById = new HashMap<>();
    private final TreeSet<Long> offsets = new TreeSet<>();

    /** Adds a message behind those before: one that is not a delta takes the place of its like. */
    void add(EncapsulatedMessage message, DictionaryBatchHeader header) {
        List<Long> ofId = offsetsById.computeIfAbsent(header.id(), id -> new ArrayList<>());
        if (!header.delta()) {
            ofId.forEach(offsets::remove);
            ofId.clear();
        }
        ofId.add(message.location().offset());
        offsets.add(message.location().offset());
    }

    /** Where the messages start, in their order. */
    long[] offsets() {
        return offsets.stream().mapToLong(Long::longValue).toArray();
    }
}
