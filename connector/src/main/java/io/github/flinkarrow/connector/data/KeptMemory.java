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
        private boolean survivor;

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
    private long survivingBytes;

    /** Is gone when garbage has been collected. */
    private WeakReference<Object> garbage = new WeakReference<>(new Object());

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

    /** The bytes of all batches of which a view may be in use: also of those that are garbage. */
    public long bytes() {
        synchronized (lock) {
            update();
            return bytes;
        }
    }

    /** The bytes of those batches of which a view was in use when garbage was last collected. */
    public long survivingBytes() {
        synchronized (lock) {
            update();
            return survivingBytes;
        }
    }

    private void update() {
        for (Object found = free.poll(); found != null; found = free.poll()) {
            remove((View) found);
        }
        if (garbage.refersTo(null)) {
            garbage = new WeakReference<>(new Object());
            // What is free may not have come to the queue yet.
            List.copyOf(views).forEach(this::lookAt);
        }
    }

    private void lookAt(View view) {
        if (view.refersTo(null)) {
            remove(view);
        } else if (!view.batch.survivor) {
            view.batch.survivor = true;
            survivingBytes += view.batch.bytes;
        }
    }

    private void remove(View view) {
        if (!views.remove(view)) {
            return;
        }
        Batch batch = view.batch;
        batch.views--;
        if (batch.views == 0) {
            bytes -= batch.bytes;
            survivingBytes -= batch.survivor ? batch.bytes : 0;
        }
    }
}
