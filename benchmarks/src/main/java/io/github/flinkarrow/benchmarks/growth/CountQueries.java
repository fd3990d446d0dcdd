/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.growth;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

import io.github.flinkarrow.benchmarks.jobs.Answer;
import io.github.flinkarrow.benchmarks.jobs.JobCluster;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Counts the rows of tables, in batch mode on a cluster of this process. */
final class CountQueries implements AutoCloseable {

    private final JobCluster cluster;

    private CountQueries(JobCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * Starts the cluster, which gives slots at once: else a job may wait 20 ms until it asks for
     * them, and 50 ms for the next look at requests, so that a query which takes 10 ms more can
     * take 80 more.
     */
    static CountQueries start() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(JobManagerOptions.SLOT_REQUEST_MAX_INTERVAL, Duration.ZERO);
        configuration.set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO);
        return new CountQueries(JobCluster.start(1, configuration));
    }

    /**
     * How many rows the files of a directory have, as the row of an answer. It comes with the end
     * of the job: a client would ask for it every 100 ms.
     */
    List<String> count(Path directory) throws Exception {
        Configuration batch = new Configuration();
        batch.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(1, batch);
        StreamTableEnvironment sql =
                StreamTableEnvironment.create(
                        env, EnvironmentSettings.newInstance().inBatchMode().build());
        sql.executeSql(
                "CREATE TABLE t (c0 BIGINT NOT NULL) WITH ('connector' = 'arrow-ipc', 'path' = '%s')"
                        .formatted(directory.toUri()));
        sql.toDataStream(sql.sqlQuery("SELECT COUNT(*) FROM t"))
                .process(new Answer())
                .sinkTo(new DiscardingSink<>());
        return Answer.outcome(cluster.execute(env)).answer();
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
