/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.SourceReaderOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Jobs of a thousand splits of one row. A reader that stalled when it closes would wait for a day
 * here. {@code -Darrow.short.splits.jobs=200} runs more of them than the build does.
 */
class ShortSplitsITCase {

    private static final int BLOCKS = 1_000;
    private static final int JOBS = Integer.getInteger("arrow.short.splits.jobs", 5);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setConfiguration(
                                    new Configuration()
                                            .set(
                                                    SourceReaderOptions.SOURCE_READER_CLOSE_TIMEOUT,
                                                    Duration.ofDays(1).toMillis()))
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private java.nio.file.Path directory;

    @Test
    @Timeout(value = 1, unit = TimeUnit.HOURS)
    void everyJobEnds() throws Exception {
        Path file = ArrowFiles.write(directory.resolve("a.arrow"), BLOCKS, 1);
        ArrowIpcSource source = ArrowIpcSource.forPaths(file).withSplitMinBytes(0).build();
        for (int job = 0; job < JOBS; job++) {
            StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
            env.setParallelism(2);
            long sum = 0;
            try (CloseableIterator<Long> ids =
                    env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                            .map(row -> row.getLong(0))
                            .returns(Types.LONG)
                            .executeAndCollect()) {
                while (ids.hasNext()) {
                    sum += ids.next();
                }
            }
            assertThat(sum).isEqualTo(BLOCKS * (BLOCKS - 1L) / 2);
        }
    }
}
