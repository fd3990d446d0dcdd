/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.testutils.source.reader.TestingSplitEnumeratorContext;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A listing that takes longer than the interval, in the order in which Flink's one worker works.
 */
class OverdueListingsTest {

    private static final int LISTING_MILLIS = 10;
    private static final int MOST_STEPS = 200;

    @TempDir private java.nio.file.Path directory;

    @Test
    void whatIsListedIsInspectedBeforeItIsListedAgain() throws Exception {
        SlowWorker context = new SlowWorker();
        context.registerReader(0, "host");
        ArrowFiles.write(directory.resolve("a"), 1, 10);
        ArrowIpcSource source =
                new ArrowIpcSource(
                        List.of(new Path(directory.toUri())),
                        ArrowFiles.ROW_TYPE,
                        ArrowIpcReadOptions.DEFAULT,
                        PlanningOptions.DEFAULT.withInterval(Duration.ofMillis(1)));
        try (MonitoringEnumerator enumerator =
                (MonitoringEnumerator) source.createEnumerator(context)) {
            enumerator.start();
            for (int files = 1; files <= 3; files++) {
                enumerator.handleSplitRequest(0, null);
                context.workUntilAssigned(files);

                assertThat(context.listings).isEqualTo(files);
                ArrowFiles.write(directory.resolve("b" + files), 1, 10);
            }
        }
    }

    /**
     * Works in virtual time: what is due first runs first, and periodic work is due at its period,
     * however late it is.
     */
    private static final class SlowWorker extends TestingSplitEnumeratorContext<ArrowIpcSplit> {

        private record Work(long due, int order, Runnable run) {}

        private final PriorityQueue<Work> queue =
                new PriorityQueue<>(
                        Comparator.comparingLong(Work::due).thenComparingInt(Work::order));
        private long now;
        private int order;
        private int listings;

        SlowWorker() {
            super(1);
        }

        @Override
        public <T> void callAsync(Callable<T> work, BiConsumer<T, Throwable> handler) {
            queue.add(new Work(now, order++, () -> call(work, handler)));
        }

        @Override
        public <T> void callAsync(
                Callable<T> work, BiConsumer<T, Throwable> handler, long delay, long period) {
            list(work, handler, now + delay, period);
        }

        private <T> void list(
                Callable<T> work, BiConsumer<T, Throwable> handler, long due, long period) {
            queue.add(
                    new Work(
                            due,
                            order++,
                            () -> {
                                if (call(work, handler) != null) {
                                    listings++;
                                    now += LISTING_MILLIS;
                                }
                                list(work, handler, due + period, period);
                            }));
        }

        private static <T> T call(Callable<T> work, BiConsumer<T, Throwable> handler) {
            T result;
            try {
                result = work.call();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            handler.accept(result, null);
            return result;
        }

        void workUntilAssigned(int splits) {
            for (int step = 0; step < MOST_STEPS && assigned() < splits; step++) {
                Work next = queue.remove();
                now = Math.max(now, next.due());
                next.run().run();
            }
            assertThat(assigned()).isEqualTo(splits);
        }

        private int assigned() {
            return getSplitAssignments().containsKey(0)
                    ? getSplitAssignments().get(0).getAssignedSplits().size()
                    : 0;
        }
    }
}
