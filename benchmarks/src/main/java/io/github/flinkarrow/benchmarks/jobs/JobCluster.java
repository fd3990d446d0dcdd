/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.jobs;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

import io.github.flinkarrow.benchmarks.usage.Usage;
import io.github.flinkarrow.benchmarks.usage.UsageMeter;

/** A cluster inside this process, which stays up from job to job. */
public final class JobCluster implements AutoCloseable {

    private final MiniCluster cluster;

    private JobCluster(MiniCluster cluster) {
        this.cluster = cluster;
    }

    /**
     * How a job went.
     *
     * @param result Flink's account of it
     */
    record Ended(JobExecutionResult result, double seconds, Usage usage) {

        Sample sample(Outcome outcome) {
            return new Sample(outcome, seconds, usage);
        }
    }

    /**
     * Starts one.
     *
     * @param settings beside those of every cluster
     */
    public static JobCluster start(int slots, Configuration settings) throws Exception {
        Configuration configuration = new Configuration(settings);
        configuration.set(RestOptions.BIND_PORT, "0");
        // Hadoop keeps the loader of the job that used it first.
        configuration.set(CoreOptions.CHECK_LEAKED_CLASSLOADER, false);
        MiniCluster cluster =
                new MiniCluster(
                        new MiniClusterConfiguration.Builder()
                                .setConfiguration(configuration)
                                .setNumTaskManagers(1)
                                .setNumSlotsPerTaskManager(slots)
                                .build());
        cluster.start();
        return new JobCluster(cluster);
    }

    /** An environment to describe a job in; it is not executed there. */
    static StreamExecutionEnvironment environment(Scenario scenario, RuntimeExecutionMode mode) {
        Configuration configuration = new Configuration();
        configuration.set(ExecutionOptions.RUNTIME_MODE, mode);
        configuration.set(PipelineOptions.OBJECT_REUSE, scenario.objectReuse());
        return StreamExecutionEnvironment.createLocalEnvironment(
                scenario.parallelism(), configuration);
    }

    /** Runs what the environment describes. */
    public JobExecutionResult execute(StreamExecutionEnvironment env) throws Exception {
        return cluster.executeJobBlocking(env.getStreamGraph().getJobGraph());
    }

    /** The same, with an account of what it took. */
    Ended run(StreamExecutionEnvironment env) throws Exception {
        JobGraph graph = env.getStreamGraph().getJobGraph();
        UsageMeter meter = UsageMeter.start();
        long start = System.nanoTime();
        JobExecutionResult result = cluster.executeJobBlocking(graph);
        double seconds = (System.nanoTime() - start) / 1e9;
        return new Ended(result, seconds, meter.end());
    }

    @Override
    public void close() throws Exception {
        cluster.close();
    }
}
