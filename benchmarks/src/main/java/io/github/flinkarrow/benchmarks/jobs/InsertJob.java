/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.tables.Table;

/**
 * Writes rows with an INSERT statement.
 *
 * @param rows where the rows come from
 * @param path of their files
 */
record InsertJob(Written written, Contender rows, Path path) implements BenchmarkJob {

    @Override
    public Outcome check() throws Exception {
        insert();
        return written.check();
    }

    @Override
    public Sample run() throws Exception {
        JobCluster.Ended ended = insert();
        return ended.sample(written.touch());
    }

    private JobCluster.Ended insert() throws Exception {
        written.empty();
        Table table = written.table();
        StreamExecutionEnvironment env =
                JobCluster.environment(written.scenario(), RuntimeExecutionMode.BATCH);
        SqlTables.in(env)
                .with("t", table, rows.tableOptions(table, path))
                .with("s", table, written.contender().sinkOptions(table, written.path()))
                .environment()
                .createStatementSet()
                .addInsertSql("INSERT INTO s SELECT * FROM t")
                .attachAsDataStream();
        return written.cluster().run(env);
    }
}
