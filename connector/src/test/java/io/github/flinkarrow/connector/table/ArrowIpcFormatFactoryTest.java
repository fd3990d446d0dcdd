/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.catalog.Column;
import org.apache.flink.table.catalog.ObjectIdentifier;
import org.apache.flink.table.catalog.ResolvedCatalogTable;
import org.apache.flink.table.catalog.ResolvedSchema;
import org.apache.flink.table.connector.format.ProjectableDecodingFormat;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.factories.DynamicTableFactory;
import org.apache.flink.table.factories.FactoryUtil;
import org.apache.flink.table.types.DataType;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ArrowIpcFormatFactoryTest {

    private static final DataType ROW = DataTypes.ROW(DataTypes.FIELD("id", DataTypes.INT()));

    @Test
    void filesOfAMonitoredDirectoryAreNotSplit() {
        assertThat(format(Map.of()).isSplittable()).isTrue();
        assertThat(format(Map.of("source.monitor-interval", "1 s")).isSplittable()).isFalse();
    }

    @SuppressWarnings("unchecked")
    private static BulkFormat<RowData, FileSourceSplit> format(Map<String, String> options) {
        ProjectableDecodingFormat<BulkFormat<RowData, FileSourceSplit>> format =
                (ProjectableDecodingFormat<BulkFormat<RowData, FileSourceSplit>>)
                        new ArrowIpcFormatFactory()
                                .createDecodingFormat(context(options), new Configuration());
        return format.createRuntimeDecoder(null, ROW, new int[][] {{0}});
    }

    private static DynamicTableFactory.Context context(Map<String, String> options) {
        ResolvedCatalogTable table =
                new ResolvedCatalogTable(
                        CatalogTable.newBuilder()
                                .schema(Schema.newBuilder().fromRowDataType(ROW).build())
                                .options(options)
                                .build(),
                        ResolvedSchema.of(Column.physical("id", DataTypes.INT())));
        return new FactoryUtil.DefaultDynamicTableContext(
                ObjectIdentifier.of("catalog", "database", "table"),
                table,
                Map.of(),
                new Configuration(),
                ArrowIpcFormatFactoryTest.class.getClassLoader(),
                false);
    }
}
