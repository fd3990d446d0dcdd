/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.util.ratelimit.RateLimiterStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.connector.datagen.source.DataGeneratorSource;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.test.junit5.MiniClusterExtension;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.OnceAtRow;
import io.github.flinkarrow.connector.testing.SinkJobs;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs that are restored from a state in which files were still to be joined. */
class RestoredCompactionITCase {

    private static final int ROWS_PER_CHECKPOINT = 1_000;
    private static final int ROWS = 20_000;
    private static final long MOST_SECONDS = 60;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private java.nio.file.Path directory;

    @Test
    void whatWasStillToBeJoinedIsPublishedWhereNothingIsJoinedAnyLonger(TestInfo info)
            throws Exception {
        java.nio.file.Path output = directory.resolve("out");
        ArrowIpcSink.Builder sink =
                ArrowIpcSink.forRowData(new Path(output.toUri()), ArrowFiles.ROW_TYPE);
        String savepoint =
                stopped(sink.withCompaction(onCheckpoints(1_000_000)).build(), output, info);

        restored(sink.withoutCompaction().build(), savepoint, info);

        assertComplete(output);
    }

    @ParameterizedTest
    @CsvSource({
        "STREAM, NONE, '', FILE, ZSTD, ''",
        "FILE, ZSTD, '', STREAM, LZ4_FRAME, ''",
        "FILE, NONE, '', FILE, NONE, text",
        "FILE, LZ4_FRAME, text, FILE, NONE, id text",
        "STREAM, ZSTD, id text, FILE, NONE, text",
        "FILE, NONE, text, STREAM, ZSTD, ''",
    })
    void filesOfOtherOptionsAreJoinedToThoseOfNow(
            IpcContainer container,
            Compression compression,
            String dictionaryColumns,
            IpcContainer laterContainer,
            Compression laterCompression,
            String laterDictionaryColumns,
            TestInfo info)
            throws Exception {
        java.nio.file.Path output = directory.resolve("out");
        ArrowIpcSink.Builder sink =
                ArrowIpcSink.forRowData(new Path(output.toUri()), ArrowFiles.ROW_TYPE);
        String savepoint =
                stopped(
                        sink.withWriteOptions(options(container, compression, dictionaryColumns))
                                .withCompaction(onCheckpoints(1_000_000))
                                .build(),
                        output,
                        info);

        restored(
                sink.withWriteOptions(
                                options(laterContainer, laterCompression, laterDictionaryColumns))
                        .withCompaction(onCheckpoints(3))
                        .build(),
                savepoint,
                info);

        assertComplete(output);
        for (java.nio.file.Path file : SinkJobs.files(output)) {
            assertThat(file.getFileName().toString()).startsWith("compacted-part-");
            assertThat(IpcContainer.of(SeekableInput.ofFile(file))).isEqualTo(laterContainer);
        }
    }

    private static FileCompactStrategy onCheckpoints(int checkpoints) {
        return FileCompactStrategy.Builder.newBuilder()
                .enableCompactionOnCheckpoint(checkpoints)
                .build();
    }

    private static ArrowIpcWriteOptions options(
            IpcContainer container, Compression compression, String dictionaryColumns) {
        return ArrowIpcWriteOptions.DEFAULT
                .withContainer(container)
                .withCompression(compression)
                .withDictionaryColumns(
                        dictionaryColumns.isEmpty()
                                ? List.of()
                                : List.of(dictionaryColumns.split(" ")));
    }

    /** Runs a job until it has written files, none of which is joined yet. */
    private String stopped(FileSink<RowData> sink, java.nio.file.Path output, TestInfo info)
            throws Exception {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        JobClient job =
                start(
                        sink,
                        new OnceAtRow(
                                info.getTestMethod() + info.getDisplayName() + 1,
                                2 * ROWS_PER_CHECKPOINT,
                                () -> reached.complete(null)),
                        null);
        reached.get(MOST_SECONDS, TimeUnit.SECONDS);
        String savepoint =
                job.stopWithSavepoint(
                                false, directory.toUri().toString(), SavepointFormatType.CANONICAL)
                        .get(MOST_SECONDS, TimeUnit.SECONDS);
        assertThat(SinkJobs.files(output)).as("none is joined yet").isEmpty();
        assertThat(SinkJobs.allFiles(output)).isNotEmpty();
        return savepoint;
    }

    private static void restored(FileSink<RowData> sink, String savepoint, TestInfo info)
            throws Exception {
        start(
                        sink,
                        new OnceAtRow(
                                info.getTestMethod() + info.getDisplayName() + 2, 1, () -> {}),
                        savepoint)
                .getJobExecutionResult()
                .get(MOST_SECONDS, TimeUnit.SECONDS);
    }

    private static JobClient start(FileSink<RowData> sink, OnceAtRow mapper, String savepoint)
            throws Exception {
        Configuration configuration = SinkJobs.surviving(0);
        if (savepoint != null) {
            configuration.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
        }
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(configuration);
        env.setParallelism(1);
        env.enableCheckpointing(20);
        DataGeneratorSource<RowData> source =
                new DataGeneratorSource<>(
                        ArrowFiles::row,
                        ROWS,
                        RateLimiterStrategy.perCheckpoint(ROWS_PER_CHECKPOINT),
                        InternalTypeInfo.of(ArrowFiles.ROW_TYPE));
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "rows")
                .uid("rows")
                .map(mapper)
                .returns(InternalTypeInfo.of(ArrowFiles.ROW_TYPE))
                .uid("map")
                .sinkTo(sink)
                .uid("sink");
        return env.executeAsync();
    }

    private static void assertComplete(java.nio.file.Path output) throws Exception {
        assertThat(SinkJobs.ids(output))
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, ROWS).boxed().toList());
    }
}
