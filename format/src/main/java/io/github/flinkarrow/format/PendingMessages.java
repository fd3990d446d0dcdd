/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Messages of a dictionary that no column has needed yet, in their order. The first of a file or
 * stream are kept as they are; of the others only where they are, which is read again when they are
 * needed.
 */
final class PendingMessages {

    private final DictionaryLoader loader;
    private final Queue<EncapsulatedMessage> whole = new ArrayDeque<>();

    /** Those behind the whole ones; the first ones may have been read again already. */
    private final BlockList others = new BlockList();

    private int othersDone;

    /** The first of the others that are not done, once it has been read again. */
    private EncapsulatedMessage again;

    PendingMessages(DictionaryLoader loader) {
        this.loader = loader;
    }

    /**
     * Adds a message behind those before.
     *
     * @throws UnsupportedIpcFeatureException if those of the whole input are too many
     */
    void add(EncapsulatedMessage message) throws IOException {
        if (othersDone == others.size() && loader.keepsWhole()) {
            whole.add(message);
            return;
        }
        loader.addPending(message.location());
        others.add(message.block());
    }

    /** The first message; null where there is none. */
    EncapsulatedMessage first() throws IOException {
        if (!whole.isEmpty()) {
            return whole.peek();
        }
        if (again == null && othersDone < others.size()) {
            again = loader.readAgain(others.get(othersDone));
        }
        return again;
    }

    void removeFirst() {
        if (whole.poll() != null) {
            loader.removeWhole(1);
            return;
        }
        again = null;
        loader.removePending(1);
        othersDone++;
        if (othersDone == others.size()) {
            clear();
        }
    }

    void clear() {
        loader.removeWhole(whole.size());
        whole.clear();
        loader.removePending(others.size() - othersDone);
        others.clear();
        othersDone = 0;
        again = null;
    }
}
