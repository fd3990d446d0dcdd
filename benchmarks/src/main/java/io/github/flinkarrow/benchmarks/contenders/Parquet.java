/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.core.fs.Path;
import org.apache.flink.formats.parquet.ParquetColumnarRowInputFormat;
import org.apache.flink.formats.parquet.row.ParquetRowDataBuilder;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

import io.github.flinkarrow.benchmarks.tables.Table;
import org.apache.hadoop.conf.Configuration;

import java.io.IOException;
import java.util.Map;

/** Flink's Parquet format, with timestamps as 64-bit integers, which are its fastest. */
final class Parquet extends FileFormat {

    /** The default of the SQL format. */
    private static final int BATCH_ROWS = 2_048;

    private final String compression;

    /**
     * @param compression as Parquet calls it, in capitals
     */
    Parquet(String name, String compression) {
        super(name);
        this.compression = compression;
    }

    private Map<String, String> settings() {
        return Map.of(
                "parquet.compression",
                compression,
                "parquet.utc-timezone",
                "true",
                "parquet.write.int64.timestamp",
                "true",
                "parquet.timestamp.time.unit",
                "micros");
    }

    private Configuration configuration() {
        Configuration configuration = new Configuration();
        settings().forEach(configuration::set);
        return configuration;
    }

    @Override
    public Source<RowData, ?, ?> source(Table table, Path directory) {
        return FileSource.forBulkFileFormat(format(table), directory).build();
    }

    private ParquetColumnarRowInputFormat<FileSourceSplit> format(Table table) {
        return new ParquetColumnarRowInputFormat<>(
                configuration(),
                table.rowType(),
                InternalTypeInfo.of(table.rowType()),
                BATCH_ROWS,
                true,
                true);
    }

    /** The rows of a file, whatever it is compressed with. */
    static BulkFormat.Reader<RowData> reader(Table table, FileSourceSplit split)
            throws IOException {
        return new Parquet("parquet", "UNCOMPRESSED")
                .format(table)
                .createReader(new org.apache.flink.configuration.Configuration(), split);
    }

    @Override
    public BulkWriter.Factory<RowData> writer(Table table) {
        return ParquetRowDataBuilder.createWriterFactory(table.rowType(), configuration(), true);
    }

    @Override
    public Map<String, String> tableOptions(Table table, Path directory) {
        return TableOptions.filesystem("parquet", directory, settings());
    }
}
