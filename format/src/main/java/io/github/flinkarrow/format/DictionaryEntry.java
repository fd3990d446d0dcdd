/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;

/**
 * One dictionary of a file or stream: its message, and its values once a column has needed them.
 * What cannot be read of it is an error only then.
 */
final class DictionaryEntry {

    /** Reads the values of a dictionary from its message. */
    interface Loader {
        Dictionary load(EncapsulatedMessage message) throws IOException;
    }

    private final EncapsulatedMessage message;
    private final boolean skipped;
    private EncapsulatedMessage delta;
    private Dictionary dictionary;
    private boolean loading;

    /**
     * @param skipped whether the body can no longer be read
     */
    DictionaryEntry(EncapsulatedMessage message, boolean skipped) {
        this.message = message;
        this.skipped = skipped;
    }

    /** Remembers values that come after those of the dictionary. */
    void addDelta(EncapsulatedMessage other) {
        delta = other;
    }

    /**
     * The dictionary, loaded by the first call.
     *
     * @return null inside of its own loading: a dictionary cannot be among its own values
     */
    Dictionary get(Loader loader) throws IOException {
        if (delta != null) {
            throw delta.location().unsupported("a delta dictionary");
        }
        if (dictionary == null && !loading) {
            if (skipped) {
                throw message.location()
                        .unsupported(
                                "a dictionary that no chosen column needed when the stream was"
                                        + " there, and that one needs now");
            }
            loading = true;
            try {
                dictionary = loader.load(message);
            } finally {
                loading = false;
            }
        }
        return dictionary;
    }

    /** Lets go of the values; whoever holds them may go on using them. */
    void release() {
        if (dictionary != null) {
            dictionary.memory().release();
            dictionary = null;
        }
    }
}
