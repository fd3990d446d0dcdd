/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.core.execution.JobClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * What happens when this process is told to end, as by Ctrl-C: the job that runs is cancelled, and
 * the process ends once its writers have stopped.
 */
final class Interruption implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Interruption.class);
    private static final long MOST_SECONDS = 10;

    private final Thread hook = new Thread(this::stop, "interruption");

    private boolean requested;
    private boolean starting;
    private JobClient running;

    private Interruption() {}

    /** Looks after jobs until it is closed. */
    static Interruption await() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    private void stop() {
        try {
            JobClient job = jobAfterRequest();
            if (job != null) {
                job.cancel().get(MOST_SECONDS, TimeUnit.SECONDS);
                awaitEnd(job);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The job has not been cancelled", e);
        }
    }

    /** Waits for a job that is being started, since it may write. */
    private synchronized JobClient jobAfterRequest() throws InterruptedException {
        requested = true;
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        while (starting) {
            long millis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (millis <= 0) {
                return null;
            }
            wait(millis);
        }
        return running;
    }

    /** However it ends: whoever waits for its result is told. */
    private static void awaitEnd(JobClient job) throws InterruptedException {
        try {
            job.getJobExecutionResult().get(MOST_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("The job {} has not finished", job.getJobID(), e);
        }
    }

    synchronized boolean isRequested() {
        return requested;
    }

    /** A job may be started from now on, until {@link Starting#close}. */
    synchronized Starting starting() {
        starting = true;
        return new Starting();
    }

    @Override
    public void close() {
        if (!isRequested()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }

    /** A job from before its start to its end, which closing waits for: it may have to clean up. */
    final class Starting implements AutoCloseable {

        private JobClient job;

        private Starting() {}

        /** The start is over; without a job there is nothing to be cancelled. */
        void started(JobClient client) {
            synchronized (Interruption.this) {
                job = client;
                running = client;
                starting = false;
                Interruption.this.notifyAll();
            }
        }

        @Override
        public void close() throws InterruptedException {
            if (job != null) {
                awaitEnd(job);
            }
            synchronized (Interruption.this) {
                starting = false;
                running = null;
                Interruption.this.notifyAll();
            }
        }
    }
}
