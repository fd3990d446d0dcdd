/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.MapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.ObservedSource;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that fail once emit each row once, however rows are handed from operator to operator. */
class FailingJobsITCase {

    private static final int BLOCKS = 20;
    private static final int ROWS_PER_BLOCK = 100;
    private static final int ROWS = BLOCKS * ROWS_PER_BLOCK;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private java.nio.file.Path directory;

    @ParameterizedTest
    @CsvSource({
        "FILE, 1, false",
        "FILE, 1, true",
        "FILE, 4, false",
        "FILE, 4, true",
        "STREAM, 1, false",
        "STREAM, 1, true",
        "STREAM, 4, false",
        "STREAM, 4, true"
    })
    void aStreamingJobThatFailsAfterACheckpoint(
            IpcContainer container, int parallelism, boolean objectReuse, TestInfo info)
            throws Exception {
        ObservedSource<ArrowIpcSource, PendingSplits> source =
                ObservedSource.observe(source(container), name(info))
                        .failingOnce(ROWS_PER_BLOCK + 7, 20);
        StreamExecutionEnvironment env =
                environment(RuntimeExecutionMode.STREAMING, parallelism, objectReuse);
        env.enableCheckpointing(10);

        assertThat(collected(ids(env, source))).isEqualTo(allIds());
        assertThat(source.observations().readers).hasSizeGreaterThan(parallelism);
    }

    @ParameterizedTest
    @CsvSource({
        "FILE, 1, false",
        "FILE, 1, true",
        "FILE, 4, false",
        "FILE, 4, true",
        "STREAM, 1, false",
        "STREAM, 1, true",
        "STREAM, 4, false",
        "STREAM, 4, true"
    })
    void aBatchJobThatFailsAtARow(
            IpcContainer container, int parallelism, boolean objectReuse, TestInfo info)
            throws Exception {
        StreamExecutionEnvironment env =
                environment(RuntimeExecutionMode.BATCH, parallelism, objectReuse);
        FailingAtRow failing = new FailingAtRow(name(info), 7 * ROWS_PER_BLOCK + 3);
        DataStream<Long> behindAnExchange =
                ids(env, source(container))
                        .map(failing)
                        .returns(Types.LONG)
                        .keyBy(id -> id % 10)
                        .reduce((first, second) -> first + second);

        List<Long> sums = collected(behindAnExchange);

        List<Long> expected = new ArrayList<>();
        for (long key = 0; key < 10; key++) {
            expected.add(LongStream.range(0, ROWS / 10).sum() * 10 + key * ROWS / 10);
        }
        assertThat(sums).isEqualTo(expected);
        assertThat(FailingAtRow.FAILED).contains(name(info));
    }

    private ArrowIpcSource source(IpcContainer container) throws Exception {
        Path path =
                ArrowFiles.write(
                        directory.resolve("a"),
                        BLOCKS,
                        ROWS_PER_BLOCK,
                        ArrowIpcWriteOptions.DEFAULT.withContainer(container));
        return ArrowIpcSource.forPaths(path).withSplitMinBytes(0).splitStreams().build();
    }

    private static StreamExecutionEnvironment environment(
            RuntimeExecutionMode mode, int parallelism, boolean objectReuse) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setRuntimeMode(mode);
        env.setParallelism(parallelism);
        if (objectReuse) {
            env.getConfig().enableObjectReuse();
        }
        return env;
    }

    /** The ids, if texts are what they should be. */
    private static DataStream<Long> ids(
            StreamExecutionEnvironment env, Source<RowData, ?, ?> source) {
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                .filter(row -> row.getLong(0) >= 0)
                .map(
                        row -> {
                            assertThat(row.getString(1))
                                    .hasToString(ArrowFiles.text(row.getLong(0)));
                            return row.getLong(0);
                        })
                .returns(Types.LONG);
    }

    private static List<Long> collected(DataStream<Long> numbers) throws Exception {
        List<Long> collected = new ArrayList<>();
        try (CloseableIterator<Long> iterator = numbers.executeAndCollect()) {
            iterator.forEachRemaining(collected::add);
        }
        collected.sort(null);
        return collected;
    }

    private static List<Long> allIds() {
        return LongStream.range(0, ROWS).boxed().toList();
    }

    private static String name(TestInfo info) {
        return info.getTestMethod() + info.getDisplayName();
    }

    /** Throws once, at a row. */
    private static final class FailingAtRow implements MapFunction<Long, Long> {

        private static final long serialVersionUID = 1L;
        private static final Set<String> FAILED = ConcurrentHashMap.newKeySet();

        private final String name;
        private final long row;

        FailingAtRow(String name, long row) {
            this.name = name;
            this.row = row;
        }

        @Override
        public Long map(Long id) {
            if (id == row && FAILED.add(name)) {
                throw new IllegalStateException("failing on purpose");
            }
            return id;
        }
    }
}
