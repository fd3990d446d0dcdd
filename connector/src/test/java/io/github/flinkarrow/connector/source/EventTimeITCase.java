/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.eventtime.WatermarkGenerator;
import org.apache.flink.api.common.eventtime.WatermarkOutput;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.Collector;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Watermarks of splits and readers; the id of a row is its time. */
class EventTimeITCase {

    private static final int BLOCKS = 20;
    private static final int ROWS = 50;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private java.nio.file.Path directory;

    @Test
    void watermarksAdvanceAcrossSplits() throws Exception {
        Path file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, ROWS);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        ArrowIpcSource source = ArrowIpcSource.forPaths(file).withSplitMinBytes(0).build();

        List<Tuple2<Long, Long>> seen = new ArrayList<>();
        try (CloseableIterator<Tuple2<Long, Long>> rows =
                env.fromSource(source, everyRow(), "arrow")
                        .process(new WatermarkSeen())
                        .executeAndCollect()) {
            rows.forEachRemaining(seen::add);
        }

        assertThat(seen).hasSize(BLOCKS * ROWS);
        for (Tuple2<Long, Long> row : seen) {
            long before = row.f0 == 0 ? Long.MIN_VALUE : row.f0 - 1;
            assertThat(row.f1).as("watermark at row %d", row.f0).isEqualTo(before);
        }
    }

    @Test
    void readersWithoutSplitsDoNotHoldEventTimeBack() throws Exception {
        ArrowFiles.write(directory.resolve("a.arrow"), 1, ROWS);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(4);
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(new Path(directory.toUri()))
                        .monitorContinuously(Duration.ofMillis(20))
                        .build();

        try (CloseableIterator<Long> fired =
                env.fromSource(source, everyRow().withIdleness(Duration.ofMillis(20)), "arrow")
                        .keyBy(row -> 0)
                        .process(new TimerAt(ROWS / 2))
                        .executeAndCollect()) {
            assertThat(fired.next()).isEqualTo(ROWS / 2);
        }
    }

    @Test
    void splitsThatRunAheadArePaused() throws Exception {
        Path file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, ROWS);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        ArrowIpcSource source = ArrowIpcSource.forPaths(file).withSplitMinBytes(0).build();
        DataStream<RowData> rows =
                env.fromSource(
                        source,
                        everyRow()
                                .withWatermarkAlignment(
                                        "rows", Duration.ofMillis(ROWS / 10), Duration.ofMillis(1)),
                        "arrow");

        List<Long> ids = new ArrayList<>();
        try (CloseableIterator<Long> collected =
                rows.map(row -> row.getLong(0)).returns(Types.LONG).executeAndCollect()) {
            collected.forEachRemaining(ids::add);
        }

        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, BLOCKS * ROWS).boxed().toList());
    }

    /** A watermark at once behind every row. */
    private static WatermarkStrategy<RowData> everyRow() {
        return WatermarkStrategy.<RowData>forGenerator(context -> new EveryRow())
                .withTimestampAssigner((row, previous) -> row.getLong(0));
    }

    private static final class EveryRow implements WatermarkGenerator<RowData> {

        @Override
        public void onEvent(RowData row, long time, WatermarkOutput output) {
            output.emitWatermark(new Watermark(time));
        }

        @Override
        public void onPeriodicEmit(WatermarkOutput output) {}
    }

    private static final class WatermarkSeen extends ProcessFunction<RowData, Tuple2<Long, Long>> {

        private static final long serialVersionUID = 1L;

        @Override
        public void processElement(
                RowData row,
                ProcessFunction<RowData, Tuple2<Long, Long>>.Context context,
                Collector<Tuple2<Long, Long>> out) {
            out.collect(Tuple2.of(row.getLong(0), context.timerService().currentWatermark()));
        }
    }

    /** Says when event time has come. */
    private static final class TimerAt extends KeyedProcessFunction<Integer, RowData, Long> {

        private static final long serialVersionUID = 1L;
        private final long time;

        TimerAt(long time) {
            this.time = time;
        }

        @Override
        public void processElement(
                RowData row,
                KeyedProcessFunction<Integer, RowData, Long>.Context context,
                Collector<Long> out) {
            context.timerService().registerEventTimeTimer(time);
        }

        @Override
        public void onTimer(
                long timestamp,
                KeyedProcessFunction<Integer, RowData, Long>.OnTimerContext context,
                Collector<Long> out) {
            out.collect(timestamp);
        }
    }
}
