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

    /** A batch of rows. */
    final class Batch {

        private static final long NOT_YET = Long.MAX_VALUE;

        private final long bytes;
        private int views;
        private boolean survivor;

        /** The collections that had been noticed then. */
        private long releasedAt = NOT_YET;

        private Batch(long bytes) {
            this.bytes = bytes;
        }

        /** The rows have been emitted: who refers to them now keeps them. */
        void release() {
            synchronized (lock) {
                releasedAt = Math.min(releasedAt, generation);
            }
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

    /** Collections of garbage that were noticed. */
    private long generation;

    /** Is gone when garbage has been collected. */
    private WeakReference<Object> garbage = new WeakReference<>(new Object());

    /** Watches the views of a batch. */
    Batch add(List<Object> viewsOfBatch, long bytesOfBatch) {
        synchronized (lock) {
            Batch batch = new Batch(bytesOfBatch);
            for (Object view : viewsOfBatch) {
                views.add(new View(view, batch, free));
            }
            if (!viewsOfBatch.isEmpty()) {
                bytes += bytesOfBatch;
            }
            return batch;
        }
    }

    /** The bytes of all batches of which a view may be in use: also of those that are garbage. */
    public long bytes() {
        synchronized (lock) {
            update();
            return bytes;
        }
    }

    /**
     * The bytes of those batches that were released, and of which the garbage collector has not
     * found all views to be free since.
     */
    public long survivingBytes() {
        synchronized (lock) {
            update();
            return survivingBytes;
        }
    }

    /**
     * Whether at most so many bytes survived, and at most twice as many are there in all: what was
     * read since garbage was last collected may be kept, or not.
     */
    public boolean isAtMost(long mostBytes) {
        synchronized (lock) {
            update();
            return survivingBytes <= mostBytes && bytes / 2 <= mostBytes;
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
            generation++;
        }
    }

    private void lookAt(View view) {
        Batch batch = view.batch;
        if (view.refersTo(null)) {
            remove(view);
        } else if (batch.releasedAt < generation && !batch.survivor) {
            batch.survivor = true;
            survivingBytes += batch.bytes;
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
