/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.testutils.CommonTestUtils;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.test.junit5.InjectMiniCluster;
import org.apache.flink.test.junit5.MiniClusterExtension;

import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.IdBuckets;
import io.github.flinkarrow.connector.testing.ObservedSource;
import io.github.flinkarrow.connector.testing.OnceAtRow;
import io.github.flinkarrow.connector.testing.SinkJobs;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every row is in the output once, whatever happens to the job. */
class ExactlyOnceITCase {

    private static final int BLOCKS = 40;
    private static final int ROWS_PER_BLOCK = 100;
    private static final int ROWS = BLOCKS * ROWS_PER_BLOCK;
    private static final int BUCKETS = 3;

    /** Of a reader, before the checkpoint that it waits for: inside of its second block. */
    private static final int ROWS_BEFORE = 130;

    private static final int TASK_MANAGERS = 2;
    private static final int MOST_SECONDS = 60;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(TASK_MANAGERS)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private java.nio.file.Path output;
    private ArrowIpcSource source;
    private String test;

    @BeforeEach
    void writeInput(TestInfo info) throws Exception {
        test = info.getTestMethod() + info.getDisplayName();
        output = directory.resolve("out");
        source =
                ArrowIpcSource.forPaths(
                                ArrowFiles.write(
                                        directory.resolve("in.arrow"), BLOCKS, ROWS_PER_BLOCK))
                        .withSplitMinBytes(0)
                        .build();
    }

    @ParameterizedTest
    @CsvSource({"1, false, FILE", "1, true, STREAM", "4, false, STREAM", "4, true, FILE"})
    void streamingThroughAFailureAfterACheckpoint(
            int parallelism, boolean objectReuse, IpcContainer container) throws Exception {
        ObservedSource<?, ?> failing =
                ObservedSource.observe(source, test).failingOnce(ROWS_BEFORE, 200);
        StreamExecutionEnvironment env = SinkJobs.streaming(parallelism);
        reuseObjects(env, objectReuse);

        write(env, failing, container);
        env.execute();

        assertThat(failing.observations().readers).hasSizeGreaterThan(parallelism);
        assertComplete(container);
    }

    @ParameterizedTest
    @CsvSource({"1, false, STREAM", "1, true, FILE", "4, false, FILE", "4, true, STREAM"})
    void batchThroughAFailure(int parallelism, boolean objectReuse, IpcContainer container)
            throws Exception {
        OnceAtRow failing =
                new OnceAtRow(
                        test,
                        ROWS_BEFORE,
                        () -> {
                            throw new IllegalStateException("failing on purpose");
                        });
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(SinkJobs.surviving(1));
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.setParallelism(parallelism);
        reuseObjects(env, objectReuse);

        write(env, source, failing, container);
        env.execute();

        assertThat(OnceAtRow.seen(test)).isGreaterThan(ROWS);
        assertComplete(container);
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 1"})
    void savepointThatIsRestoredAtAnotherParallelism(
            int before, int after, @InjectMiniCluster MiniCluster cluster) throws Exception {
        ObservedSource<?, ?> waiting =
                ObservedSource.observe(source, test).failingOnce(ROWS_BEFORE, Integer.MAX_VALUE);
        CountDownLatch running = new CountDownLatch(1);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(new Configuration());
        env.setParallelism(before);
        write(
                env,
                waiting,
                new OnceAtRow(test, ROWS_BEFORE, running::countDown),
                IpcContainer.FILE);
        JobClient job = env.executeAsync();
        assertThat(running.await(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
        CommonTestUtils.waitForAllTaskRunning(cluster, job.getJobID(), false);
        String savepoint =
                job.stopWithSavepoint(
                                false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(MOST_SECONDS, TimeUnit.SECONDS);
        int written = SinkJobs.ids(output).size();
        assertThat(written).isBetween(ROWS_BEFORE, ROWS - 1);

        Configuration restored = new Configuration();
        restored.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        StreamExecutionEnvironment second =
                StreamExecutionEnvironment.getExecutionEnvironment(restored);
        second.setParallelism(after);
        second.enableCheckpointing(20);
        write(second, source, new OnceAtRow(test, ROWS, () -> {}), IpcContainer.FILE);
        second.execute();

        assertComplete(IpcContainer.FILE);
    }

    @Test
    void taskManagerThatIsLostAfterACheckpoint(@InjectMiniCluster MiniCluster cluster)
            throws Exception {
        ObservedSource<?, ?> waiting =
                ObservedSource.observe(source, test).failingOnce(ROWS_BEFORE, Integer.MAX_VALUE);
        List<CompletableFuture<Void>> lost = new ArrayList<>();
        OnceAtRow losing =
                new OnceAtRow(
                        test,
                        ROWS_BEFORE + 50,
                        () -> {
                            for (int i = 0; i < TASK_MANAGERS; i++) {
                                lost.add(cluster.terminateTaskManager(i));
                                cluster.startTaskManager();
                            }
                            new CountDownLatch(1).await();
                        });
        // The second may be lost when the job has been restarted on it, and there may be no slots.
        StreamExecutionEnvironment env = SinkJobs.streaming(4, 1_000);
        write(env, waiting, losing, IpcContainer.FILE);
        env.execute();

        assertThat(lost).hasSize(TASK_MANAGERS).allSatisfy(one -> assertThat(one).isDone());
        assertThat(waiting.observations().readers).hasSizeGreaterThan(4);
        assertComplete(IpcContainer.FILE);
    }

    private static void reuseObjects(StreamExecutionEnvironment env, boolean objectReuse) {
        if (objectReuse) {
            env.getConfig().enableObjectReuse();
        }
    }

    private void write(
            StreamExecutionEnvironment env, Source<RowData, ?, ?> rows, IpcContainer container) {
        write(env, rows, new OnceAtRow(test, ROWS, () -> {}), container);
    }

    private void write(
            StreamExecutionEnvironment env,
            Source<RowData, ?, ?> rows,
            OnceAtRow between,
            IpcContainer container) {
        env.fromSource(rows, WatermarkStrategy.noWatermarks(), "arrow")
                .uid("arrow")
                .map(between)
                .uid("between")
                .returns(InternalTypeInfo.of(ArrowFiles.ROW_TYPE))
                .rebalance()
                .sinkTo(
                        ArrowIpcSink.forRowData(new Path(output.toUri()), ArrowFiles.ROW_TYPE)
                                .withBucketAssigner(new IdBuckets(BUCKETS))
                                .withWriteOptions(
                                        ArrowIpcWriteOptions.DEFAULT
                                                .withContainer(container)
                                                .withBatchRows(70))
                                .build())
                .uid("sink");
    }

    private void assertComplete(IpcContainer container) throws Exception {
        String suffix = container == IpcContainer.FILE ? ".arrow" : ".arrows";
        List<java.nio.file.Path> files = SinkJobs.files(output);
        assertThat(files).allSatisfy(file -> assertThat(file.toString()).endsWith(suffix));
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            int each = bucket;
            java.nio.file.Path below = output.resolve(IdBuckets.name(bucket));
            assertThat(Files.isDirectory(below)).isTrue();
            assertThat(SinkJobs.ids(below))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.range(0, ROWS)
                                    .filter(id -> id % BUCKETS == each)
                                    .boxed()
                                    .toList());
        }
    }
}
