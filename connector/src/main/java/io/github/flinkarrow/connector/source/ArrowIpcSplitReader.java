/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitReader;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsChange;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Queue;

/** Reads the assigned splits one after another, in the fetcher's thread. */
final class ArrowIpcSplitReader implements SplitReader<RecordAndPosition<RowData>, ArrowIpcSplit> {

    private final SplitOpener opener;
    private final OpenHandOvers open;
    private final ReaderCounters counters;
    private final Queue<ArrowIpcSplit> splits = new ArrayDeque<>();

    private String splitId;
    private SplitRows split;

    ArrowIpcSplitReader(SplitOpener opener, OpenHandOvers open, ReaderCounters counters) {
        this.opener = opener;
        this.open = open;
        this.counters = counters;
    }

    @Override
    public RecordsWithSplitIds<RecordAndPosition<RowData>> fetch() throws IOException {
        if (split == null) {
            ArrowIpcSplit next = splits.remove();
            split = opener.open(next);
            splitId = next.splitId();
            counters.splits().inc();
        }
        BatchRows rows = split.next();
        HandOver handOver = new HandOver(splitId, rows, split.isAtEnd(), open);
        open.add(handOver);
        if (rows != null) {
            counters.blocks().inc(rows.batchCount());
            counters.bytes().inc(rows.bytes());
        }
        if (split.isAtEnd()) {
            closeSplit();
        }
        return handOver;
    }

    @Override
    public void handleSplitsChanges(SplitsChange<ArrowIpcSplit> change) {
        if (!(change instanceof SplitsAddition)) {
            throw new UnsupportedOperationException(change.getClass().getName());
        }
        splits.addAll(change.splits());
    }

    /** A fetch ends by itself. */
    @Override
    public void wakeUp() {}

    @Override
    public void close() throws IOException {
        try {
            closeSplit();
        } finally {
            opener.close();
        }
    }

    private void closeSplit() throws IOException {
        SplitRows current = split;
        split = null;
        if (current != null) {
            current.close();
        }
    }
}
