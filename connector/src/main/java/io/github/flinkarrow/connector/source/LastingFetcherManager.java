/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.fetcher.SingleThreadFetcherManager;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Keeps its fetcher until the reader closes.
 *
 * <p>Flink retires a fetcher whenever it has no split. Between short splits that costs a thread and
 * the open file each time; and a fetcher that retires may wait forever for its last hand-over,
 * which the full queue refused, so that the reader's closing runs into its timeout (FLINK-40660).
 */
final class LastingFetcherManager<E, SplitT extends SourceSplit>
        extends SingleThreadFetcherManager<E, SplitT> {

    /** Splits that were added and whose last rows are not yet in the queue. */
    private final AtomicInteger unfinished;

    LastingFetcherManager(
            Supplier<SplitReader<E, SplitT>> splitReaders, Configuration configuration) {
        this(splitReaders, configuration, new AtomicInteger());
    }

    private LastingFetcherManager(
            Supplier<SplitReader<E, SplitT>> splitReaders,
            Configuration configuration,
            AtomicInteger unfinished) {
        super(splitReaders, configuration, finished -> subtract(unfinished, finished));
        this.unfinished = unfinished;
    }

    private static void subtract(AtomicInteger unfinished, Collection<String> finished) {
        unfinished.addAndGet(-finished.size());
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        unfinished.addAndGet(splits.size());
        super.addSplits(splits);
    }

    /**
     * Whether all splits have been read. The reader asks when its queue is empty, and ends when no
     * more splits will come; the fetcher wakes the reader after the last of its splits.
     *
     * <p>A failure is thrown: what woke the reader for it is forgotten when the reader has looked
     * for failures a moment too early, and then found its queue empty.
     */
    @Override
    public boolean maybeShutdownFinishedFetchers() {
        checkErrors();
        return unfinished.get() == 0;
    }
}
