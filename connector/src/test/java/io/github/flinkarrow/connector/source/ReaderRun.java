/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.testutils.source.reader.TestingReaderContext;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.metrics.testutils.MetricListener;
import org.apache.flink.runtime.metrics.groups.InternalSourceReaderMetricGroup;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A reader of a source without a job around it. */
final class ReaderRun implements AutoCloseable {

    private static final long MOST_SECONDS = 30;

    private interface Creation {
        SourceReader<RowData, ArrowIpcSplit> createReader(SourceReaderContext context);
    }

    private final MetricListener metrics = new MetricListener();
    private final Counter bytesIn = new SimpleCounter();
    private final Counter recordsIn = new SimpleCounter();
    private final SourceReader<RowData, ArrowIpcSplit> reader;
    private final Output output;

    /** Starts a reader, which hands every row to the consumer while the row is valid. */
    ReaderRun(ArrowIpcSource source, Consumer<RowData> rows) {
        this(source::createReader, rows);
    }

    /** The same with what a source makes of the rows. */
    ReaderRun(ArrowIpcTypedSource<RowData> source, Consumer<RowData> rows) {
        this(source::createReader, rows);
    }

    private ReaderRun(Creation creation, Consumer<RowData> rows) {
        this.output = new Output(rows);
        this.reader =
                creation.createReader(new TestingReaderContext(new Configuration(), metricGroup()));
        reader.start();
    }

    /** The group of the listener, which has no input and output of its own. */
    private SourceReaderMetricGroup metricGroup() {
        SourceReaderMetricGroup group =
                InternalSourceReaderMetricGroup.mock(metrics.getMetricGroup());
        OperatorIOMetricGroup io = new IoMetrics();
        return (SourceReaderMetricGroup)
                Proxy.newProxyInstance(
                        ReaderRun.class.getClassLoader(),
                        new Class<?>[] {SourceReaderMetricGroup.class},
                        (proxy, method, arguments) ->
                                method.getName().equals("getIOMetricGroup")
                                        ? io
                                        : method.invoke(group, arguments));
    }

    /** The whole of a file or stream, as one split. */
    static ArrowIpcSplit wholeFile(Path path) throws IOException {
        DataFile file = DataFile.of(path.getFileSystem().getFileStatus(path));
        return new ArrowIpcSplit(file, 0, file.size(), new String[0], null);
    }

    /** A split a block of a file. */
    static List<ArrowIpcSplit> blocks(Path path) throws IOException {
        DataFile file = DataFile.of(path.getFileSystem().getFileStatus(path));
        List<ArrowIpcSplit> splits = new ArrayList<>();
        try (IpcFileReader blocks =
                IpcFileReader.open(file.open(ReadMode.BUFFERED), ReadOptions.DEFAULT)) {
            for (int i = 0; i < blocks.recordBatchCount(); i++) {
                Block block = blocks.block(i);
                splits.add(
                        new ArrowIpcSplit(
                                file, block.offset(), block.length(), new String[0], null));
            }
        }
        return splits;
    }

    SourceReader<RowData, ArrowIpcSplit> reader() {
        return reader;
    }

    MetricListener metrics() {
        return metrics;
    }

    /** The bytes that the operator has taken in. */
    long bytesIn() {
        return bytesIn.getCount();
    }

    /** The rows that the operator has taken in. */
    long recordsIn() {
        return recordsIn.getCount();
    }

    long count(String counter) {
        return metrics.getCounter(counter).orElseThrow().getCount();
    }

    /** Reads all rows of splits, behind which there will be no more. */
    void readAll(List<ArrowIpcSplit> splits) throws Exception {
        reader.addSplits(splits);
        reader.notifyNoMoreSplits();
        read(Long.MAX_VALUE);
    }

    /** Reads so many rows, or those that are left if they are fewer. */
    void read(long rows) throws Exception {
        long end = rows == Long.MAX_VALUE ? rows : output.rows + rows;
        while (output.rows < end) {
            InputStatus status = reader.pollNext(output);
            if (status == InputStatus.END_OF_INPUT) {
                return;
            }
            if (status == InputStatus.NOTHING_AVAILABLE) {
                reader.isAvailable().get(MOST_SECONDS, TimeUnit.SECONDS);
            }
        }
    }

    /** The splits that are not read to their end, with their positions. */
    List<ArrowIpcSplit> snapshot() {
        return reader.snapshotState(1);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }

    private final class IoMetrics extends UnregisteredMetricsGroup
            implements OperatorIOMetricGroup {

        @Override
        public Counter getNumRecordsInCounter() {
            return recordsIn;
        }

        @Override
        public Counter getNumRecordsOutCounter() {
            return new SimpleCounter();
        }

        @Override
        public Counter getNumBytesInCounter() {
            return bytesIn;
        }

        @Override
        public Counter getNumBytesOutCounter() {
            return new SimpleCounter();
        }
    }

    private static final class Output implements ReaderOutput<RowData> {

        private final Consumer<RowData> consumer;
        private long rows;

        Output(Consumer<RowData> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void collect(RowData row) {
            rows++;
            consumer.accept(row);
        }

        @Override
        public void collect(RowData row, long timestamp) {
            collect(row);
        }

        @Override
        public void emitWatermark(Watermark watermark) {}

        @Override
        public void markIdle() {}

        @Override
        public void markActive() {}

        @Override
        public SourceOutput<RowData> createOutputForSplit(String split) {
            return this;
        }

        @Override
        public void releaseOutputForSplit(String split) {}
    }
}
