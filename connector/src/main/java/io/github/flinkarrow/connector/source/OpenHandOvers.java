/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.io.Closeable;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Set;

/**
 * The hand-overs of a reader whose rows have not all been emitted. Flink recycles those that it
 * finishes, and drops the others when a task is cancelled or fails. Safe for use by several
 * threads.
 */
final class OpenHandOvers implements Closeable {

    private final Set<HandOver> open = Collections.newSetFromMap(new IdentityHashMap<>());
    private boolean closed;

    /** Takes note of a hand-over, or releases it if the reader is closed already. */
    void add(HandOver handOver) {
        synchronized (this) {
            if (!closed) {
                open.add(handOver);
                return;
            }
        }
        handOver.release();
    }

    synchronized void remove(HandOver handOver) {
        open.remove(handOver);
    }

    /** Releases what is left; nothing may use rows any more. */
    @Override
    public void close() {
        Set<HandOver> left;
        synchronized (this) {
            closed = true;
            left = new HashSet<>(open);
            open.clear();
        }
        left.forEach(HandOver::release);
    }
}
