/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Task managers end while a reader is about to open a file. */
class LostTaskManagerITCase {

    private static final int BLOCKS = 20;
    private static final int ROWS_PER_BLOCK = 50;
    private static final int ROWS = BLOCKS * ROWS_PER_BLOCK;
    private static final int TASK_MANAGERS = 2;
    private static final int MOST_SECONDS = 60;

    /** The first that is left; they are numbered in the order of their starts. */
    private static int firstTaskManager;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(TASK_MANAGERS)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private final CountDownLatch reached = new CountDownLatch(1);
    private final CountDownLatch lost = new CountDownLatch(1);

    @BeforeEach
    void writeFiles() throws IOException {
        ArrowFiles.write(directory.resolve("first"), BLOCKS, ROWS_PER_BLOCK);
        ArrowFiles.write(directory.resolve("second"), BLOCKS, ROWS_PER_BLOCK);
        fileSystem.setFaults(
                Faults.NONE.in(path -> path.getName().equals("second")).beforeOpening(this::pause));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aStreamingJobEmitsEveryRowOnce(int parallelism, @InjectMiniCluster MiniCluster cluster)
            throws Exception {
        StreamExecutionEnvironment env = environment(RuntimeExecutionMode.STREAMING, parallelism);
        env.enableCheckpointing(10);
        List<Long> ids = new ArrayList<>();
        try (CloseableIterator<Long> rows = ids(env).executeAndCollect()) {
            while (ids.size() < ROWS / 2) {
                ids.add(rows.next()); // A checkpoint is complete.
            }
            replaceTaskManagers(cluster, parallelism);
            rows.forEachRemaining(ids::add);
        }

        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 2 * ROWS).map(id -> id % ROWS).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aBatchJobCountsEveryRowOnce(int parallelism, @InjectMiniCluster MiniCluster cluster)
            throws Exception {
        StreamExecutionEnvironment env = environment(RuntimeExecutionMode.BATCH, parallelism);
        try (CloseableIterator<Tuple2<Long, Long>> sums =
                ids(env).map(id -> Tuple2.of(1L, id))
                        .returns(Types.TUPLE(Types.LONG, Types.LONG))
                        .keyBy(row -> true)
                        .reduce((a, b) -> Tuple2.of(a.f0 + b.f0, a.f1 + b.f1))
                        .executeAndCollect()) {
            replaceTaskManagers(cluster, parallelism);

            assertThat(sums.next()).isEqualTo(Tuple2.of(2L * ROWS, (long) ROWS * (ROWS - 1)));
        }
    }

    private DataStream<Long> ids(StreamExecutionEnvironment env) throws IOException {
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(fileSystem.path(directory))
                        .withRowType(ArrowFiles.ROW_TYPE)
                        .withSplitMinBytes(0)
                        .build();
        return env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                .map(row -> row.getLong(0))
                .returns(Types.LONG);
    }

    private static StreamExecutionEnvironment environment(
            RuntimeExecutionMode mode, int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 10);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setRuntimeMode(mode);
        env.setParallelism(parallelism);
        return env;
    }

    /** Holds readers back at the second file until the loss, and lets none of them go on. */
    private void pause(java.nio.file.Path file) throws IOException {
        if (Thread.currentThread().getName().startsWith("arrow-ipc-planning")
                || lost.getCount() == 0) {
            return;
        }
        reached.countDown();
        await(lost);
        throw new IOException("the task manager is ending");
    }

    private void replaceTaskManagers(MiniCluster cluster, int parallelism) throws Exception {
        await(reached);
        int count = parallelism == 1 ? TASK_MANAGERS : 1; // One reader is on either.
        List<CompletableFuture<Void>> ended = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ended.add(cluster.terminateTaskManager(firstTaskManager));
            firstTaskManager++;
            cluster.startTaskManager();
        }
        lost.countDown();
        for (CompletableFuture<Void> end : ended) {
            end.get(MOST_SECONDS, TimeUnit.SECONDS);
        }
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(MOST_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("waited in vain");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }
}
