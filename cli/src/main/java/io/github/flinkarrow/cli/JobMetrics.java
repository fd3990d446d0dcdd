/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;

import java.util.HashMap;
import java.util.Map;
import java.util.Queue;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The counters of the operators of one embedded cluster, while its jobs run and after they ended.
 *
 * <p>A figure that is read while a job runs may be a little old.
 */
public final class JobMetrics implements AutoCloseable {

    /** Where the factory, which Flink creates, finds the metrics that a configuration names. */
    private static final Map<String, JobMetrics> OPEN = new ConcurrentHashMap<>();

    private static final String REPORTER = "embedded";
    private static final String ID = "id";

    private final String id = UUID.randomUUID().toString();
    private final Queue<OperatorCounter> counters = new ConcurrentLinkedQueue<>();

    private JobMetrics() {}

    static JobMetrics open() {
        JobMetrics metrics = new JobMetrics();
        OPEN.put(metrics.id, metrics);
        return metrics;
    }

    /** Makes a cluster with the configuration report here. */
    void addTo(Configuration configuration) {
        String prefix = "metrics.reporter." + REPORTER + ".";
        configuration.setString("metrics.reporters", REPORTER);
        configuration.setString(prefix + "factory.class", JobMetricsFactory.class.getName());
        configuration.setString(prefix + ID, id);
    }

    static MetricReporter reporter(String id) {
        JobMetrics metrics = OPEN.get(id);
        if (metrics == null) {
            throw new IllegalStateException("no metrics are open for " + id);
        }
        return metrics.new Reporter();
    }

    /** Sums of the counter by the index of the parallel instance, of all operators that have it. */
    public SortedMap<Integer, Long> bySubtask(String name) {
        SortedMap<Integer, Long> sums = new TreeMap<>();
        for (OperatorCounter counter : counters) {
            if (counter.name.equals(name)) {
                sums.merge(counter.subtask, counter.counter.getCount(), Long::sum);
            }
        }
        return sums;
    }

    /** The rows that have come the furthest so far: the most that any one operator has put out. */
    public long rows() {
        Map<String, Long> byOperator = new HashMap<>();
        long most = 0;
        for (OperatorCounter counter : counters) {
            if (counter.name.equals("numRecordsOut")) {
                long rows =
                        byOperator.merge(counter.operator, counter.counter.getCount(), Long::sum);
                most = Math.max(most, rows);
            }
        }
        return most;
    }

    /** Forgets the jobs that ended. */
    public void forget() {
        counters.clear();
    }

    @Override
    public void close() {
        OPEN.remove(id);
    }

    private record OperatorCounter(String operator, int subtask, String name, Counter counter) {}

    private final class Reporter implements MetricReporter {

        @Override
        public void open(MetricConfig config) {}

        @Override
        public void close() {}

        @Override
        public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
            Map<String, String> variables = group.getAllVariables();
            String operator = variables.get("<operator_id>");
            if (metric instanceof Counter counter && operator != null) {
                int subtask = Integer.parseInt(variables.get("<subtask_index>"));
                counters.add(new OperatorCounter(operator, subtask, name, counter));
            }
        }

        /** Figures of jobs that ended are still asked for. */
        @Override
        public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
    }
}
