/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * Flink's one worker runs what is overdue first: what waits for it behind listings that take longer
 * than the interval waits for ever.
 */
class OverdueListingsTest {

    @TempDir private java.nio.file.Path directory;

    @Test
    void whatIsListedIsInspectedWhileTheWorkerIsBusy() throws Exception {
        ArrowFiles.write(directory.resolve("a"), 1, 10);
        ArrowIpcSource source =
                new ArrowIpcSource(
                        List.of(new Path(directory.toUri())),
                        ArrowFiles.ROW_TYPE,
                        ArrowIpcReadOptions.DEFAULT,
                        PlanningOptions.DEFAULT.withInterval(Duration.ofMillis(1)));
        CountDownLatch busy = new CountDownLatch(1);
        try (LiveCoordinator context = new LiveCoordinator();
                MonitoringEnumerator enumerator =
                        (MonitoringEnumerator) source.createEnumerator(context)) {
            context.afterTheFirstRound(busy::await);
            context.runInCoordinatorThread(enumerator::start);

            context.awaitSplitsOf(enumerator, "a");
        } finally {
            busy.countDown();
        }
    }
}
