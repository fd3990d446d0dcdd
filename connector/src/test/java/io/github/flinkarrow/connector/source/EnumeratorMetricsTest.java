/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** What enumerators say of the splits that wait, and of the blocks that nobody reads. */
class EnumeratorMetricsTest {

    private static final int BLOCKS = 10;

    /** In two of the blocks. */
    private static final PlanningOptions OPTIONS =
            PlanningOptions.DEFAULT.withSplitMinBytes(0).withFilter(PruningTest.idIn(250, 750));

    @TempDir private java.nio.file.Path directory;
    private final Gauges gauges = new Gauges();
    private final RoundsContext context =
            new RoundsContext(1) {
                @Override
                public SplitEnumeratorMetricGroup metricGroup() {
                    return gauges;
                }
            };

    @Test
    void ofFilesThatAreReadOnce() throws Exception {
        ArrowFiles.write(directory.resolve("a"), BLOCKS, 100);
        try (SplitEnumerator<ArrowIpcSplit, ?> enumerator = started(OPTIONS)) {
            assertThat(gauges.values).containsOnlyKeys("arrowBlocksPruned", "unassignedSplits");
            assertThat(gauges.value("arrowBlocksPruned")).isZero();
            context.triggerAllActions();
            assertThat(gauges.value("arrowBlocksPruned")).isEqualTo(8);
            assertThat(gauges.value("unassignedSplits")).isEqualTo(2);

            enumerator.handleSplitRequest(0, null);

            assertThat(gauges.value("unassignedSplits")).isOne();
        }
    }

    @Test
    void ofFilesThatAreWatched() throws Exception {
        try (MonitoringEnumerator enumerator =
                (MonitoringEnumerator) started(OPTIONS.withInterval(Duration.ofDays(1)))) {
            for (int files = 1; files <= 3; files++) {
                ArrowFiles.write(directory.resolve("a" + files), BLOCKS, 100);
                context.round(() -> enumerator.inspecting() > 0);

                assertThat(gauges.value("arrowBlocksPruned")).isEqualTo(8L * files);
                assertThat(gauges.value("unassignedSplits")).isEqualTo(files + 1);
                enumerator.handleSplitRequest(0, null);
                assertThat(gauges.value("unassignedSplits")).isEqualTo(files);
            }
        }
    }

    private SplitEnumerator<ArrowIpcSplit, ?> started(PlanningOptions options) {
        context.registerReader(0, "host");
        ArrowIpcSource source =
                new ArrowIpcSource(
                        List.of(new Path(directory.toUri())),
                        ArrowFiles.ROW_TYPE,
                        ArrowIpcReadOptions.DEFAULT,
                        options);
        SplitEnumerator<ArrowIpcSplit, ?> enumerator = source.createEnumerator(context);
        enumerator.start();
        return enumerator;
    }

    private static final class Gauges extends UnregisteredMetricsGroup
            implements SplitEnumeratorMetricGroup {

        private final Map<String, Gauge<?>> values = new HashMap<>();

        long value(String name) {
            return (Long) values.get(name).getValue();
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            values.put(name, gauge);
            return gauge;
        }

        @Override
        public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G gauge) {
            return gauge("unassignedSplits", gauge);
        }
    }
}
