/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.annotation.Internal;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * How many bytes of record batches somebody may still refer to, because the garbage collector has
 * not found all {@linkplain Views views} of them to be free. Safe for use by several threads.
 *
 * <p>The views are watched, and not the arrays on the heap: a large array that a weak reference
 * points to is kept by G1 until it marks the whole heap.
 */
@Internal
public final class KeptMemory {

    private static final class Batch {

        private final long bytes;
        private int views;

        Batch(long bytes) {
            this.bytes = bytes;
        }
    }

    private static final class View extends WeakReference<Object> {

        private final Batch batch;

        View(Object view, Batch batch, ReferenceQueue<Object> free) {
            super(view, free);
            this.batch = batch;
            batch.views++;
        }
    }

    private final ReferenceQueue<Object> free = new ReferenceQueue<>();

    /** Guards everything below, and batches. */
    private final Object lock = new Object();

    private final Set<View> views = new HashSet<>();
    private long bytes;

    /** Watches the views of a batch. */
    void add(List<Object> viewsOfBatch, long bytesOfBatch) {
        if (viewsOfBatch.isEmpty()) {
            return;
        }
        synchronized (lock) {
            Batch batch = new Batch(bytesOfBatch);
            for (Object view : viewsOfBatch) {
                views.add(new View(view, batch, free));
            }
            bytes += bytesOfBatch;
        }
    }

    /** The bytes of all batches of which a view may be in use. */
    public long bytes() {
        synchronized (lock) {
            for (Object found = free.poll(); found != null; found = free.poll()) {
                View view = (View) found;
                views.remove(view);
                view.batch.views--;
                if (view.batch.views == 0) {
                    bytes -= view.batch.bytes;
                }
            }
            return bytes;
        }
    }
}
