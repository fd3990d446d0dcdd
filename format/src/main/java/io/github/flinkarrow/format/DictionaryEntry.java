/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.DictionaryBatchHeader;

import java.io.IOException;
import java.util.List;

/**
 * One dictionary of a file or stream: its messages, and its values once a column has needed them.
 * What cannot be read of it is an error only then.
 */
final class DictionaryEntry {

    private final long id;
    private final DictionaryLoader loader;
    private final DictionaryBinding binding;

    /** Messages that are not loaded yet, in order. */
    private final PendingMessages pending;

    private Location last;
    private boolean hasBase;
    private Location skipped;
    private IOException failure;

    /** The values of a dictionary that has deltas. */
    private GrowingDictionary growing;

    /** The values so far with indices for what is dictionary-encoded; null where it has grown. */
    private Dictionary stored;

    /** The values with the dictionaries that they refer to. */
    private Dictionary bound;

    private List<Dictionary> boundTo;

    DictionaryEntry(long id, DictionaryLoader loader) {
        this.id = id;
        this.loader = loader;
        this.pending = new PendingMessages(loader);
        this.binding = loader.binding(id);
    }

    /** Whether it has had a message that is not a delta. */
    boolean hasBase() {
        return hasBase;
    }

    /**
     * Adds a message, behind those before.
     *
     * @throws UnsupportedIpcFeatureException if there are too many that are not loaded yet
     */
    void add(EncapsulatedMessage message) throws IOException {
        pending.add(message);
        last = message.location();
        hasBase |= !((DictionaryBatchHeader) message.message().header()).delta();
    }

    /** Says that the body of the last message will not be there when it is needed. */
    void skip() {
        skipped = last;
        pending.clear();
        release();
    }

    /** Loads the messages that are not loaded yet. */
    void load() throws IOException {
        if (skipped != null) {
            throw skipped.unsupported(
                    "a dictionary that no chosen column needed when the stream was"
                            + " there, and that one needs now");
        }
        if (failure != null) {
            throw failure;
        }
        EncapsulatedMessage message;
        while ((message = pending.first()) != null) {
            if (stored == null && growing == null && isDelta(message)) {
                throw message.location()
                        .malformed("a delta of dictionary " + id + ", which is not there yet");
            }
            Dictionary part = loader.load(message);
            binding.note(part.values());
            if (stored == null && growing == null) {
                stored = part;
            } else {
                append(part, message.location());
            }
            pending.removeFirst();
        }
    }

    private static boolean isDelta(EncapsulatedMessage message) {
        return ((DictionaryBatchHeader) message.message().header()).delta();
    }

    private void append(Dictionary part, Location location) throws IOException {
        try {
            if (growing == null) {
                growing = loader.grow(id);
                growing.append(stored.values(), location);
            }
            growing.append(part.values(), location);
            releaseViews();
        } catch (IOException e) {
            failure = e;
            release();
            throw e;
        } finally {
            part.memory().release();
        }
    }

    /** The dictionary with what it refers to as it is now; what has to be loaded is. */
    Dictionary get(DictionarySource others) throws IOException {
        load();
        if (stored == null) {
            stored = growing.values();
        }
        return binding.isEmpty() ? stored : bind(others);
    }

    private Dictionary bind(DictionarySource others) throws IOException {
        List<Dictionary> found = binding.find(others, last);
        if (!found.equals(boundTo)) {
            releaseBound();
            bound = binding.bind(stored, found, last);
            boundTo = found;
        }
        return bound;
    }

    /** Lets go of everything; whoever holds values may go on using them. */
    void discard() {
        pending.clear();
        release();
    }

    private void release() {
        releaseViews();
        if (growing != null) {
            growing.release();
            growing = null;
        }
    }

    private void releaseViews() {
        releaseBound();
        if (stored != null) {
            stored.memory().release();
            stored = null;
        }
    }

    private void releaseBound() {
        if (bound != null) {
            bound.memory().release();
            bound = null;
            boundTo = null;
        }
    }
}
