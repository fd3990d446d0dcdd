/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.growth;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

import java.net.URI;
import java.nio.file.Path;

/** Counts the rows of tables, in batch mode on a cluster of this process. */
final class CountQueries implements AutoCloseable {

    private final MiniCluster cluster;

    private CountQueries(MiniCluster cluster) {
        this.cluster = cluster;
    }

    static CountQueries start() throws Exception {
        Configuration configuration = new Configuration();
        configuration.set(RestOptions.BIND_PORT, "0");
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(1)
                                .build());
        cluster.start();
        return new CountQueries(cluster);
    }

    /** How many rows the files of a directory have. */
    long count(Path directory) throws Exception {
        URI rest = cluster.getRestAddress().get();
        StreamExecutionEnvironment environment =
                StreamExecutionEnvironment.createRemoteEnvironment(rest.getHost(), rest.getPort());
        environment.setParallelism(1);
        StreamTableEnvironment tables =
                StreamTableEnvironment.create(
                        environment, EnvironmentSettings.newInstance().inBatchMode().build());
        tables.executeSql(
                "CREATE TABLE t (c0 BIGINT NOT NULL) WITH ('connector' = 'arrow-ipc', 'path' = '%s')"
                        .formatted(directory.toUri()));
        try (CloseableIterator<Row> rows = tables.executeSql("SELECT COUNT(*) FROM t").collect()) {
            return (long) rows.next().getField(0);
        }
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
