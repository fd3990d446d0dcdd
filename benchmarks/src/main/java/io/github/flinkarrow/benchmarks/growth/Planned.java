/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.growth;

import org.apache.flink.api.connector.source.ReaderInfo;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.connector.source.SplitsAssignment;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.source.ArrowIpcSplit;

import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;

/** A coordinator in one thread with one reader, which takes splits and reads none. */
final class Planned implements SplitEnumeratorContext<ArrowIpcSplit> {

    private static final int READER = 0;

    private long splits;
    private boolean ended;

    private Planned() {}

    /** Plans a source and hands out all of its splits. */
    static long splits(ArrowIpcSource source) throws Exception {
        Planned planned = new Planned();
        try (SplitEnumerator<ArrowIpcSplit, ?> enumerator = source.createEnumerator(planned)) {
            enumerator.start();
            while (!planned.ended) {
                enumerator.handleSplitRequest(READER, null);
            }
        }
        return planned.splits;
    }

    @Override
    public void assignSplits(SplitsAssignment<ArrowIpcSplit> assigned) {
        assigned.assignment().values().forEach(these -> splits += these.size());
    }

    @Override
    public void signalNoMoreSplits(int subtask) {
        ended = true;
    }

    @Override
    public <T> void callAsync(Callable<T> callable, BiConsumer<T, Throwable> handler) {
        T result;
        try {
            result = callable.call();
        } catch (Exception e) {
            handler.accept(null, e);
            return;
        }
        handler.accept(result, null);
    }

    @Override
    public <T> void callAsync(
            Callable<T> callable, BiConsumer<T, Throwable> handler, long delay, long period) {
        throw new UnsupportedOperationException("files are looked for once");
    }

    @Override
    public void runInCoordinatorThread(Runnable runnable) {
        runnable.run();
    }

    @Override
    public SplitEnumeratorMetricGroup metricGroup() {
        return new NoMetrics();
    }

    @Override
    public void sendEventToSourceReader(int subtask, SourceEvent event) {}

    @Override
    public int currentParallelism() {
        return 1;
    }

    @Override
    public Map<Integer, ReaderInfo> registeredReaders() {
        return Map.of(READER, new ReaderInfo(READER, "here"));
    }

    private static final class NoMetrics extends UnregisteredMetricsGroup
            implements SplitEnumeratorMetricGroup {

        @Override
        public <G extends org.apache.flink.metrics.Gauge<Long>> G setUnassignedSplitsGauge(
                G gauge) {
            return gauge;
        }
    }
}
