/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.fetcher.SingleThreadFetcherManager;
import org.apache.flink.connector.base.source.reader.fetcher.SplitFetcher;
import org.apache.flink.connector.base.source.reader.fetcher.SplitFetcherTask;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;

import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
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

    /** That of the fetcher; null before it has one. */
    private final AtomicReference<LastingSplitReader<E, SplitT>> reader;

    LastingFetcherManager(
            Supplier<LastingSplitReader<E, SplitT>> splitReaders, Configuration configuration) {
        this(splitReaders, configuration, new AtomicInteger(), new AtomicReference<>());
    }

    private LastingFetcherManager(
            Supplier<LastingSplitReader<E, SplitT>> splitReaders,
            Configuration configuration,
            AtomicInteger unfinished,
            AtomicReference<LastingSplitReader<E, SplitT>> reader) {
        super(
                () -> made(splitReaders, reader),
                configuration,
                finished -> subtract(unfinished, finished));
        this.unfinished = unfinished;
        this.reader = reader;
    }

    private static <E, SplitT extends SourceSplit> SplitReader<E, SplitT> made(
            Supplier<LastingSplitReader<E, SplitT>> splitReaders,
            AtomicReference<LastingSplitReader<E, SplitT>> reader) {
        LastingSplitReader<E, SplitT> made = splitReaders.get();
        reader.set(made);
        return made;
    }

    private static void subtract(AtomicInteger unfinished, Collection<String> finished) {
        unfinished.addAndGet(-finished.size());
    }

    @Override
    public void addSplits(List<SplitT> splits) {
        unfinished.addAndGet(splits.size());
        super.addSplits(splits);
    }

    /** Lets the split reader {@link LastingSplitReader#rest rest}, in the fetcher's thread. */
    void rest() {
        SplitFetcher<E, SplitT> fetcher = getRunningFetcher();
        if (fetcher != null) {
            fetcher.enqueueTask(new Rest(reader.get()));
        }
    }

    /** Closes the split reader, which does not go on with what it reads. */
    @Override
    public synchronized void close(long timeoutMs) throws Exception {
        LastingSplitReader<E, SplitT> closing = reader.get();
        if (closing != null) {
            closing.stop();
        }
        super.close(timeoutMs);
    }

    private record Rest(LastingSplitReader<?, ?> reader) implements SplitFetcherTask {

        @Override
        public boolean run() throws IOException {
            reader.rest();
            return true;
        }

        @Override
        public void wakeUp() {}
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
