/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.api.internal.TableEnvironmentInternal;
import org.apache.flink.table.api.internal.TableResultInternal;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.operations.ModifyOperation;
import org.apache.flink.table.operations.Operation;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.cli.EmbeddedCluster;
import io.github.flinkarrow.cli.JobMetrics;
import io.github.flinkarrow.cli.Progress;

import java.io.IOException;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Statements that are run in batch mode, each to its end before the next one starts.
 *
 * @param progress where it is shown that a statement is running, if it is a terminal
 * @param paths of files and directories
 */
record SqlSession(Console progress, int parallelism, List<String> paths, ResultFormat format) {

    void run(List<String> statements) throws Exception {
        try (Interruption interruption = Interruption.await()) {
            try {
                new EmbeddedCluster(progress, parallelism)
                        .workUnseen(
                                (env, metrics) -> {
                                    run(statements, tables(env), metrics, interruption);
                                    return null;
                                });
            } catch (Exception e) {
                // Of a job that was cancelled: the process ends without a word.
                if (!interruption.isRequested()) {
                    throw e;
                }
            }
        }
    }

    private TableEnvironmentInternal tables(StreamExecutionEnvironment env) throws IOException {
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(env, EnvironmentSettings.inBatchMode());
        tables.getConfig().setLocalTimeZone(ZoneOffset.UTC);
        if (System.getProperty("X.shuffle") != null) tables.getConfig().set("execution.batch-shuffle-mode", System.getProperty("X.shuffle"));
        for (String path : paths) {
            if (!path.equals("."))
            FileTable.of(path).addTo(tables);
        }
        return (TableEnvironmentInternal) tables;
    }

    private void run(
            List<String> statements,
            TableEnvironmentInternal tables,
            JobMetrics metrics,
            Interruption interruption)
            throws IOException {
        for (int i = 0; i < statements.size() && !interruption.isRequested(); i++) {
            metrics.forget();
            try (ShownProgress shown = ShownProgress.of(progress, metrics, format)) {
                run(statements.get(i), tables, shown, interruption);
            } catch (StatementException e) {
                String which = statements.size() == 1 ? "" : "statement %d: ".formatted(i + 1);
                throw new IOException(which + e.getMessage(), e);
            }
        }
    }
