/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.table.PartitionFieldExtractor;
import org.apache.flink.core.fs.Path;
import org.apache.flink.orc.OrcColumnarRowInputFormat;
import org.apache.flink.orc.OrcSplitReaderUtil;
import org.apache.flink.orc.shim.OrcShim;
import org.apache.flink.orc.vector.RowDataVectorizer;
import org.apache.flink.orc.writer.OrcBulkWriterFactory;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.logical.LogicalType;

import io.github.flinkarrow.benchmarks.tables.Table;
import org.apache.hadoop.conf.Configuration;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.IntStream;

/** Flink's ORC format. */
final class Orc extends FileFormat {

    /** The default of the SQL format. */
    private static final int BATCH_ROWS = 2_048;

    private final String compression;

    /**
     * @param compression as ORC calls it, in capitals
     */
    Orc(String name, String compression) {
        super(name);
        this.compression = compression;
    }

    @Override
    public Source<RowData, ?, ?> source(Table table, Path directory) {
        int columns = table.rowType().getFieldCount();
        return FileSource.forBulkFileFormat(
                        OrcColumnarRowInputFormat.createPartitionedFormat(
                                OrcShim.defaultShim(),
                                new Configuration(),
                                table.rowType(),
                                List.of(),
                                PartitionFieldExtractor.forFileSystem(""),
                                IntStream.range(0, columns).toArray(),
                                List.of(),
                                BATCH_ROWS,
                                InternalTypeInfo::of),
                        directory)
                .build();
    }

    @Override
    public BulkWriter.Factory<RowData> writer(Table table) {
        Properties properties = new Properties();
        properties.setProperty("orc.compress", compression);
        return new OrcBulkWriterFactory<>(
                new RowDataVectorizer(
                        OrcSplitReaderUtil.logicalTypeToOrcType(table.rowType()).toString(),
                        table.rowType().getChildren().toArray(LogicalType[]::new)),
                properties,
                new Configuration());
    }

    @Override
    public Map<String, String> tableOptions(Table table, Path directory) {
        return TableOptions.filesystem("orc", directory, Map.of("orc.compress", compression));
    }
}
