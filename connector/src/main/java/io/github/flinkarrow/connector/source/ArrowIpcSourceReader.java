/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.SingleThreadMultiplexSourceReaderBase;
import org.apache.flink.connector.file.src.FileSourceSplitState;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import java.util.Map;

/**
 * Asks for splits one at a time, and emits their rows.
 *
 * @param <T> what a row is emitted as
 */
final class ArrowIpcSourceReader<T>
        extends SingleThreadMultiplexSourceReaderBase<
                RecordAndPosition<RowData>, T, ArrowIpcSplit, FileSourceSplitState<ArrowIpcSplit>> {

    private final OpenHandOvers open;
    private final LastingFetcherManager<RecordAndPosition<RowData>, ArrowIpcSplit> fetchers;

    private ArrowIpcSourceReader(
            SourceReaderContext context,
            OpenHandOvers open,
            RowConversion.OfSplit<T> conversion,
            LastingFetcherManager<RecordAndPosition<RowData>, ArrowIpcSplit> fetchers) {
        super(fetchers, new ConvertingEmitter<>(conversion), context.getConfiguration(), context);
        this.open = open;
        this.fetchers = fetchers;
    }

    static <T> ArrowIpcSourceReader<T> create(
            SourceReaderContext context,
            RowType rowType,
            ArrowIpcReadOptions options,
            PlanningOptions planning,
            RowConversion<T> conversion) {
        OpenHandOvers open = new OpenHandOvers();
        ReaderCounters counters = ReaderCounters.in(context.metricGroup());
        return new ArrowIpcSourceReader<>(
                context,
                open,
                conversion.open(context.getUserCodeClassLoader().asClassLoader()),
                new LastingFetcherManager<>(
                        () ->
                                new ArrowIpcSplitReader(
                                        new SplitOpener(
                                                rowType,
                                                options,
                                                counters,
                                                planning.onBrokenFile(),
                                                planning.limit(),
                                                planning.filter(),
                                                conversion.input(),
                                                conversion.counted(),
                                                new RowMemory()),
                                        open,
                                        counters,
                                        conversion.input()),
                        context.getConfiguration()));
    }

    @Override
    public void start() {
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    @Override
    protected void onSplitFinished(Map<String, FileSourceSplitState<ArrowIpcSplit>> finished) {
        // After a restore there may be others: they come first.
        if (getNumberOfCurrentlyAssignedSplits() == 0) {
            context.sendSplitRequest();
        }
    }

    /** A file must not stay open for days because it might have another split. */
    @Override
    public void handleSourceEvents(SourceEvent event) {
        if (event instanceof NoSplitsNow) {
            fetchers.rest();
        } else {
            super.handleSourceEvents(event);
        }
    }

    @Override
    protected FileSourceSplitState<ArrowIpcSplit> initializedState(ArrowIpcSplit split) {
        return new FileSourceSplitState<>(split);
    }

    @Override
    protected ArrowIpcSplit toSplitType(String splitId, FileSourceSplitState<ArrowIpcSplit> state) {
        return state.toFileSourceSplit();
    }

    @Override
    public void close() throws Exception {
        try {
            super.close();
        } finally {
            open.close();
        }
    }
}
