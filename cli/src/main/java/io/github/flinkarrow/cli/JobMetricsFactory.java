/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli;

import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

import java.util.Properties;

/** Connects Flink's metrics with {@link JobMetrics}; found by Flink as a service. */
public final class JobMetricsFactory implements MetricReporterFactory {

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return JobMetrics.reporter(properties.getProperty("id"));
    }
}
