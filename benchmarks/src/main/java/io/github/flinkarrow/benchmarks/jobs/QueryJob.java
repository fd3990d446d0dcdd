/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.tables.Table;

/** Answers a query of the table {@code t}. */
record QueryJob(JobCluster cluster, Scenario scenario, Contender contender, Table table, Path path)
        implements BenchmarkJob {

    @Override
    public Outcome check() throws Exception {
        return run().outcome();
    }

    @Override
    public Sample run() throws Exception {
        StreamExecutionEnvironment env =
                JobCluster.environment(scenario, RuntimeExecutionMode.BATCH);
        StreamTableEnvironment sql =
                SqlTables.in(env)
                        .with("t", table, contender.tableOptions(table, path))
                        .environment();
        sql.toDataStream(sql.sqlQuery(scenario.query()))
                .process(new Answer())
                .sinkTo(new DiscardingSink<>());
        JobCluster.Ended ended = cluster.run(env);
        return ended.sample(Answer.outcome(ended.result()));
    }
}
