/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.memory;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.Set;

/**
 * The bytes of arrays that somebody still refers to, as far as the garbage collector knows. Used
 * under a lock.
 */
final class ReachableArrays {

    /** An array, and what it takes when it is gone. */
    private static final class Entry extends WeakReference<byte[]> {

        private final int length;

        Entry(byte[] array, ReferenceQueue<byte[]> collected) {
            super(array, collected);
            this.length = array.length;
        }
    }

    private final ReferenceQueue<byte[]> collected = new ReferenceQueue<>();
    private final Set<Entry> entries = new HashSet<>();
    private long bytes;

    void add(byte[] array) {
        forgetCollected();
        Entry entry = new Entry(array, collected);
        entries.add(entry);
        bytes += entry.length;
    }

    long bytes() {
        forgetCollected();
        return bytes;
    }

    private void forgetCollected() {
        for (Object gone = collected.poll(); gone != null; gone = collected.poll()) {
            Entry entry = (Entry) gone;
            entries.remove(entry);
            bytes -= entry.length;
        }
    }
}
