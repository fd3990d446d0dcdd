/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.Path;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.SimpleCounter;
import org.apache.flink.metrics.groups.OperatorIOMetricGroup;
import org.apache.flink.metrics.groups.SourceReaderMetricGroup;
import org.apache.flink.metrics.groups.SplitEnumeratorMetricGroup;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.SimpleUserCodeClassLoader;

import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.source.ArrowIpcSplit;
import org.junit.jupiter.api.Test;

import java.lang.reflect.Proxy;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** The page of metrics against those that a reader registers. */
class MetricsPageTest {

    private static final Pattern ROW = Pattern.compile("(?m)^\\| `(\\w+)` \\|");

    @Test
    void thePageHasEveryMetricOfAReaderAndOfTheEnumerator() throws Exception {
        Names registered = new Names();
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(new Path("file:///none")).withRowType(RowType.of()).build();
        source.createReader(context(SourceReaderContext.class, registered)).close();
        @SuppressWarnings("unchecked")
        SplitEnumeratorContext<ArrowIpcSplit> enumeratorContext =
                context(SplitEnumeratorContext.class, registered);
        source.createEnumerator(enumeratorContext).close();

        Set<String> described = new TreeSet<>();
        Matcher rows = ROW.matcher(Markdown.page("docs/reference/metrics.md").text());
        while (rows.find()) {
            described.add(rows.group(1));
        }
        assertThat(described).isEqualTo(registered.names);
    }

    private static <T> T context(Class<T> type, Names names) {
        return type.cast(
                Proxy.newProxyInstance(
                        MetricsPageTest.class.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) ->
                                switch (method.getName()) {
                                    case "metricGroup" -> names;
                                    case "getConfiguration" -> new Configuration();
                                    case "getUserCodeClassLoader" ->
                                            SimpleUserCodeClassLoader.create(
                                                    MetricsPageTest.class.getClassLoader());
                                    default ->
                                            throw new UnsupportedOperationException(
                                                    method.getName());
                                }));
    }

    /** Notes what a reader asks for by name, or sets. */
    private static final class Names extends UnregisteredMetricsGroup
            implements SourceReaderMetricGroup, SplitEnumeratorMetricGroup, OperatorIOMetricGroup {

        private final Set<String> names = new TreeSet<>();

        @Override
        public Counter counter(String name) {
            return named(name);
        }

        @Override
        public OperatorIOMetricGroup getIOMetricGroup() {
            return this;
        }

        @Override
        public Counter getNumBytesInCounter() {
            return named("numBytesIn");
        }

        @Override
        public Counter getNumBytesOutCounter() {
            return named("numBytesOut");
        }

        @Override
        public Counter getNumRecordsInCounter() {
            return new SimpleCounter(); // Flink counts them itself.
        }

        @Override
        public Counter getNumRecordsOutCounter() {
            return named("numRecordsOut");
        }

        @Override
        public Counter getNumRecordsInErrorsCounter() {
            return named("numRecordsInErrors");
        }

        @Override
        public void setPendingBytesGauge(Gauge<Long> gauge) {
            names.add("pendingBytes");
        }

        @Override
        public void setPendingRecordsGauge(Gauge<Long> gauge) {
            names.add("pendingRecords");
        }

        /** Flink's own, which the page speaks of elsewhere. */
        @Override
        public <G extends Gauge<Long>> G setUnassignedSplitsGauge(G gauge) {
            return gauge;
        }

        @Override
        public <T, G extends Gauge<T>> G gauge(String name, G gauge) {
            names.add(name);
            return gauge;
        }

        private Counter named(String name) {
            names.add(name);
            return new SimpleCounter();
        }
    }
}
