/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.core.execution.JobClient;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens when this process is told to end, as by Ctrl-C: the job that runs is cancelled, and
 * the process ends once what it has begun to write is gone.
 */
final class Interruption implements AutoCloseable {

    private static final long MOST_SECONDS = 10;

    private final CountDownLatch ended = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "interruption");

    private boolean requested;
    private JobClient running;

    private Interruption() {}

    /** Waits for the end of the process until it is closed. */
    static Interruption await() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop() {
        synchronized (this) {
            requested = true;
            cancelRunning();
        }
        try {
            boolean inTime = ended.await(MOST_SECONDS, TimeUnit.SECONDS);
            assert inTime || !ended.await(0, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A job has been started, to be cancelled when the process ends, or at once. */
    synchronized void started(JobClient job) {
        running = job;
        if (requested) {
            cancelRunning();
        }
    }

    /** The job has ended. */
    synchronized void ended() {
        running = null;
    }

    private void cancelRunning() {
        if (running != null) {
            running.cancel();
        }
    }

    synchronized boolean isRequested() {
        return requested;
    }

    @Override
    public void close() {
        ended.countDown();
        if (!isRequested()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
