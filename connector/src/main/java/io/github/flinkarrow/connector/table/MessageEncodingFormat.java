/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.ReadableConfig;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.sink.ArrowIpcSerializationSchema;

/** Writing messages of one row. */
final class MessageEncodingFormat implements EncodingFormat<SerializationSchema<RowData>> {

    private final ReadableConfig options;

    /**
     * @param options are looked at where messages are written: those of a table of files say more
     */
    MessageEncodingFormat(ReadableConfig options) {
        this.options = options;
    }

    @Override
    public SerializationSchema<RowData> createRuntimeEncoder(
            DynamicTableSink.Context context, DataType physicalType) {
        return new ArrowIpcSerializationSchema(
                (RowType) physicalType.getLogicalType(),
                ArrowIpcFormatOptions.messageOptions(options));
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }
}
