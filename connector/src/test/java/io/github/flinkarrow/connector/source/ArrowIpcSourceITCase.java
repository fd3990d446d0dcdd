/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.java.tuple.Tuple3;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.client.JobCancellationException;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Buffers;
import io.github.flinkarrow.connector.testing.ObservedSource;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole jobs that read through the source. */
class ArrowIpcSourceITCase {

    private static final int SLOTS = 4;
    private static final int BLOCKS = 40;
    private static final int ROWS_PER_BLOCK = 500;

    /** Rows between the checkpoint that is waited for and the failure. */
    private static final int ROWS_AFTER_CHECKPOINT = 100;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(SLOTS)
                            .build());

    @TempDir private java.nio.file.Path directory;

    private String test;
    private long allocatedBefore;

    @BeforeEach
    void remember(TestInfo info) {
        test = info.getDisplayName() + info.getTestMethod();
        allocatedBefore = Buffers.allocatedBytes();
    }

    @AfterEach
    void allMemoryIsGivenBack() {
        assertThat(Buffers.allocatedBytes()).isEqualTo(allocatedBefore);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryRowOnceInASplitABlockAndKeepsEveryReaderBusy(int parallelism) throws Exception {
        Path file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, ROWS_PER_BLOCK);
        ObservedSource<ArrowIpcSource, PendingSplits> source =
                ObservedSource.observe(
                        ArrowIpcSource.forPaths(file).withSplitMinBytes(0).build(), test);

        assertThat(ids(source, parallelism)).containsExactlyInAnyOrderElementsOf(allIds());

        ObservedSource.Observations observed = source.observations();
        assertThat(observed.splits()).hasSize(BLOCKS);
        assertThat(observed.readers)
                .hasSize(parallelism)
                .allSatisfy(reader -> assertThat(reader.splits).isNotEmpty())
                .allSatisfy(
                        reader ->
                                assertThat(reader.count("arrowSplitsRead"))
                                        .isEqualTo(reader.splits.size()));
        assertThat(observed.count("arrowBlocksRead")).isEqualTo(BLOCKS);
        assertThat(observed.count("arrowBytesRead")).isEqualTo(blockBytes(file));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void packsSmallBlocksByDefaultIntoAQuarterOfAReadersShare(int parallelism) throws Exception {
        Path file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, ROWS_PER_BLOCK);
        ObservedSource<ArrowIpcSource, PendingSplits> source =
                ObservedSource.observe(ArrowIpcSource.forPaths(file).build(), test);

        assertThat(ids(source, parallelism)).containsExactlyInAnyOrderElementsOf(allIds());

        assertThat(source.observations().splits().size())
                .isBetween(3 * parallelism, 5 * parallelism);
        assertThat(source.observations().count("arrowBlocksRead")).isEqualTo(BLOCKS);
    }

    @ParameterizedTest
    @EnumSource(ReadMode.class)
    void readsDirectoriesAtAnyDepthButForHiddenNames(ReadMode mode) throws Exception {
        Files.createDirectories(directory.resolve("x/y"));
        Files.createDirectories(directory.resolve("_temporary"));
        ArrowFiles.write(directory.resolve("x/y/a.arrow"), 2, 10);
        ArrowFiles.write(directory.resolve("b"), 2, 10);
        ArrowFiles.write(
                directory.resolve("c.arrows"),
                2,
                10,
                ArrowIpcWriteOptions.DEFAULT.withContainer(IpcContainer.STREAM));
        ArrowFiles.write(directory.resolve("_temporary/d.arrow"), 2, 10);
        ArrowFiles.write(directory.resolve(".hidden.arrow"), 2, 10);
        Path root = new Path(directory.toUri());
        Path file = new Path(root, "b");

        ArrowIpcSource source = ArrowIpcSource.forPaths(root, file).withReadMode(mode).build();

        assertThat(ids(source, 1)).hasSize(60).allSatisfy(id -> assertThat(id).isBetween(0L, 19L));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void restoresInsideTheBlockInWhichItFailed(int parallelism) throws Exception {
        Path file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, ROWS_PER_BLOCK);
        int rows = ROWS_PER_BLOCK + ROWS_PER_BLOCK / 4;
        ObservedSource<ArrowIpcSource, PendingSplits> source =
                ObservedSource.observe(ArrowIpcSource.forPaths(file).build(), test)
                        .failingOnce(rows, ROWS_AFTER_CHECKPOINT);

        assertThat(ids(source, parallelism)).containsExactlyInAnyOrderElementsOf(allIds());

        List<ObservedSource.ReaderObservations> restored =
                source.observations().readers.subList(parallelism, 2 * parallelism);
        assertThat(source.observations().readers).hasSize(2 * parallelism);
        assertThat(restored.stream().flatMap(reader -> reader.splits.stream()))
                .anySatisfy(split -> assertInsideSecondBlock(file, split, rows));
    }

    @Test
    void readsNoEarlierBlockAgainAfterAFailure() throws Exception {
        Path file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, ROWS_PER_BLOCK);
        int blocksDone = 12;
        ObservedSource<ArrowIpcSource, PendingSplits> source =
                ObservedSource.observe(ArrowIpcSource.forPaths(file).build(), test)
                        .failingOnce(blocksDone * ROWS_PER_BLOCK + 1, ROWS_AFTER_CHECKPOINT);

        assertThat(ids(source, 1)).containsExactlyInAnyOrderElementsOf(allIds());

        assertThat(source.observations().readers.get(1).count("arrowBlocksRead"))
                .isEqualTo(BLOCKS - blocksDone);
    }

    @Test
    void restoresInsideAStream() throws Exception {
        Path file =
                ArrowFiles.write(
                        directory.resolve("a.arrows"),
                        BLOCKS,
                        ROWS_PER_BLOCK,
                        ArrowIpcWriteOptions.DEFAULT.withContainer(IpcContainer.STREAM));
        ObservedSource<ArrowIpcSource, PendingSplits> source =
                ObservedSource.observe(ArrowIpcSource.forPaths(file).build(), test)
                        .failingOnce(ROWS_PER_BLOCK + 1, ROWS_AFTER_CHECKPOINT);

        assertThat(ids(source, 1)).containsExactlyInAnyOrderElementsOf(allIds());

        assertThat(source.observations().readers.get(1).splits)
                .singleElement()
                .satisfies(
                        split ->
                                assertPosition(
                                        split.getReaderPosition().orElseThrow(),
                                        0,
                                        ROWS_PER_BLOCK + 1));
    }

    @Test
    void givesAllMemoryBackWhenTheJobIsCancelled() throws Exception {
        Path file = ArrowFiles.write(directory.resolve("a.arrow"), 200, ROWS_PER_BLOCK);
        ObservedSource<ArrowIpcSource, PendingSplits> source =
                ObservedSource.observe(ArrowIpcSource.forPaths(file).build(), test)
                        .failingOnce(ROWS_PER_BLOCK, 0); // Waits: no checkpoint ever completes.
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(1);
        CloseableIterator<RowData> rows =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow").collectAsync();
        JobClient job = env.executeAsync();
        assertThat(rows.next().getLong(0)).isZero();

        job.cancel().get();

        assertThatThrownBy(() -> job.getJobExecutionResult().get())
                .hasRootCauseInstanceOf(JobCancellationException.class);
        rows.close();
    }

    @Test
    void aFileThatChangedSinceItWasPlannedFailsTheJob() throws Exception {
        java.nio.file.Path local = directory.resolve("a.arrow");
        Path file = ArrowFiles.write(local, 8, ROWS_PER_BLOCK);
        ArrowIpcSource source = ArrowIpcSource.forPaths(file).build();
        ObservedSource<ArrowIpcSource, PendingSplits> observed =
                ObservedSource.observe(source, test)
                        .beforeReading(
                                () ->
                                        Files.setLastModifiedTime(
                                                local, FileTime.fromMillis(86_400_000L)));

        assertThatThrownBy(() -> ids(observed, 1))
                .hasRootCauseInstanceOf(FileChangedException.class)
                .rootCause()
                .hasMessageContaining(file.getPath())
                .hasMessageContaining("changed since it was planned")
                .hasMessageContaining("1970-01-02T00:00:00Z");
    }

    @ParameterizedTest
    @CsvSource({
        "flights-200k.arrow, 200000, 1500159, 145847125",
        "flights-3m-zstd.arrow, 3000000, 20003603, 2194861208",
        "flights-200k-lz4-pyarrow.arrow, 200000, 1809922, 145843075",
        "flights-300k-lz4-polars.arrow, 300000, 1387184, 218163672"
    })
    void sumsOfRealData(String file, long count, long delay, long distance) throws Exception {
        Path real = new Path(TestData.realDirectory().resolve(file).toUri());
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(real).withColumns("distance", "delay").build();
        boolean small = source.rowType().getTypeAt(0).is(LogicalTypeRoot.SMALLINT);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.setParallelism(2);

        try (CloseableIterator<Tuple3<Long, Long, Long>> sums =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                        .map(
                                row ->
                                        Tuple3.of(
                                                1L,
                                                small ? row.getShort(1) : row.getLong(1),
                                                small ? row.getShort(0) : row.getLong(0)))
                        .returns(Types.TUPLE(Types.LONG, Types.LONG, Types.LONG))
                        .keyBy(row -> true)
                        .reduce((a, b) -> Tuple3.of(a.f0 + b.f0, a.f1 + b.f1, a.f2 + b.f2))
                        .executeAndCollect()) {
            assertThat(sums.next()).isEqualTo(Tuple3.of(count, delay, distance));
        }
    }

    private static void assertInsideSecondBlock(Path file, ArrowIpcSplit split, int rows)
            throws Exception {
        assertThat(split.getReaderPosition()).isPresent();
        CheckpointedPosition position = split.getReaderPosition().orElseThrow();
        try (IpcFileReader reader = open(file)) {
            List<Long> offsets = new ArrayList<>();
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                offsets.add(reader.block(i).offset());
            }
            int first = offsets.indexOf(split.offset());
            assertPosition(position, offsets.get(first + 1), rows - ROWS_PER_BLOCK);
        }
    }

    /** Of the checkpoint that was waited for, or of one that completed before the failure. */
    private static void assertPosition(CheckpointedPosition position, long offset, long rows) {
        assertThat(position.getOffset()).isEqualTo(offset);
        assertThat(position.getRecordsAfterOffset()).isBetween(rows, rows + ROWS_AFTER_CHECKPOINT);
    }

    private static IpcFileReader open(Path file) throws Exception {
        return IpcFileReader.open(
                SeekableInput.ofFile(java.nio.file.Path.of(file.getPath())), ReadOptions.DEFAULT);
    }

    private static long blockBytes(Path file) throws Exception {
        long bytes = 0;
        try (IpcFileReader reader = open(file)) {
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                bytes += reader.block(i).length();
            }
        }
        return bytes;
    }

    private static List<Long> allIds() {
        return LongStream.range(0, (long) BLOCKS * ROWS_PER_BLOCK).boxed().toList();
    }

    private static StreamExecutionEnvironment environment(int parallelism) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.enableCheckpointing(20);
        return env;
    }

    /** The ids of all rows; no reader goes on before each has a row. */
    private static List<Long> ids(Source<RowData, ?, ?> source, int parallelism) throws Exception {
        Gate.open = new CountDownLatch(parallelism);
        List<Long> ids = new ArrayList<>();
        try (CloseableIterator<Long> rows =
                environment(parallelism)
                        .fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                        .map(new Gate())
                        .executeAndCollect()) {
            rows.forEachRemaining(ids::add);
        }
        return ids;
    }

    private static final class Gate extends RichMapFunction<RowData, Long> {

        private static final long serialVersionUID = 1L;
        private static volatile CountDownLatch open;

        private boolean passed;

        @Override
        public Long map(RowData row) throws Exception {
            if (!passed) {
                passed = true;
                open.countDown();
                if (!open.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a reader got no rows");
                }
            }
            assertThat(row.getString(1)).hasToString(ArrowFiles.text(row.getLong(0)));
            return row.getLong(0);
        }
    }
}
