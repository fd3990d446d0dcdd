/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.connector.file.table.FileSystemConnectorOptions;
import org.apache.flink.connector.file.table.factories.BulkReaderFormatFactory;
import org.apache.flink.connector.file.table.factories.BulkWriterFormatFactory;
import org.apache.flink.connector.file.table.format.BulkDecodingFormat;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;

import java.util.Set;

/** Makes {@code 'format' = 'arrow-ipc'} known to the file system connector. */
@Internal
public final class ArrowIpcFormatFactory
        implements BulkReaderFormatFactory, BulkWriterFormatFactory {

    public static final String IDENTIFIER = "arrow-ipc";

    @Override
    public String factoryIdentifier() {
        return IDENTIFIER;
    }

    @Override
    public Set<ConfigOption<?>> requiredOptions() {
        return Set.of();
    }

    @Override
    public Set<ConfigOption<?>> optionalOptions() {
        return ArrowIpcFormatOptions.all();
    }

    @Override
    public BulkDecodingFormat<RowData> createDecodingFormat(
            DynamicTableFactory.Context context, ReadableConfig options) {
        FactoryUtil.validateFactoryOptions(this, options);
        ArrowIpcFormatOptions.validate(context, options);
        ArrowIpcReadOptions readOptions = ArrowIpcFormatOptions.readOptions(options);
        boolean monitored =
                context.getCatalogTable()
                        .getOptions()
                        .containsKey(FileSystemConnectorOptions.SOURCE_MONITOR_INTERVAL.key());
        return new ArrowIpcDecodingFormat(
                readOptions, monitored, context.getCatalogTable().getPartitionKeys());
    }

    @Override
    public EncodingFormat<BulkWriter.Factory<RowData>> createEncodingFormat(
            DynamicTableFactory.Context context, ReadableConfig options) {
        FactoryUtil.validateFactoryOptions(this, options);
        ArrowIpcFormatOptions.validate(context, options);
        ArrowIpcWriteOptions writeOptions = ArrowIpcFormatOptions.writeOptions(options);
        String directory =
                context.getCatalogTable().getOptions().get(FileSystemConnectorOptions.PATH.key());
        return new ArrowIpcEncodingFormat(writeOptions, directory);
    }
}
