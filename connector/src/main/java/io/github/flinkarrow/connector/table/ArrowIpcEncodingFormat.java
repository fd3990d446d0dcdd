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
    private final String directory;

    /**
     * @param directory of the table, for errors; null if it is not known
     */
    ArrowIpcEncodingFormat(ArrowIpcWriteOptions options, String directory) {
        this.options = options;
        this.directory = directory;
    }

    @Override
    public BulkWriter.Factory<RowData> createRuntimeEncoder(
            DynamicTableSink.Context context, DataType physicalType) {
        return new ArrowIpcBulkWriterFactory(
                (RowType) physicalType.getLogicalType(), options, directory);
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }
}
