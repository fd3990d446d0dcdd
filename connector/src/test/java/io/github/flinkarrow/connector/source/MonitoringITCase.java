/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcFormatException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole jobs that read files while they appear. */
class MonitoringITCase {

    private static final int FILES = 50;
    private static final int BLOCKS = 4;
    private static final int ROWS_PER_BLOCK = 25;
    private static final int ROWS = BLOCKS * ROWS_PER_BLOCK;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private java.nio.file.Path watched;
    private String test;

    @BeforeEach
    void prepare(TestInfo info) throws IOException {
        test = info.getTestMethod() + info.getDisplayName();
        watched = Files.createDirectories(directory.resolve("watched"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void filesThatAreWrittenSlowlyWhileTheJobFailsTwiceAreReadOnce(int parallelism)
            throws Exception {
        List<byte[]> files = new ArrayList<>();
        for (int i = 0; i < FILES; i++) {
            files.add(bytes(i));
        }
        SlowWriter writer = new SlowWriter(watched, files);
        fileSystem.setFaults(Faults.NONE.beforeOpening(writer));
        FailingMapper mapper =
                FailingMapper.named(test, () -> writer.allow(FILES), 10 * ROWS, 40 * ROWS);
        StreamExecutionEnvironment env = environment(parallelism, 2);
        CloseableIterator<Long> ids = ids(env, source().build(), mapper);
        JobClient job = env.executeAsync();
        writer.allow(20);

        assertThat(take(ids, FILES * ROWS)).isEqualTo(allIds(0, FILES));
        assertNothingElse(ids);

        assertThat(mapper.failuresLeft()).isZero();
        cancel(job);
        ids.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void readersThatWaitForFilesKeepNoneOpen(int parallelism) throws Exception {
        write("a", 0);
        StreamExecutionEnvironment env = environment(parallelism, 0);
        CloseableIterator<Long> ids =
                ids(env, source().build(), FailingMapper.named(test, () -> {}));
        JobClient job = env.executeAsync();
        assertThat(take(ids, ROWS)).isEqualTo(allIds(0, 1));

        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (fileSystem.accesses().openStreams() > 0 && System.nanoTime() < deadline) {
            Thread.onSpinWait();
        }
        assertThat(fileSystem.accesses().openStreams()).isZero();

        write("b", 1);
        assertThat(take(ids, ROWS)).isEqualTo(allIds(1, 2));
        cancel(job);
        ids.close();
    }

    @Test
    void brokenFilesAreSkippedAndHideNoOthers() throws Exception {
        byte[] whole = bytes(0);
        Files.write(watched.resolve("a-broken"), Arrays.copyOf(whole, whole.length - 1));
        Files.write(watched.resolve("b-text"), new byte[] {'t', 'e', 'x', 't'});
        write("c", 0);
        StreamExecutionEnvironment env = environment(1, 0);
        CloseableIterator<Long> ids =
                ids(
                        env,
                        source().onBrokenFile(OnBrokenFile.SKIP).withSettlingRounds(1).build(),
                        FailingMapper.named(test, () -> {}));
        JobClient job = env.executeAsync();
        assertThat(take(ids, ROWS)).isEqualTo(allIds(0, 1));
        write("d", 1);
        assertThat(take(ids, ROWS)).isEqualTo(allIds(1, 2));

        Files.write(watched.resolve("a-broken"), bytes(2));

        assertThat(take(ids, ROWS)).isEqualTo(allIds(2, 3));
        cancel(job);
        ids.close();
    }

    @Test
    void aBrokenFileFailsTheJobAfterTheOthersWereRead() throws Exception {
        write("b", 0);
        Files.write(watched.resolve("a"), new byte[] {'t', 'e', 'x', 't'});
        StreamExecutionEnvironment env = environment(1, 0);

        try (CloseableIterator<Long> ids =
                ids(env, source().build(), FailingMapper.named(test, () -> {}))) {
            JobClient job = env.executeAsync();
            assertThatThrownBy(() -> job.getJobExecutionResult().get())
                    .rootCause()
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("/watched/a: ");
        }
    }

    @Test
    void aFileThatIsReplacedAfterItWasReadFailsTheJob() throws Exception {
        write("a", 0);
        StreamExecutionEnvironment env = environment(1, 0);
        CloseableIterator<Long> ids =
                ids(env, source().build(), FailingMapper.named(test, () -> {}));
        JobClient job = env.executeAsync();
        assertThat(take(ids, ROWS)).isEqualTo(allIds(0, 1));

        Files.write(directory.resolve("new"), new byte[] {'n', 'e', 'w'});
        Files.move(
                directory.resolve("new"),
                watched.resolve("a"),
                StandardCopyOption.REPLACE_EXISTING);

        assertThatThrownBy(() -> job.getJobExecutionResult().get())
                .rootCause()
                .isInstanceOf(FileChangedException.class)
                .hasMessageContaining("/watched/a: the file has changed since it was read");
        ids.close();
    }

    private ArrowIpcSourceBuilder source() {
        return ArrowIpcSource.forPaths(fileSystem.path(watched))
                .withRowType(ArrowFiles.ROW_TYPE)
                .withSplitMinBytes(0)
                .monitorContinuously(Duration.ofMillis(5));
    }

    private static StreamExecutionEnvironment environment(int parallelism, int restarts) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, restarts);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.enableCheckpointing(10);
        return env;
    }

    private static CloseableIterator<Long> ids(
            StreamExecutionEnvironment env, ArrowIpcSource source, FailingMapper mapper) {
        return env.fromSource(source, WatermarkStrategy.<RowData>noWatermarks(), "arrow")
                .map(mapper)
                .returns(Types.LONG)
                .collectAsync();
    }

    /** Ends a job before its files are deleted. */
    private static void cancel(JobClient job) throws Exception {
        job.cancel().get();
        assertThatThrownBy(() -> job.getJobExecutionResult().get())
                .hasRootCauseInstanceOf(JobCancellationException.class);
    }

    /** The next rows, of completed checkpoints, in order. */
    private static List<Long> take(CloseableIterator<Long> ids, int count) {
        List<Long> taken = new ArrayList<>();
        while (taken.size() < count) {
            taken.add(ids.next());
        }
        return taken.stream().sorted().toList();
    }

    /** Lets the job read one more file: what was read twice would come before. */
    private void assertNothingElse(CloseableIterator<Long> ids) throws IOException {
        write("one-more", FILES);
        assertThat(take(ids, ROWS)).isEqualTo(allIds(FILES, FILES + 1));
    }

    private static List<Long> allIds(int fromFile, int toFile) {
        return LongStream.range((long) fromFile * ROWS, (long) toFile * ROWS).boxed().toList();
    }

    private byte[] bytes(int index) throws IOException {
        java.nio.file.Path file = directory.resolve("template");
        ArrowFiles.write(
                new Path(file.toUri()),
                ArrowFiles.ROW_TYPE,
                allIds(index, index + 1).stream().map(ArrowFiles::row).toList(),
                ArrowIpcWriteOptions.DEFAULT.withBatchRows(ROWS_PER_BLOCK));
        return Files.readAllBytes(file);
    }

    /** A file that appears all at once. */
    private void write(String name, int index) throws IOException {
        Files.write(directory.resolve("whole"), bytes(index));
        Files.move(directory.resolve("whole"), watched.resolve(name));
    }
}
