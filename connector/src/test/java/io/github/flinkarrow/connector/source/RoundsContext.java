/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;

import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/**
 * An enumerator's context whose periodic work is done when a test asks for it, and whose failures
 * reach the test.
 */
final class RoundsContext extends TestingSplitEnumeratorContext<ArrowIpcSplit> {

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

    /** Does the periodic work once, and then what it asked for. */
    void round() {
        periodic.run();
        getExecutorService().triggerAll();
    }
}
