/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Reads the assigned splits one after another, in the fetcher's thread. While the first one is
 * paused those behind it are read.
 */
final class ArrowIpcSplitReader
        implements LastingSplitReader<RecordAndPosition<RowData>, ArrowIpcSplit> {

    private final SplitOpener opener;
    private final OpenHandOvers open;
    private final ReaderCounters counters;
    private final RowConversion.Input input;

    /** In the order of their assignment, by their ids. */
    private final Map<String, AssignedSplit> splits = new LinkedHashMap<>();

    private final Set<String> paused = new HashSet<>();

    private final Object wakeUps = new Object();
    private boolean wokenUp;

    /**
     * @param input what is handed over
     */
    ArrowIpcSplitReader(
            SplitOpener opener,
            OpenHandOvers open,
            ReaderCounters counters,
            RowConversion.Input input) {
        this.opener = opener;
        this.open = open;
        this.counters = counters;
        this.input = input;
    }

    @Override
    public RecordsWithSplitIds<RecordAndPosition<RowData>> fetch() throws IOException {
        AssignedSplit split = nextSplit();
        if (split == null) {
            awaitWakeUp();
            return nothing();
        }
        try {
            return fetch(split);
        } catch (StoppedException e) {
            return nothing();
        }
    }

    private static RecordsWithSplitIds<RecordAndPosition<RowData>> nothing() {
        return new RecordsBySplits<>(Map.of(), Set.of());
    }

    private HandOver fetch(AssignedSplit split) throws IOException {
        String splitId = split.split.splitId();
        SplitRows rows = split.rows(opener);
        HandOver handOver = new HandOver(splitId, next(rows), rows.isAtEnd(), open);
        open.add(handOver);
        if (rows.isAtEnd()) {
            splits.remove(splitId);
            paused.remove(splitId);
            rows.close();
        }
        countPendingBytes();
        return handOver;
    }

    private HandedRows next(SplitRows rows) throws IOException {
        HandedRows next = rows.next();
        return next == null || input == RowConversion.Input.ROWS ? next : next.counts();
    }

    /** The first split that is not paused; null if all are. */
    private AssignedSplit nextSplit() {
        for (AssignedSplit split : splits.values()) {
            if (!paused.contains(split.split.splitId())) {
                return split;
            }
        }
        return null;
    }

    private void countPendingBytes() {
        long bytes = 0;
        for (AssignedSplit split : splits.values()) {
            bytes += split.bytesLeft();
        }
        counters.pendingBytes().set(bytes);
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ArrowIpcSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException(change.getClass().getName());
        }
        change.splits().forEach(split -> splits.put(split.splitId(), new AssignedSplit(split)));
        countPendingBytes();
    }

    @Override
    public void pauseOrResumeSplits(
            Collection<ArrowIpcSplit> toPause, Collection<ArrowIpcSplit> toResume) {
        for (ArrowIpcSplit split : toPause) {
            // One that has just been read to its end would stay here for ever.
            if (splits.containsKey(split.splitId())) {
                paused.add(split.splitId());
            }
        }
        toResume.forEach(split -> paused.remove(split.splitId()));
    }

    private void awaitWakeUp() {
        synchronized (wakeUps) {
            try {
                while (!wokenUp) {
                    wakeUps.wait();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            wokenUp = false;
        }
    }

    /** Ends a fetch that waits because all splits are paused; any other ends by itself. */
    @Override
    public void wakeUp() {
        synchronized (wakeUps) {
            wokenUp = true;
            wakeUps.notifyAll();
        }
    }

    @Override
    public void rest() throws IOException {
        if (splits.isEmpty()) {
            opener.close();
        }
    }

    @Override
    public void stop() {
        opener.stop();
    }

    /** How many splits are paused. */
    int pausedCount() {
        return paused.size();
    }

    @Override
    public void close() throws IOException {
        try (SplitOpener closing = opener) {
            IOException failure = null;
            for (AssignedSplit split : splits.values()) {
                try {
                    split.close();
                } catch (IOException e) {
                    failure = e;
                }
            }
            splits.clear();
            if (failure != null) {
                throw failure;
            }
        }
    }

    /** A split, which is opened when its turn comes. */
    private static final class AssignedSplit {

        private final ArrowIpcSplit split;
        private SplitRows rows;

        AssignedSplit(ArrowIpcSplit split) {
            this.split = split;
        }

        SplitRows rows(SplitOpener opener) throws IOException {
            if (rows == null) {
                rows = opener.open(split);
            }
            return rows;
        }

        long bytesLeft() {
            return rows == null ? split.length() : rows.bytesLeft();
        }

        void close() throws IOException {
            if (rows != null) {
                rows.close();
            }
        }
    }
}
