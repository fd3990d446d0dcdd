/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.store;

import java.io.InterruptedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/** What a store was asked for, and how long each answer takes. Safe for use by several threads. */
public final class StoreRequests {

    private final LongAdder ranges = new LongAdder();
    private final LongAdder statuses = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private volatile long delayMillis;

    /** How long each request takes from now on, before its first byte comes. */
    public void setDelayMillis(long millis) {
        delayMillis = millis;
    }

    /**
     * Ranges of files: a read that goes on where the one before it ended belongs to its request.
     */
    public long ranges() {
        return ranges.sum();
    }

    /** Statuses of files, and listings. */
    public long statuses() {
        return statuses.sum();
    }

    /** Bytes of all ranges. */
    public long bytes() {
        return bytes.sum();
    }

    /** Counts from 0 again. */
    public void forget() {
        ranges.reset();
        statuses.reset();
        bytes.reset();
    }

    void status() throws InterruptedIOException {
        statuses.increment();
        await();
    }

    void range() throws InterruptedIOException {
        ranges.increment();
        await();
    }

    void read(long count) {
        bytes.add(count);
    }

    private void await() throws InterruptedIOException {
        try {
            TimeUnit.MILLISECONDS.sleep(delayMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("a request was stopped");
            stopped.initCause(e);
            throw stopped;
        }
    }
}
