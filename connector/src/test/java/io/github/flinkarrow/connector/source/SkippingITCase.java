/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.Buffers;
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.ObservedSource;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Files that turn out to be broken only when they are read. */
class SkippingITCase {

    private static final int BLOCKS = 4;
    private static final int ROWS_PER_BLOCK = 50;
    private static final int ROWS = BLOCKS * ROWS_PER_BLOCK;
    private static final int BROKEN_BLOCK = 2;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private String test;
    private long allocatedBefore;

    @BeforeEach
    void writeFiles(TestInfo info) throws IOException {
        test = info.getTestMethod() + info.getDisplayName();
        allocatedBefore = Buffers.allocatedBytes();
        for (String name : List.of("a", "b", "c")) {
            ArrowFiles.write(directory.resolve(name), BLOCKS, ROWS_PER_BLOCK);
        }
    }

    @AfterEach
    void nothingLeaks() {
        assertThat(Buffers.allocatedBytes()).isEqualTo(allocatedBefore);
    }

    @ParameterizedTest
    @EnumSource(
            value = RuntimeExecutionMode.class,
            names = {"BATCH", "STREAMING"})
    void onlyTheSplitThatIsBrokenIsSkipped(RuntimeExecutionMode mode) throws Exception {
        breakBlock("b");
        ObservedSource<ArrowIpcSource, PendingSplits> source = source(OnBrokenFile.SKIP);
        List<Long> expected = new ArrayList<>(ids(0, ROWS));
        expected.addAll(ids(0, ROWS));
        expected.addAll(ids(0, BROKEN_BLOCK * ROWS_PER_BLOCK));
        expected.addAll(ids((BROKEN_BLOCK + 1) * ROWS_PER_BLOCK, ROWS));

        assertThat(read(source, mode)).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(source.observations().count("arrowSplitsSkipped")).isOne();
    }

    @Test
    void aFileThatChangesAfterItWasPlannedIsSkipped() throws Exception {
        ObservedSource<ArrowIpcSource, PendingSplits> source =
                source(OnBrokenFile.SKIP)
                        .beforeReading(
                                () -> {
                                    Files.setLastModifiedTime(
                                            directory.resolve("b"), FileTime.fromMillis(1_000));
                                    Files.delete(directory.resolve("c"));
                                });

        assertThat(read(source, RuntimeExecutionMode.STREAMING))
                .containsExactlyInAnyOrderElementsOf(ids(0, ROWS));
        assertThat(source.observations().count("arrowSplitsSkipped")).isEqualTo(2 * BLOCKS);
    }

    @Test
    void aFileThatCannotBeReadJustNowFailsTheJob() {
        ObservedSource<ArrowIpcSource, PendingSplits> source =
                source(OnBrokenFile.SKIP)
                        .beforeReading(
                                () -> fileSystem.setFaults(Faults.NONE.withReadErrorAt(100)));

        assertThatThrownBy(() -> read(source, RuntimeExecutionMode.STREAMING))
                .rootCause()
                .isInstanceOf(IOException.class)
                .hasMessageContaining("cannot be read");
    }

    private ObservedSource<ArrowIpcSource, PendingSplits> source(OnBrokenFile action) {
        try {
            return ObservedSource.observe(
                    ArrowIpcSource.forPaths(fileSystem.path(directory))
                            .withRowType(ArrowFiles.ROW_TYPE)
                            .withSplitMinBytes(0)
                            .onBrokenFile(action)
                            .build(),
                    test);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Overwrites the metadata of a block, so that it is no message. */
    private void breakBlock(String name) throws IOException {
        java.nio.file.Path file = directory.resolve(name);
        byte[] bytes = Files.readAllBytes(file);
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
            Block block = reader.block(BROKEN_BLOCK);
            for (int i = 0; i < block.metadataLength(); i++) {
                bytes[(int) block.offset() + i] = 0x55;
            }
        }
        Files.write(file, bytes);
    }

    private static List<Long> read(
            ObservedSource<ArrowIpcSource, PendingSplits> source, RuntimeExecutionMode mode)
            throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(mode);
        env.setParallelism(1);
        List<Long> ids = new ArrayList<>();
        try (CloseableIterator<RowData> rows =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                        .executeAndCollect()) {
            rows.forEachRemaining(row -> ids.add(row.getLong(0)));
        }
        return ids;
    }

    private static List<Long> ids(long from, long to) {
        return LongStream.range(from, to).boxed().toList();
    }
}
