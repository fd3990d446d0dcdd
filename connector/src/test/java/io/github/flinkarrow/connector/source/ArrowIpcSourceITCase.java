/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.format.BufferAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.functions.RichMapFunction;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whole jobs that read through the source. */
class ArrowIpcSourceITCase {

    private static final int SLOTS = 4;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(SLOTS)
                            .build());

    private static final int BLOCKS = 40;
    private static final int ROWS_PER_BLOCK = 500;

    @TempDir private java.nio.file.Path directory;

    @BeforeEach
    void forgetEarlierJobs() {
        Gate.rowsBySubtask.clear();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void readsEveryRowOnceAndKeepsEveryReaderBusy(int parallelism) throws Exception {
        Path file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, ROWS_PER_BLOCK);
        ArrowIpcSource source = ArrowIpcSource.forPaths(file).withSplitMinBytes(0).build();
        long allocatedBefore = BufferAllocator.shared().allocatedBytes();

        List<Long> ids = ids(source, parallelism);

        assertThat(ids).containsExactlyInAnyOrderElementsOf(allIds());
        assertThat(Gate.rowsBySubtask).hasSize(parallelism);
        assertThat(BufferAllocator.shared().allocatedBytes()).isEqualTo(allocatedBefore);
    }

    private static List<Long> allIds() {
        return LongStream.range(0, (long) BLOCKS * ROWS_PER_BLOCK).boxed().toList();
    }

    private static List<Long> ids(ArrowIpcSource source, int parallelism) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(parallelism);
        Gate.open = new CountDownLatch(parallelism);
        List<Long> ids = new ArrayList<>();
        try (CloseableIterator<Long> rows =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                        .map(new Gate())
                        .executeAndCollect()) {
            rows.forEachRemaining(ids::add);
        }
        return ids;
    }

    /** Holds each reader's first row until all readers have one. */
    private static final class Gate extends RichMapFunction<RowData, Long> {

        private static final long serialVersionUID = 1L;
        private static final Map<Integer, Long> rowsBySubtask = new ConcurrentHashMap<>();
        private static volatile CountDownLatch open;

        private int subtask;
        private boolean passed;

        @Override
        public void open(OpenContext context) {
            subtask = getRuntimeContext().getTaskInfo().getIndexOfThisSubtask();
        }

        @Override
        public Long map(RowData row) throws Exception {
            if (!passed) {
                passed = true;
                open.countDown();
                if (!open.await(30, TimeUnit.SECONDS)) {
                    throw new IllegalStateException("a reader got no rows");
                }
            }
            rowsBySubtask.merge(subtask, 1L, Long::sum);
            assertThat(row.getString(1)).hasToString(ArrowFiles.text(row.getLong(0)));
            return row.getLong(0);
        }
    }
}
