/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Runs bounded jobs on a Flink cluster inside this process, and shows their progress.
 *
 * <p>Rows are handed from operator to operator without being copied: an operator that keeps a row
 * copies it.
 */
public final class EmbeddedCluster {

    private final Console console;
    private final int parallelism;

    public EmbeddedCluster(Console console, int parallelism) {
        this.console = console;
        this.parallelism = parallelism;
    }

    /** A job, or several one after the other. */
    @FunctionalInterface
    public interface Work<T> {
        T run(StreamExecutionEnvironment env, JobMetrics metrics) throws Exception;
    }

    /** A job, added to the environment and not yet started. */
    @FunctionalInterface
    public interface Job {
        void addTo(StreamExecutionEnvironment env) throws Exception;
    }

    /**
     * How a job ended.
     *
     * @param result Flink's account of it
     * @param metrics the counters of its operators
     */
    public record Ended(JobExecutionResult result, JobMetrics metrics) {

        /** How long the job ran, the start of the cluster not included. */
        public double seconds() {
            return Math.max(1, result.getNetRuntime()) / 1e3;
        }
    }

    public int parallelism() {
        return parallelism;
    }

    /**
     * Runs a job to its end.
     *
     * @param what is shown while it runs
     */
    public Ended run(String what, Job job) throws Exception {
        return work(
                what,
                (env, metrics) -> {
                    job.addTo(env);
                    return new Ended(env.execute(what), metrics);
                });
    }

    /** Runs what starts its jobs itself, as SQL statements do. */
    public <T> T work(String what, Work<T> work) throws Exception {
        return workUnseen(
                new Configuration(),
                (env, metrics) -> {
                    try (Progress progress = Progress.start(console, what, metrics::rows)) {
                        return work.run(env, metrics);
                    }
                });
    }

    /**
     * Runs what starts its jobs itself, and shows their progress or does not.
     *
     * @param configuration of the cluster; is changed
     */
    public <T> T workUnseen(Configuration configuration, Work<T> work) throws Exception {
        try (JobMetrics metrics = JobMetrics.open()) {
            metrics.addTo(configuration);
            ScratchDirectory.addTo(configuration);
            StreamExecutionEnvironment env =
                    StreamExecutionEnvironment.createLocalEnvironment(parallelism, configuration);
            env.setRuntimeMode(RuntimeExecutionMode.BATCH);
            env.getConfig().enableObjectReuse();
            return work.run(env, metrics);
        }
    }
}
