/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dictionaries of a stream as they are at its current position. Where the input can go back,
 * each is loaded when a chosen column first needs it.
 */
final class StreamDictionaries implements DictionarySource {

    private final Set<Long> known;
    private final DictionaryLoader loader;
    private final boolean canGoBack;
    private final Map<Long, DictionaryEntry> entries = new HashMap<>();

    StreamDictionaries(ReadContext context, List<Field> fields) {
        this.known = DictionaryFields.of(fields).keySet();
        this.loader = new DictionaryLoader(context, fields);
        this.canGoBack = context.input().size() != ForwardInput.UNKNOWN_SIZE;
    }

    @Override
    public Dictionary get(long id) throws IOException {
        DictionaryEntry entry = entries.get(id);
        return entry == null ? null : entry.get(message -> loader.load(message, this));
    }

    /**
     * Adds or replaces a dictionary; batches loaded before keep the one they refer to.
     *
     * @param needed ids of the dictionaries that the chosen columns refer to
     */
    void add(EncapsulatedMessage message, DictionaryBatchHeader header, Set<Long> needed)
            throws IOException {
        long id = header.id();
        if (!known.contains(id)) {
            throw message.location().malformed("no field refers to dictionary " + id);
        }
        DictionaryEntry previous = entries.get(id);
        if (header.delta()) {
            if (previous == null) {
                previous = new DictionaryEntry(message, true);
                entries.put(id, previous);
            }
            previous.addDelta(message);
            return;
        }
        boolean loadNow = !canGoBack && needed.contains(id);
        DictionaryEntry entry = new DictionaryEntry(message, !canGoBack && !loadNow);
        entries.put(id, entry);
        if (previous != null) {
            previous.release();
        }
        if (loadNow) {
            get(id);
        }
    }

    void release() {
        entries.values().forEach(DictionaryEntry::release);
    }
}
