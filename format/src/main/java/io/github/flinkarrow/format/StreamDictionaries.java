/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;
import io.github.flinkarrow.format.schema.Field;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The dictionaries of a stream as they are at its current position. Where the input can go back,
 * each is loaded when a chosen column first needs it.
 */
final class StreamDictionaries implements DictionarySource {

    private final DictionaryLoader loader;
    private final boolean canGoBack;
    private final boolean loadsAll;
    private final Map<Long, DictionaryEntry> entries = new HashMap<>();
    private LiveDictionaries live = new LiveDictionaries();

    StreamDictionaries(ReadContext context, List<Field> fields) {
        this.loader = new DictionaryLoader(context, fields);
        this.canGoBack = context.input().size() != ForwardInput.UNKNOWN_SIZE;
        this.loadsAll = context.options().validation() == Validation.FULL;
    }

    @Override
    public Dictionary get(long id) throws IOException {
        DictionaryEntry entry = entries.get(id);
        return entry == null ? null : entry.get(this);
    }

    /**
     * Adds to a dictionary, or replaces it; batches loaded before keep the one they refer to.
     *
     * @param needed ids of the dictionaries that the chosen columns refer to
     */
    void add(EncapsulatedMessage message, DictionaryBatchHeader header, Set<Long> needed)
            throws IOException {
        long id = header.id();
        if (!loader.knows(id)) {
            throw message.location().malformed("no field refers to dictionary " + id);
        }
        if (!header.delta()) {
            DictionaryEntry previous = entries.remove(id);
            if (previous != null) {
                previous.discard();
            }
        }
        if (canGoBack) {
            live.add(message, header);
        }
        DictionaryEntry entry =
                entries.computeIfAbsent(id, key -> new DictionaryEntry(key, loader));
        entry.add(message);
        if (loadsAll || (!canGoBack && needed.contains(id))) {
            entry.load();
        } else if (!canGoBack) {
            entry.skip();
        }
    }

    /** Checks, at the end of a stream, what the dictionaries refer to, where all are loaded. */
    void finish() throws IOException {
        if (loadsAll) {
            for (DictionaryEntry entry : entries.values()) {
                entry.get(this);
            }
        }
    }

    /**
     * Forgets what is not wanted, in favour of other messages.
     *
     * @param offsets of the messages that are wanted
     * @return how many of them, from the first on, are here already; the others are to be added
     */
    int keep(long... offsets) {
        long[] known = live.offsets();
        if (known.length <= offsets.length
                && Arrays.equals(known, Arrays.copyOf(offsets, known.length))) {
            return known.length;
        }
        forget();
        return 0;
    }

    /** Starts anew, without dictionaries. */
    void forget() {
        release();
        entries.clear();
        live = new LiveDictionaries();
    }

    void release() {
        entries.values().forEach(DictionaryEntry::discard);
    }
}
