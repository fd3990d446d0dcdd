/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LastingFetcherManagerTest {

    private static final long TIMEOUT_SECONDS = 30;
    private static final int FIRST_FETCHER = 0;

    private final AtomicInteger readers = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Semaphore seenUnfinished = new Semaphore(0);

    @Test
    void oneFetcherServesAllSplitsUntilTheManagerCloses() throws Exception {
        LastingFetcherManager<String, FileSourceSplit> manager =
                new LastingFetcherManager<>(
                        () -> {
                            readers.incrementAndGet();
                            return new FinishingReader();
                        },
                        new Configuration());

        for (int i = 0; i < 3; i++) {
            manager.addSplits(List.of(split(i)));
            assertThat(manager.maybeShutdownFinishedFetchers()).isFalse();
            seenUnfinished.release();
            awaitFinished(manager, "split " + i);
            assertThat(manager.getNumAliveFetchers()).isOne();
        }

        assertThat(readers).hasValue(1);
        assertThat(closed.getCount()).isOne();
        manager.close(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
        assertThat(closed.getCount()).isZero();
    }

    /**
     * The only split is read, its hand-over fills the queue, and a wake-up came too late for it.
     * Now the reader asks whether that was all: the farewell of a fetcher that retired would be
     * taken for what was to be woken up and be refused, and closing would wait for it in vain.
     */
    @Test
    void closesThoughTheQueueIsFullAndAWakeUpIsPending() throws Exception {
        Configuration oneHandOver = new Configuration();
        oneHandOver.set(SourceReaderOptions.ELEMENT_QUEUE_CAPACITY, 1);
        LastingFetcherManager<String, FileSourceSplit> manager =
                new LastingFetcherManager<>(FinishingReader::new, oneHandOver);
        seenUnfinished.release();
        manager.addSplits(List.of(split(0)));
        manager.getQueue().getAvailabilityFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
        manager.getQueue().wakeUpPuttingThread(FIRST_FETCHER);

        while (!manager.maybeShutdownFinishedFetchers()) {
            Thread.onSpinWait();
        }
        assertThat(manager.getQueue().size()).isOne();
        manager.close(TimeUnit.DAYS.toMillis(1));

        assertThat(closed.getCount()).isZero();
    }

    /**
     * A reader looks for failures, then takes from the queue, which forgets that it was woken, then
     * asks whether all is read, and sleeps if not. A failure in between must not be slept over.
     */
    @Test
    void aFailureIsSeenByAReaderThatIsAboutToSleep() throws Exception {
        LastingFetcherManager<String, FileSourceSplit> manager =
                new LastingFetcherManager<>(FailingReader::new, new Configuration());
        manager.addSplits(List.of(split(0)));
        manager.getQueue().getAvailabilityFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);

        assertThat(manager.getQueue().poll()).isNull();
        assertThatThrownBy(manager::maybeShutdownFinishedFetchers)
                .hasRootCauseMessage("failing on purpose");

        manager.close(TimeUnit.SECONDS.toMillis(TIMEOUT_SECONDS));
    }

    /** As a reader does: take what is there, ask whether that was all, else wait for a signal. */
    private static void awaitFinished(
            LastingFetcherManager<String, FileSourceSplit> manager, String split) throws Exception {
        RecordsWithSplitIds<String> records = null;
        while (records == null || !manager.maybeShutdownFinishedFetchers()) {
            manager.getQueue().getAvailabilityFuture().get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
            RecordsWithSplitIds<String> next = manager.getQueue().poll();
            records = next == null ? records : next;
        }
        assertThat(records.finishedSplits()).containsExactly(split);
    }

    private static FileSourceSplit split(int number) {
        return new FileSourceSplit("split " + number, new Path("file:/a"), 0, 1, 0, 1);
    }

    /** Lets the test see a split as unfinished, then finishes one in each fetch. */
    private final class FinishingReader implements LastingSplitReader<String, FileSourceSplit> {

        private final Queue<FileSourceSplit> splits = new ArrayDeque<>();

        @Override
        public RecordsWithSplitIds<String> fetch() {
            seenUnfinished.acquireUninterruptibly();
            RecordsBySplits.Builder<String> records = new RecordsBySplits.Builder<>();
            records.addFinishedSplit(splits.remove().splitId());
            return records.build();
        }

        @Override
        public void handleSplitsChanges(SplitsChange<FileSourceSplit> change) {
            splits.addAll(change.splits());
        }

        @Override
        public void wakeUp() {}

        @Override
        public void rest() {}

        @Override
        public void stop() {}

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static final class FailingReader
            implements LastingSplitReader<String, FileSourceSplit> {

        @Override
        public RecordsWithSplitIds<String> fetch() throws IOException {
            throw new IOException("failing on purpose");
        }

        @Override
        public void handleSplitsChanges(SplitsChange<FileSourceSplit> change) {}

        @Override
        public void wakeUp() {}

        @Override
        public void rest() {}

        @Override
        public void stop() {}

        @Override
        public void close() {}
    }
}
