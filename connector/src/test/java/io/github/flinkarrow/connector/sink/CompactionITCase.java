/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;

import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.ObservedSource;
import io.github.flinkarrow.connector.testing.SinkJobs;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcInspector;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs whose sink joins its small files. */
class CompactionITCase {

    private static final int BLOCKS = 20;
    private static final int ROWS_PER_BLOCK = 500;
    private static final int BATCH_ROWS = 100;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private java.nio.file.Path directory;

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void everyRowIsInOneOfTheJoinedFilesThroughAFailure(IpcContainer container, TestInfo info)
            throws Exception {
        Path input = ArrowFiles.write(directory.resolve("in.arrow"), BLOCKS, ROWS_PER_BLOCK);
        java.nio.file.Path output = directory.resolve("out");
        ObservedSource<?, ?> source =
                ObservedSource.observe(
                                ArrowIpcSource.forPaths(input).build(), info.getDisplayName())
                        .failingOnce(ROWS_PER_BLOCK + 10, 700);
        FileCompactStrategy strategy =
                FileCompactStrategy.Builder.newBuilder()
                        .enableCompactionOnCheckpoint(2)
                        .setNumCompactThreads(2)
                        .build();
        StreamExecutionEnvironment env = SinkJobs.streaming(2);
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                .rebalance()
                .sinkTo(
                        ArrowIpcSink.forRowData(new Path(output.toUri()), ArrowFiles.ROW_TYPE)
                                .withWriteOptions(
                                        ArrowIpcWriteOptions.DEFAULT
                                                .withContainer(container)
                                                .withBatchRows(BATCH_ROWS))
                                .withCompaction(strategy)
                                .build())
                .uid("sink");
        env.execute();

        assertThat(source.observations().readers).hasSizeGreaterThan(2);
        assertThat(SinkJobs.files(output))
                .isNotEmpty()
                .allSatisfy(
                        file ->
                                assertThat(file.getFileName().toString())
                                        .startsWith("compacted-part-")
                                        .endsWith(
                                                container == IpcContainer.FILE
                                                        ? ".arrow"
                                                        : ".arrows"));
        assertThat(SinkJobs.allFiles(output))
                .as("what was joined is gone")
                .noneMatch(file -> file.toString().matches(".*\\.part-[^/]*\\.arrows?"));
        assertThat(mostBatches(SinkJobs.files(output))).isGreaterThan(1);
        assertThat(SinkJobs.ids(output))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, BLOCKS * ROWS_PER_BLOCK).boxed().toList());
    }

    private static int mostBatches(List<java.nio.file.Path> files) throws Exception {
        int most = 0;
        for (java.nio.file.Path file : files) {
            int batches =
                    IpcInspector.inspect(SeekableInput.ofFile(file), ReadOptions.DEFAULT)
                            .recordBatches()
                            .size();
            most = Math.max(most, batches);
        }
        return most;
    }
}
