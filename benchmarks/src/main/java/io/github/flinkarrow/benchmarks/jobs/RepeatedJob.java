/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.benchmarks.contenders.Contender;
import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Tables;

/** A job with the cluster that it runs on, in this process. */
public final class RepeatedJob implements AutoCloseable {

    private final JobCluster cluster;
    private final BenchmarkJob job;

    private RepeatedJob(JobCluster cluster, BenchmarkJob job) {
        this.cluster = cluster;
        this.job = job;
    }

    /** Starts the cluster. */
    public static RepeatedJob of(JobSpec spec) throws Exception {
        return of(spec, new Configuration());
    }

    /** Starts a cluster that is configured so. */
    public static RepeatedJob of(JobSpec spec, Configuration configuration) throws Exception {
        JobCluster cluster = JobCluster.start(spec.scenario().parallelism(), configuration);
        return new RepeatedJob(cluster, job(spec, cluster));
    }

    private static BenchmarkJob job(JobSpec spec, JobCluster cluster) {
        Scenario scenario = spec.scenario();
        Contender contender = Contenders.named(spec.contender());
        Table table = Tables.named(scenario.table());
        Path input = new Path(spec.input());
        Contender rows = Contenders.rowsFor(contender, table);
        Written written =
                new Written(cluster, scenario, contender, table, new Path(spec.scratch()));
        return switch (scenario.kind()) {
            case DATASTREAM_READ -> new ReadJob(cluster, scenario, contender, table, input);
            case DATASTREAM_WRITE -> new WriteJob(written, rows, input);
            case DATASTREAM_BUCKETS -> new BucketsJob(written, rows, input);
            case SQL_QUERY -> new QueryJob(cluster, scenario, contender, table, input);
            case SQL_INSERT -> new InsertJob(written, rows, input);
        };
    }

    /** Runs it so that every byte is looked at. */
    public Outcome check() throws Exception {
        return job.check();
    }

    /** Runs it to be timed. */
    public Sample run() throws Exception {
        return job.run();
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
