/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.RowKind;

import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.ObservedSource;
import io.github.flinkarrow.connector.testing.SinkJobs;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole jobs that write through the sink. */
class ArrowIpcSinkITCase {

    private static final int BLOCKS = 20;
    private static final int ROWS_PER_BLOCK = 500;

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
    void writesEveryRowOnceThroughAFailure(IpcContainer container, TestInfo info) throws Exception {
        Path input = ArrowFiles.write(directory.resolve("in.arrow"), BLOCKS, ROWS_PER_BLOCK);
        java.nio.file.Path output = directory.resolve("out");
        ObservedSource<?, ?> source =
                ObservedSource.observe(
                                ArrowIpcSource.forPaths(input).build(), info.getDisplayName())
                        .failingOnce(ROWS_PER_BLOCK + 10, 700);
        StreamExecutionEnvironment env = SinkJobs.streaming(2);

        env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                .rebalance()
                .sinkTo(
                        ArrowIpcSink.forRowData(new Path(output.toUri()), ArrowFiles.ROW_TYPE)
                                .withWriteOptions(
                                        ArrowIpcWriteOptions.DEFAULT
                                                .withContainer(container)
                                                .withCompression(Compression.ZSTD)
                                                .withBatchRows(100))
                                .build());
        env.execute();

        assertThat(source.observations().readers).hasSizeGreaterThan(2);
        String suffix = container == IpcContainer.FILE ? ".arrow" : ".arrows";
        assertThat(SinkJobs.files(output))
                .hasSizeGreaterThan(2)
                .allSatisfy(file -> assertThat(file.toString()).endsWith(suffix));
        assertThat(SinkJobs.ids(output))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, BLOCKS * ROWS_PER_BLOCK).boxed().toList());
    }

    @Test
    void refusesRowsThatAreNotInsertions() {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        RowData deletion = GenericRowData.ofKind(RowKind.DELETE, 1L, StringData.fromString("gone"));
        env.fromData(InternalTypeInfo.of(ArrowFiles.ROW_TYPE), deletion)
                .sinkTo(
                        ArrowIpcSink.forRowData(new Path(directory.toUri()), ArrowFiles.ROW_TYPE)
                                .build());

        assertThatThrownBy(env::execute)
                .rootCause()
                .hasMessage(
                        "a row of kind DELETE cannot be written:"
                                + " Arrow IPC files hold insertions only");
    }
}
