/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.ScanTableSource;
import org.apache.flink.table.connector.source.SourceProvider;
import org.apache.flink.table.factories.DynamicTableSourceFactory;
import org.apache.flink.table.factories.FactoryUtil;

import io.github.flinkarrow.benchmarks.tables.Tables;

import java.util.Set;

/** The connector {@code costless} of SQL; Flink finds it as a service. */
public final class CostlessTableFactory implements DynamicTableSourceFactory {

    private static final ConfigOption<String> PATH =
            ConfigOptions.key("path").stringType().noDefaultValue();
    private static final ConfigOption<String> TABLE =
            ConfigOptions.key("table").stringType().noDefaultValue();
    private static final ConfigOption<Integer> DISTINCT_ROWS =
            ConfigOptions.key("distinct-rows").intType().noDefaultValue();

    @Override
    public String factoryIdentifier() {
        return "costless";
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of(PATH, TABLE, DISTINCT_ROWS);
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return Set.of();
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        FactoryUtil.TableFactoryHelper helper = FactoryUtil.createTableFactoryHelper(this, context);
        helper.validate();
        ReadableConfig options = helper.getOptions();
        return new CostlessTable(options.get(PATH), options.get(TABLE), options.get(DISTINCT_ROWS));
    }

    private record CostlessTable(String path, String table, int distinctRows)
            implements ScanTableSource {

        @Override
        public ChangelogMode getChangelogMode() {
            return ChangelogMode.insertOnly();
        }

        @Override
        public ScanRuntimeProvider getScanRuntimeProvider(ScanContext context) {
            return SourceProvider.of(
                    new Costless("costless", distinctRows, Long.MAX_VALUE)
                            .source(Tables.named(table), new Path(path)));
        }

        @Override
        public DynamicTableSource copy() {
            return this;
        }

        @Override
        public String asSummaryString() {
            return "costless";
        }
    }
}
