/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.connector.file.table.FileSystemConnectorOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.factories.DynamicTableSinkFactory;
import org.apache.flink.table.factories.DynamicTableSourceFactory;

import io.github.flinkarrow.connector.table.ArrowIpcTableFactory;

import java.util.Set;

/** The connector for tables of the catalog: what they overwrite has to be a table's own. */
final class CatalogTableFactory implements DynamicTableSourceFactory, DynamicTableSinkFactory {

    private final ArrowIpcTableFactory connector = new ArrowIpcTableFactory();

    @Override
    public String factoryIdentifier() {
        return connector.factoryIdentifier();
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return connector.requiredOptions();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return connector.optionalOptions();
    }

    @Override
    public DynamicTableSource createDynamicTableSource(Context context) {
        return connector.createDynamicTableSource(context);
    }

    @Override
    public DynamicTableSink createDynamicTableSink(Context context) {
        DynamicTableSink sink = connector.createDynamicTableSink(context);
        String path =
                context.getCatalogTable().getOptions().get(FileSystemConnectorOptions.PATH.key());
        return new CatalogTableSink(new Path(path), sink);
    }
}
