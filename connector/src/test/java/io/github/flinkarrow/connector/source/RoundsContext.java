/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.BooleanSupplier;

/**
 * An enumerator's context whose periodic work is done when a test asks for it, and whose failures
 * reach the test.
 */
class RoundsContext extends TestingSplitEnumeratorContext<ArrowIpcSplit> {

    private static final int MOST_SECONDS = 30;

    private Runnable periodic;

    RoundsContext(int parallelism) {
        super(parallelism);
    }

    @Override
    public <T> void callAsync(
            Callable<T> work, BiConsumer<T, Throwable> handler, long delay, long period) {
        periodic = () -> run(work, handler);
    }

    private static <T> void run(Callable<T> work, BiConsumer<T, Throwable> handler) {
        T result;
        try {
            result = work.call();
        } catch (Exception e) {
            handler.accept(null, e);
            return;
        }
        handler.accept(result, null);
    }

    /**
     * Does the periodic work once, and then what it asked for.
     *
     * @param isBusy whether other threads work for it, which hand on what they did
     */
    void round(BooleanSupplier isBusy) {
        periodic.run();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        do {
            getExecutorService().triggerAll();
            Thread.onSpinWait();
        } while (isBusy.getAsBoolean() && System.nanoTime() < deadline);
    }
}
