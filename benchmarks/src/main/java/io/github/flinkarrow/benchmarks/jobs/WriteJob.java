/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.tables.Table;

/**
 * Writes rows with Flink's file sink.
 *
 * @param rows where the rows come from
 * @param path of their files
 */
record WriteJob(Written written, Contender rows, Path path) implements BenchmarkJob {

    @Override
    public Outcome check() throws Exception {
        write();
        return written.check();
    }

    @Override
    public Sample run() throws Exception {
        JobCluster.Ended ended = write();
        return ended.sample(written.touch());
    }

    private JobCluster.Ended write() throws Exception {
        written.empty();
        Table table = written.table();
        StreamExecutionEnvironment env =
                JobCluster.environment(written.scenario(), RuntimeExecutionMode.BATCH);
        env.fromSource(rows.source(table, path), WatermarkStrategy.noWatermarks(), "rows")
                .sinkTo(
                        FileSink.forBulkFormat(written.path(), written.contender().writer(table))
                                .build());
        return written.cluster().run(env);
    }
}
