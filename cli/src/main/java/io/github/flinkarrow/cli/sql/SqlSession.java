/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.api.common.BatchShuffleMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.cli.EmbeddedCluster;
import io.github.flinkarrow.cli.JobMetrics;
import io.github.flinkarrow.cli.Progress;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Statements that are run in batch mode, each to its end before the next one starts.
 *
 * @param progress where it is shown that a statement is running, if it is a terminal
 * @param resultsOnTerminal whether the results are shown where the progress is
 * @param paths of files and directories
 */
record SqlSession(
        Console progress,
        boolean resultsOnTerminal,
        int parallelism,
        List<String> paths,
        ResultFormat format) {

    private static final long LEAST_NETWORK_BYTES = 64 << 20;
    private static final long MOST_NETWORK_BYTES = 1 << 30;
    private static final long CONNECTION_BYTES = 256 << 10;
    private static final long LEAST_OPERATOR_BYTES = 32 << 20;
    private static final long WANTED_OPERATOR_BYTES = 128 << 20;

    /**
     * Runs the statements.
     *
     * @throws IOException if one of them fails, or the results cannot be printed
     */
    void run(List<String> statements) throws Exception {
        try (Interruption interruption = Interruption.await()) {
            try {
                new EmbeddedCluster(progress, parallelism)
                        .workUnseen(
                                configuration(),
                                (env, metrics) -> {
                                    run(statements, env, metrics, interruption);
                                    return null;
                                });
            } catch (IOException e) {
                // Of a job that was cancelled: the process ends without a word.
                if (!interruption.isRequested()) {
                    throw e;
                }
            }
        }
    }

    /**
     * Rows flow from one operator to the next without waiting on disk for the last one: the first
     * rows of a result come early, and whoever stops reading stops the job. Flink's scheduler of
     * batch jobs has no such mode.
     */
    private Configuration configuration() {
        Configuration configuration = new Configuration();
        configuration.set(
                ExecutionOptions.BATCH_SHUFFLE_MODE, BatchShuffleMode.ALL_EXCHANGES_PIPELINED);
        configuration.set(JobManagerOptions.SCHEDULER, JobManagerOptions.SchedulerType.Default);
        MemorySize network = networkMemory();
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, network);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, network);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, operatorMemory());
        return configuration;
    }

    /** Every reader of rows is connected with every writer of them, in several places of a job. */
    private MemorySize networkMemory() {
        long bytes = (long) parallelism * parallelism * CONNECTION_BYTES;
        return new MemorySize(Math.max(LEAST_NETWORK_BYTES, Math.min(bytes, MOST_NETWORK_BYTES)));
    }

    /**
     * What sorts, groups and joins take outside of the heap as they need it, and beyond it disk:
     * Flink shares it out in equal parts, and there is a least one that these work with.
     */
    private MemorySize operatorMemory() {
        long wanted = parallelism * WANTED_OPERATOR_BYTES;
        long bytes = Math.min(wanted, Runtime.getRuntime().maxMemory());
        return new MemorySize(Math.max(parallelism * LEAST_OPERATOR_BYTES, bytes));
    }

    private void run(
            List<String> statements,
            StreamExecutionEnvironment env,
            JobMetrics metrics,
            Interruption interruption)
            throws Exception {
        TableEnvironmentInternal tables = tables(env);
        for (int i = 0; i < statements.size() && !interruption.isRequested(); i++) {
            metrics.forget();
            try (Progress shown = Progress.onTerminal(progress, "running", metrics::rows)) {
                new Statement(
                                statements.get(i),
                                tables,
                                format,
                                shown,
                                resultsOnTerminal,
                                interruption)
                        .run();
            } catch (RuntimeException | ExecutionException e) {
                String which = statements.size() == 1 ? "" : "statement %d: ".formatted(i + 1);
                throw new IOException(which + SqlErrors.textOf(e), e);
            }
        }
    }

    private TableEnvironmentInternal tables(StreamExecutionEnvironment env) throws IOException {
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(env, EnvironmentSettings.inBatchMode());
        tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
        try {
            PathTables.add(paths, tables);
        } catch (RuntimeException e) {
            throw new IOException(SqlErrors.textOf(e), e);
        }
        return (TableEnvironmentInternal) tables;
    }
}
