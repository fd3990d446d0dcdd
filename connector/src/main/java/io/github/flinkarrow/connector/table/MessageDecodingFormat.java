/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.common.serialization.DeserializationSchema;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.Projection;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.source.ArrowIpcDeserializationSchema;
import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;

/** Reading messages: only the columns that a query needs, where the connector can say so. */
final class MessageDecodingFormat
        implements ProjectableDecodingFormat<DeserializationSchema<RowData>> {

    private final ArrowIpcReadOptions options;

    MessageDecodingFormat(ArrowIpcReadOptions options) {
        this.options = options;
    }

    @Override
    public DeserializationSchema<RowData> createRuntimeDecoder(
            DynamicTableSource.Context context, DataType physicalType, int[][] projections) {
        DataType projected = Projection.of(projections).project(physicalType);
        return new ArrowIpcDeserializationSchema((RowType) projected.getLogicalType(), options);
    }

    @Override
    public ChangelogMode getChangelogMode() {
        return ChangelogMode.insertOnly();
    }
}
