/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.table.format.BulkDecodingFormat;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.source.ArrowIpcBulkFormat;
import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;

/** Reading under the file system connector: only the columns that a query needs. */
final class ArrowIpcDecodingFormat
        implements BulkDecodingFormat<RowData>,
                ProjectableDecodingFormat<BulkFormat<RowData, FileSourceSplit>> {

    private final ArrowIpcReadOptions options;
    private final boolean monitored;

    /**
     * @param monitored whether the directory is read continuously
     */
    ArrowIpcDecodingFormat(ArrowIpcReadOptions options, boolean monitored) {
        this.options = options;
        this.monitored = monitored;
    }

    @Override
    public BulkFormat<RowData, FileSourceSplit> createRuntimeDecoder(
            DynamicTableSource.Context context, DataType physicalType, int[][] projections) {
        DataType projected = Projection.of(projections).project(physicalType);
        ArrowIpcBulkFormat format =
                new ArrowIpcBulkFormat((RowType) projected.getLogicalType(), options);
        return monitored ? format.unsplittable() : format;
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }
}
