/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.ObservedSource;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** A job that is stopped inside of blocks goes on as another one. */
class SavepointITCase {

    private static final int FILES = 5;
    private static final int BLOCKS = 12;
    private static final int ROWS_PER_BLOCK = 50;
    private static final int ROWS = BLOCKS * ROWS_PER_BLOCK;

    /** Of each reader, before the savepoint: inside of its third block. */
    private static final int ROWS_BEFORE = 130;

    private static final int MOST_SECONDS = 60;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private java.nio.file.Path data;
    private String test;

    @BeforeEach
    void writeFiles(TestInfo info) throws IOException {
        test = info.getTestMethod() + info.getDisplayName();
        data = Files.createDirectories(directory.resolve("data"));
        for (int i = 0; i < FILES; i++) {
            write(i);
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 1", "2, 3"})
    void aBoundedJobGoesOnWithAnotherParallelismProjectionAndPacking(int before, int after)
            throws Exception {
        String savepoint =
                runToSavepoint(source().withSplitMinBytes(0).build(), before, ROWS_BEFORE);
        int readBefore = CollectingMapper.collected(test).soFar().size();
        assertThat(readBefore).isBetween(before * ROWS_BEFORE, FILES * ROWS - 1);

        job(source().withColumns("text").withSplitMinBytes(1 << 20).build(), 0, after, savepoint)
                .getJobExecutionResult()
                .get(MOST_SECONDS, TimeUnit.SECONDS);

        assertThat(CollectingMapper.collected(test).soFar())
                .containsExactlyInAnyOrderElementsOf(texts(FILES));
    }

    @ParameterizedTest
    @CsvSource({"1, 4", "4, 1"})
    void aMonitoringJobGoesOnAndFindsWhatAppearedInBetween(int before, int after) throws Exception {
        String savepoint =
                runToSavepoint(monitoring().withSplitMinBytes(0).build(), before, ROWS_BEFORE);
        write(FILES);

        JobClient job = job(monitoring().withColumns("text").build(), 0, after, savepoint);
        CollectingMapper.collected(test).await((FILES + 1) * ROWS);
        write(FILES + 1);
        CollectingMapper.collected(test).await((FILES + 2) * ROWS);
        job.stopWithSavepoint(false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(MOST_SECONDS, TimeUnit.SECONDS);

        assertThat(CollectingMapper.collected(test).soFar())
                .containsExactlyInAnyOrderElementsOf(texts(FILES + 2));
    }

    private ArrowIpcSourceBuilder source() {
        return ArrowIpcSource.forPaths(new Path(data.toUri())).splitStreams();
    }

    private ArrowIpcSourceBuilder monitoring() {
        return source().monitorContinuously(Duration.ofMillis(5));
    }

    /** Stops a job when each of its readers has emitted so many rows, and waits for more. */
    private String runToSavepoint(ArrowIpcSource source, int parallelism, int rows)
            throws Exception {
        ObservedSource<ArrowIpcSource, PendingSplits> observed =
                ObservedSource.observe(source, test).failingOnce(rows, Integer.MAX_VALUE);
        JobClient job = job(observed, 1, parallelism, null);
        CollectingMapper.collected(test).await(parallelism * rows);
        return job.stopWithSavepoint(
                        false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                .get(MOST_SECONDS, TimeUnit.SECONDS);
    }

    private JobClient job(
            Source<RowData, ?, ?> source, int textField, int parallelism, String savepoint)
            throws Exception {
        Configuration configuration = new Configuration();
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(parallelism);
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                .uid("arrow")
                .map(new CollectingMapper(test, textField))
                .uid("collect")
                .returns(Types.LONG)
                .sinkTo(new DiscardingSink<>())
                .uid("discard");
        return env.executeAsync();
    }

    /** Files and streams in turn. */
    private void write(int index) throws IOException {
        java.nio.file.Path file = directory.resolve("new");
        ArrowFiles.write(
                new Path(file.toUri()),
                ArrowFiles.ROW_TYPE,
                LongStream.range((long) index * ROWS, (index + 1L) * ROWS)
                        .mapToObj(ArrowFiles::row)
                        .toList(),
                ArrowIpcWriteOptions.DEFAULT
                        .withBatchRows(ROWS_PER_BLOCK)
                        .withContainer(index % 2 == 0 ? IpcContainer.FILE : IpcContainer.STREAM));
        Files.move(file, data.resolve("file-" + index));
    }

    private static List<String> texts(int files) {
        return LongStream.range(0, (long) files * ROWS).mapToObj(ArrowFiles::text).toList();
    }
}
