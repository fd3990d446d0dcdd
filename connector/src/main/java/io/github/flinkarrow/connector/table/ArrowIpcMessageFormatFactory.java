/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.annotation.Internal;
import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.format.DecodingFormat;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DeserializationFormatFactory;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.factories.SerializationFormatFactory;

import java.util.Set;

/**
 * Makes {@code 'format' = 'arrow-ipc'} known to connectors of messages.
 *
 * <p>The file system connector asks for this format too, with the options of its own: what does not
 * go with messages is an error only where messages are written.
 */
@Internal
public final class ArrowIpcMessageFormatFactory
        implements DeserializationFormatFactory, SerializationFormatFactory {

    @Override
    public String factoryIdentifier() {
        return ArrowIpcFormatFactory.IDENTIFIER;
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
    public DecodingFormat<DeserializationSchema<RowData>> createDecodingFormat(
            DynamicTableFactory.Context context, ReadableConfig options) {
        FactoryUtil.validateFactoryOptions(this, options);
        ArrowIpcFormatOptions.validate(context, options);
        return new MessageDecodingFormat(ArrowIpcFormatOptions.readOptions(options));
    }

    @Override
    public EncodingFormat<SerializationSchema<RowData>> createEncodingFormat(
            DynamicTableFactory.Context context, ReadableConfig options) {
        FactoryUtil.validateFactoryOptions(this, options);
        ArrowIpcFormatOptions.validate(context, options);
        return new MessageEncodingFormat(options);
    }
}
