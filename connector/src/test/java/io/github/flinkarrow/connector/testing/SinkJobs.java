/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.source.ArrowIpcSource;

import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What jobs that write {@link ArrowFiles} have in common, and what they leave behind. */
public final class SinkJobs {

    private SinkJobs() {}

    /** An environment that checkpoints all the time and survives one failure. */
    public static StreamExecutionEnvironment streaming(int parallelism) {
        return streaming(parallelism, 1);
    }

    /** The same that survives as many failures. */
    public static StreamExecutionEnvironment streaming(int parallelism, int failures) {
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.getExecutionEnvironment(surviving(failures));
        env.setParallelism(parallelism);
        env.enableCheckpointing(20);
        return env;
    }

    /** A job restarts at once, as often as this. */
    public static Configuration surviving(int failures) {
        Configuration configuration = new Configuration();
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        configuration.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, failures);
        configuration.set(
                RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, Duration.ofMillis(1));
        return configuration;
    }

    /** All files in a directory and below it, hidden ones too. */
    public static List<java.nio.file.Path> allFiles(java.nio.file.Path directory) throws Exception {
        try (Stream<java.nio.file.Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    /** The files that are not hidden: those that are complete. */
    public static List<java.nio.file.Path> files(java.nio.file.Path directory) throws Exception {
        return allFiles(directory).stream()
                .filter(file -> !file.getFileName().toString().startsWith("."))
                .toList();
    }

    /** The ids of all rows below a directory, each of which has the text of its id. */
    public static List<Long> ids(java.nio.file.Path directory) throws Exception {
        List<Long> ids = new ArrayList<>();
        ArrowIpcSource source = ArrowIpcSource.forPaths(new Path(directory.toUri())).build();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        try (CloseableIterator<RowData> rows =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                        .executeAndCollect()) {
            while (rows.hasNext()) {
                RowData row = rows.next();
                ids.add(row.getLong(0));
                assertThat(row.getString(1)).hasToString(ArrowFiles.text(row.getLong(0)));
            }
        }
        return ids;
    }
}
