/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.FilterFunction;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Buffers;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** One row of each batch stays in state on the heap for as long as the job runs. */
class KeptRowsITCase {

    private static final int BLOCKS = 10_000;
    private static final int ROWS = 2;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private static java.nio.file.Path directory;
    private static Path file;

    @BeforeAll
    static void writeFile() throws Exception {
        file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, ROWS);
    }

    @ParameterizedTest
    @CsvSource({"BUFFERED, false", "BUFFERED, true", "MMAP, true"})
    void rowsInStateKeepTheirValues(ReadMode mode, boolean objectReuse) throws Exception {
        long allocatedBefore = Buffers.allocatedBytes();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        if (objectReuse) {
            env.getConfig().enableObjectReuse();
        }
        ArrowIpcSource source = ArrowIpcSource.forPaths(file).withReadMode(mode).build();
        DataStream<RowData> rows =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow");

        List<String> kept = new ArrayList<>();
        try (CloseableIterator<String> texts =
                rows.keyBy(row -> row.getLong(0) / ROWS)
                        .process(new KeepFirst())
                        .executeAndCollect()) {
            texts.forEachRemaining(kept::add);
        }

        assertThat(kept)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, BLOCKS)
                                .mapToObj(block -> ArrowFiles.text(block * ROWS))
                                .toList());
        assertThat(Buffers.allocatedBytes()).isEqualTo(allocatedBefore);
    }

    @ParameterizedTest
    @CsvSource({"BUFFERED, 1", "BUFFERED, 2", "MMAP, 1"})
    void rowsThatTheNextOperatorKeepsOutliveTheJob(ReadMode mode, int parallelism)
            throws Exception {
        KeepAll.KEPT.clear();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        ArrowIpcSource source = ArrowIpcSource.forPaths(file).withReadMode(mode).build();

        env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                .filter(new KeepAll())
                .sinkTo(new DiscardingSink<>());
        env.execute();

        assertThat(KeepAll.KEPT.stream().map(row -> row.getString(1).toString()))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, (long) BLOCKS * ROWS)
                                .mapToObj(ArrowFiles::text)
                                .toList());
        KeepAll.KEPT.clear();
    }

    /** Keeps all rows, as it may where objects are not reused. */
    private static final class KeepAll implements FilterFunction<RowData> {

        private static final long serialVersionUID = 1L;
        private static final Queue<RowData> KEPT = new ConcurrentLinkedQueue<>();

        @Override
        public boolean filter(RowData row) {
            return KEPT.add(row);
        }
    }

    /** Keeps the first row of each key, and says at the end of the input what is in it. */
    private static final class KeepFirst extends KeyedProcessFunction<Long, RowData, String> {

        private static final long serialVersionUID = 1L;
        private transient ValueState<RowData> first;

        @Override
        public void open(OpenContext context) {
            first =
                    getRuntimeContext()
                            .getState(
                                    new ValueStateDescriptor<>(
                                            "first", InternalTypeInfo.of(ArrowFiles.ROW_TYPE)));
        }

        @Override
        public void processElement(RowData row, Context context, Collector<String> out)
                throws Exception {
            if (row.getLong(0) % ROWS == 0) {
                first.update(row);
                context.timerService().registerEventTimeTimer(Long.MAX_VALUE - 1);
            }
        }

        @Override
        public void onTimer(long time, OnTimerContext context, Collector<String> out)
                throws Exception {
            out.collect(first.value().getString(1).toString());
        }
    }
}
