/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.format.EncodingFormat;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.sink.ArrowIpcBulkWriterFactory;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;

/** Writing under the file system connector. */
final class ArrowIpcEncodingFormat implements EncodingFormat<BulkWriter.Factory<RowData>> {

    private final ArrowIpcWriteOptions options;

    ArrowIpcEncodingFormat(ArrowIpcWriteOptions options) {
        this.options = options;
    }

    @Override
    public BulkWriter.Factory<RowData> createRuntimeEncoder(
            DynamicTableSink.Context context, DataType physicalType) {
        return new ArrowIpcBulkWriterFactory((RowType) physicalType.getLogicalType(), options);
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }
}
