/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.api.java.typeutils.ResultTypeQueryable;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.source.ArrowIpcSplit;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A source that notes which splits its readers get and what they count, and can make the first
 * attempt fail after a completed checkpoint.
 */
public final class ObservedSource<SourceT extends Source<RowData, ArrowIpcSplit, StateT>, StateT>
        implements Source<RowData, ArrowIpcSplit, StateT>, ResultTypeQueryable<RowData> {

    private static final long serialVersionUID = 1L;

    private static final Map<String, Observations> OBSERVATIONS = new ConcurrentHashMap<>();

    /** Something that may fail. */
    public interface Action {
        void run() throws Exception;
    }

    /** What happened in all readers of one source. */
    public static final class Observations {
        public final List<ReaderObservations> readers =
                Collections.synchronizedList(new ArrayList<>());
        private volatile boolean failed;
        private volatile Action beforeReading = () -> {};

        public List<ArrowIpcSplit> splits() {
            return readers.stream().flatMap(reader -> reader.splits.stream()).toList();
        }

        public long count(String counter) {
            return readers.stream().mapToLong(reader -> reader.count(counter)).sum();
        }
    }

    /** What happened in one reader of one attempt. */
    public static final class ReaderObservations {
        public final List<ArrowIpcSplit> splits = Collections.synchronizedList(new ArrayList<>());
        private final Map<String, Counter> counters = new ConcurrentHashMap<>();

        public long count(String counter) {
            return counters.get(counter).getCount();
        }
    }

    private final SourceT source;
    private final String name;
    private final long rowsBeforeCheckpoint;
    private final long rowsBeforeFailure;

    private ObservedSource(
            SourceT source, String name, long rowsBeforeCheckpoint, long rowsBeforeFailure) {
        this.source = source;
        this.name = name;
        this.rowsBeforeCheckpoint = rowsBeforeCheckpoint;
        this.rowsBeforeFailure = rowsBeforeFailure;
    }

    /**
     * Observes a source.
     *
     * @param name under which {@link #observations} finds what happened
     */
    public static <S extends Source<RowData, ArrowIpcSplit, T>, T> ObservedSource<S, T> observe(
            S source, String name) {
        OBSERVATIONS.put(name, new Observations());
        return new ObservedSource<>(source, name, Long.MAX_VALUE, Long.MAX_VALUE);
    }

    /**
     * The first reader that has emitted so many rows waits until a checkpoint that contains them is
     * complete, emits some more, and fails; once.
     */
    public ObservedSource<SourceT, StateT> failingOnce(
            long beforeCheckpoint, long betweenCheckpointAndFailure) {
        return new ObservedSource<>(
                source, name, beforeCheckpoint, beforeCheckpoint + betweenCheckpointAndFailure);
    }

    /** Runs something when the first splits come to a reader. */
    public ObservedSource<SourceT, StateT> beforeReading(Action action) {
        observations().beforeReading = action;
        return this;
    }

    public Observations observations() {
        return OBSERVATIONS.get(name);
    }

    @Override
    public SourceReader<RowData, ArrowIpcSplit> createReader(SourceReaderContext context)
            throws Exception {
        ReaderObservations reader = new ReaderObservations();
        observations().readers.add(reader);
        return new Reader(source.createReader(withCounters(context, reader.counters)), reader);
    }

    private static SourceReaderContext withCounters(
            SourceReaderContext context, Map<String, Counter> counters) {
        Object group =
                Proxy.newProxyInstance(
                        ObservedSource.class.getClassLoader(),
                        new Class<?>[] {SourceReaderMetricGroup.class},
                        (proxy, method, arguments) -> {
                            Object result = method.invoke(context.metricGroup(), arguments);
                            if (result instanceof Counter counter
                                    && arguments != null
                                    && arguments[0] instanceof String counterName) {
                                counters.put(counterName, counter);
                            }
                            return result;
                        });
        return (SourceReaderContext)
                Proxy.newProxyInstance(
                        ObservedSource.class.getClassLoader(),
                        new Class<?>[] {SourceReaderContext.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("metricGroup")
                                        ? group
                                        : method.invoke(context, arguments));
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<ArrowIpcSplit, StateT> createEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context) throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<ArrowIpcSplit, StateT> restoreEnumerator(
            SplitEnumeratorContext<ArrowIpcSplit> context, StateT state) throws Exception {
        return source.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<ArrowIpcSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<StateT> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }

    @Override
    @SuppressWarnings("unchecked")
    public TypeInformation<RowData> getProducedType() {
        return ((ResultTypeQueryable<RowData>) source).getProducedType();
    }

    private final class Reader implements SourceReader<RowData, ArrowIpcSplit> {

        private final SourceReader<RowData, ArrowIpcSplit> reader;
        private final ReaderObservations observed;
        private final CompletableFuture<Void> checkpointed = new CompletableFuture<>();
        private long polls;
        private long snapshotId = -1;

        Reader(SourceReader<RowData, ArrowIpcSplit> reader, ReaderObservations observed) {
            this.reader = reader;
            this.observed = observed;
        }

        @Override
        public void start() {
            reader.start();
        }

        private boolean waits() {
            return polls >= rowsBeforeCheckpoint
                    && !observations().failed
                    && !checkpointed.isDone();
        }

        @Override
        public InputStatus pollNext(ReaderOutput<RowData> output) throws Exception {
            if (waits()) {
                return InputStatus.NOTHING_AVAILABLE;
            }
            if (polls >= rowsBeforeFailure && !observations().failed) {
                observations().failed = true;
                throw new IllegalStateException("failing on purpose");
            }
            InputStatus status = reader.pollNext(output);
            if (status == InputStatus.MORE_AVAILABLE) {
                polls++;
            }
            return status;
        }

        @Override
        public CompletableFuture<Void> isAvailable() {
            return waits() ? checkpointed : reader.isAvailable();
        }

        @Override
        public List<ArrowIpcSplit> snapshotState(long checkpointId) {
            if (waits() && snapshotId < 0) {
                snapshotId = checkpointId;
            }
            return reader.snapshotState(checkpointId);
        }

        @Override
        public void notifyCheckpointComplete(long checkpointId) throws Exception {
            reader.notifyCheckpointComplete(checkpointId);
            if (snapshotId >= 0 && checkpointId >= snapshotId) {
                checkpointed.complete(null);
            }
        }

        @Override
        public void addSplits(List<ArrowIpcSplit> splits) {
            Action action = observations().beforeReading;
            observations().beforeReading = () -> {};
            try {
                action.run();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            observed.splits.addAll(splits);
            reader.addSplits(splits);
        }

        @Override
        public void notifyNoMoreSplits() {
            reader.notifyNoMoreSplits();
        }

        @Override
        public void handleSourceEvents(SourceEvent event) {
            reader.handleSourceEvents(event);
        }

        @Override
        public void close() throws Exception {
            reader.close();
        }
    }
}
