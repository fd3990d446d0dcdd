/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;

import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/** An enumerator's context with threads as Flink has them: a coordinator, and one that works. */
final class LiveCoordinator extends TestingSplitEnumeratorContext<ArrowIpcSplit>
        implements AutoCloseable {

    private static final int MOST_SECONDS = 15;

    private final ScheduledExecutorService coordinator =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "coordinator"));
    private final ScheduledExecutorService worker =
            Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "worker"));

    /** Something that takes time. */
    interface Wait {
        void run() throws InterruptedException;
    }

    private Wait afterRound = () -> {};

    LiveCoordinator() {
        super(1);
        registerReader(0, "host");
    }

    @Override
    public void runInCoordinatorThread(Runnable work) {
        coordinator.execute(work);
    }

    @Override
    public <T> void callAsync(Callable<T> work, BiConsumer<T, Throwable> handler) {
        worker.execute(() -> call(work, handler));
    }

    @Override
    public <T> void callAsync(
            Callable<T> work, BiConsumer<T, Throwable> handler, long delay, long period) {
        var unused =
                worker.scheduleAtFixedRate(
                        () -> {
                            call(work, handler);
                            waitForIt();
                        },
                        delay,
                        period,
                        TimeUnit.MILLISECONDS);
    }

    private void waitForIt() {
        try {
            afterRound.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Keeps the worker busy behind its first periodic work. */
    void afterTheFirstRound(Wait wait) {
        afterRound = wait;
    }

    private <T> void call(Callable<T> work, BiConsumer<T, Throwable> handler) {
        T result;
        try {
            result = work.call();
        } catch (Exception e) {
            runInCoordinatorThread(() -> handler.accept(null, e));
            return;
        }
        runInCoordinatorThread(() -> handler.accept(result, null));
    }

    /** Runs something in the coordinator's thread. */
    <T> T ask(Callable<T> question) throws Exception {
        return coordinator.submit(question).get(MOST_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until reader 0 has splits of these files, for which it asks again and again. */
    void awaitSplitsOf(MonitoringEnumerator enumerator, String... files) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        Set<String> found = new TreeSet<>();
        while (!found.equals(Set.of(files)) && System.nanoTime() < deadline) {
            found = ask(() -> filesAfterAsking(enumerator));
            Thread.onSpinWait();
        }
        assertThat(found).containsExactlyInAnyOrder(files);
    }

    private Set<String> filesAfterAsking(MonitoringEnumerator enumerator) {
        enumerator.handleSplitRequest(0, null);
        Set<String> files = new TreeSet<>();
        if (getSplitAssignments().containsKey(0)) {
            getSplitAssignments()
                    .get(0)
                    .getAssignedSplits()
                    .forEach(split -> files.add(split.path().getName()));
        }
        return files;
    }

    @Override
    public void close() {
        worker.shutdownNow();
        coordinator.shutdownNow();
    }
}
