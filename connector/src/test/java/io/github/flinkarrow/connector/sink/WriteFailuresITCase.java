/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem.WriteMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStreamSink;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.test.junit5.MiniClusterExtension;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.IdBuckets;
import io.github.flinkarrow.connector.testing.SinkJobs;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Output that cannot be written. */
class WriteFailuresITCase {

    private static final int ROWS = 100;
    private static final int STEP = 61;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private WatchedFileSystem fileSystem;
    private Path output;

    @BeforeEach
    void createFileSystem() throws IOException {
        fileSystem = WatchedFileSystem.create();
        output = fileSystem.path(Files.createDirectories(directory.resolve("out")));
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void whereverSpaceEndsTheWriterFailsAndSaysWhere(IpcContainer container) throws IOException {
        Path whole = new Path(output, "whole");
        write(whole, container);
        long size = Files.size(fileSystem.local(whole));
        assertThat(size).isGreaterThan(5L * STEP);

        for (long end = 0; end < size; end += STEP) {
            fileSystem.setFaults(Faults.NONE.withNoSpaceAt(end));
            Path file = new Path(output, "to-" + end);
            assertThatThrownBy(() -> write(file, container))
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            "writing a file below %s: No space left on device: %s"
                                    .formatted(output, file));
        }
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    private void write(Path file, IpcContainer container) throws IOException {
        try (FSDataOutputStream stream = fileSystem.create(file, WriteMode.OVERWRITE)) {
            BulkWriter<RowData> writer =
                    new ArrowIpcBulkWriterFactory(
                                    ArrowFiles.ROW_TYPE,
                                    ArrowIpcWriteOptions.DEFAULT
                                            .withContainer(container)
                                            .withBatchRows(30),
                                    output.toString())
                            .create(stream);
            for (int i = 0; i < ROWS; i++) {
                writer.addElement(ArrowFiles.row(i));
            }
            writer.finish();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 100, 500})
    void aJobWithoutSpaceFailsAndShowsNoFile(long end) throws Exception {
        fileSystem.setFaults(Faults.NONE.withNoSpaceAt(end));

        // Flink may report that the failed task lost the coordinator's last event, and not why it
        // failed.
        assertThatThrownBy(() -> run(output))
                .satisfiesAnyOf(
                        failure ->
                                assertThat(failure)
                                        .hasStackTraceContaining("writing a file below " + output)
                                        .rootCause()
                                        .hasMessageStartingWith("No space left on device: "),
                        failure ->
                                assertThat(failure)
                                        .hasStackTraceContaining("OperatorEvent")
                                        .hasStackTraceContaining("Task is not running"));
        assertThat(SinkJobs.files(fileSystem.local(output))).isEmpty();
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @Test
    void aJobThatMayNotWriteFailsAndNamesThePath() throws Exception {
        fileSystem.setFaults(Faults.NONE.withWritingDenied());

        assertThatThrownBy(() -> run(output))
                .rootCause()
                .isInstanceOf(AccessDeniedException.class)
                .hasMessageStartingWith(output.toString());
        assertThat(SinkJobs.allFiles(fileSystem.local(output))).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aStreamThatBreaksOnceCostsNoRowAndShowsNoPart(IpcContainer container) throws Exception {
        AtomicReference<Path> broken = new AtomicReference<>();
        fileSystem.setFaults(
                Faults.NONE
                        .in(
                                path -> {
                                    broken.compareAndSet(null, path);
                                    return path.equals(broken.get());
                                })
                        .withNoSpaceAt(1_000));
        StreamExecutionEnvironment env = SinkJobs.streaming(1);

        write(
                env,
                ArrowIpcSink.forRowData(output, ArrowFiles.ROW_TYPE)
                        .withWriteOptions(
                                ArrowIpcWriteOptions.DEFAULT
                                        .withContainer(container)
                                        .withBatchRows(30))
                        .build());
        env.execute();

        assertThat(fileSystem.accesses().writes())
                .filteredOn(write -> write.path().equals(broken.get()))
                .isNotEmpty();
        assertThat(SinkJobs.ids(fileSystem.local(output)))
                .containsExactlyInAnyOrderElementsOf(LongStream.range(0, ROWS).boxed().toList());
    }

    @Test
    void joiningWithoutSpaceFailsTheJobAndShowsNoPart() throws Exception {
        fileSystem.setFaults(
                Faults.NONE.in(path -> path.getName().contains("compacted-")).withNoSpaceAt(500));
        FileCompactStrategy everyCheckpoint =
                FileCompactStrategy.Builder.newBuilder().enableCompactionOnCheckpoint(1).build();
        StreamExecutionEnvironment env = SinkJobs.streaming(1, 0);

        write(
                        env,
                        ArrowIpcSink.forRowData(output, ArrowFiles.ROW_TYPE)
                                .withCompaction(everyCheckpoint)
                                .build())
                .uid("sink");

        assertThatThrownBy(env::execute)
                .hasStackTraceContaining("writing a file below " + output)
                .hasStackTraceContaining("No space left on device: ");
        assertThat(SinkJobs.files(fileSystem.local(output))).isEmpty();
        assertThat(SinkJobs.allFiles(fileSystem.local(output))).isNotEmpty();
    }

    @Test
    void aBucketThatLeavesThePathFailsTheJob() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromData(InternalTypeInfo.of(ArrowFiles.ROW_TYPE), row(-1))
                .sinkTo(
                        ArrowIpcSink.forRowData(output, ArrowFiles.ROW_TYPE)
                                .withBucketAssigner(new Upwards())
                                .build());

        assertThatThrownBy(env::execute)
                .rootCause()
                .hasMessage(
                        "the bucket '../part=-1/rest' has the name '..' in it: buckets lie below "
                                + output);
        assertThat(SinkJobs.allFiles(directory)).isEmpty();
    }

    /** Out of the path, by the name of a bucket. */
    private static final class Upwards
            extends org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners
                            .BasePathBucketAssigner<
                    RowData> {

        private static final long serialVersionUID = 1L;

        @Override
        public String getBucketId(RowData row, Context context) {
            return "../" + IdBuckets.name(row.getLong(0));
        }
    }

    private static void run(Path path) throws Exception {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(
                        new Configuration().set(RestartStrategyOptions.RESTART_STRATEGY, "none"));
        env.setParallelism(1);
        env.enableCheckpointing(20);
        write(env, ArrowIpcSink.forRowData(path, ArrowFiles.ROW_TYPE).build());
        env.execute();
    }

    private static DataStreamSink<RowData> write(
            StreamExecutionEnvironment env, FileSink<RowData> sink) {
        return env.fromSequence(0, ROWS - 1)
                .map(WriteFailuresITCase::row)
                .returns(InternalTypeInfo.of(ArrowFiles.ROW_TYPE))
                .sinkTo(sink);
    }

    private static RowData row(long id) {
        return GenericRowData.of(id, StringData.fromString(ArrowFiles.text(id)));
    }
}
