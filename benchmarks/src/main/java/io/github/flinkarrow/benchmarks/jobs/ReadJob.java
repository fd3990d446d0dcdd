/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.tables.Table;

/** Reads a table and adds up what it read. */
record ReadJob(JobCluster cluster, Scenario scenario, Contender contender, Table table, Path path)
        implements BenchmarkJob {

    @Override
    public Outcome check() throws Exception {
        return run(new HashSum(table)).outcome();
    }

    @Override
    public Sample run() throws Exception {
        return run(new TouchSum(table));
    }

    private Sample run(RowSum sum) throws Exception {
        StreamExecutionEnvironment env =
                JobCluster.environment(scenario, RuntimeExecutionMode.STREAMING);
        env.fromSource(
                        contender.source(table, path),
                        WatermarkStrategy.noWatermarks(),
                        contender.name())
                .transform("sum", Types.VOID, sum);
        JobCluster.Ended ended = cluster.run(env);
        return ended.sample(RowSum.outcome(ended.result()));
    }
}
