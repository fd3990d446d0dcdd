/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;

/**
 * Messages of a dictionary that no column has needed yet, in their order. The first are kept as
 * they are; of the others only where they are, which is read again when they are needed.
 */
final class PendingMessages {

    private static final int MOST_KEPT = 64;

    /** Numbers that say where a message is: its offset, and the lengths of its parts. */
    private static final int NUMBERS = 3;

    private final DictionaryLoader loader;
    private final Queue<EncapsulatedMessage> kept = new ArrayDeque<>();
    private long[] others = {};
    private int start;
    private int end;

    PendingMessages(DictionaryLoader loader) {
        this.loader = loader;
    }

    /**
     * Adds a message behind those before.
     *
     * @throws UnsupportedIpcFeatureException if those of the whole input are too many
     */
    void add(EncapsulatedMessage message) throws IOException {
        if (start == end && kept.size() < MOST_KEPT) {
            kept.add(message);
            return;
        }
        loader.addPending(1, message.location());
        if (end == others.length) {
            others = Arrays.copyOf(others, Math.max(NUMBERS * MOST_KEPT, 2 * others.length));
        }
        Block block = message.block();
        others[end++] = block.offset();
        others[end++] = block.metadataLength();
        others[end++] = block.bodyLength();
    }

    /** The first message; null where there is none. */
    EncapsulatedMessage first() throws IOException {
        if (kept.isEmpty() && start < end) {
            Block block =
                    new Block(others[start], Math.toIntExact(others[start + 1]), others[start + 2]);
            kept.add(loader.readAgain(block));
            start += NUMBERS;
            loader.removePending(1);
        }
        return kept.peek();
    }

    void removeFirst() {
        kept.remove();
    }

    void clear() {
        kept.clear();
        loader.removePending((end - start) / NUMBERS);
        start = 0;
        end = 0;
        others = new long[0];
    }
}
