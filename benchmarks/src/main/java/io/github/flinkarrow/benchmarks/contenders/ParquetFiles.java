/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.tables.Table;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Files of Flink's Parquet format, written and read without a job. */
public final class ParquetFiles {

    private ParquetFiles() {}

    /**
     * The factory of writers.
     *
     * @param compression as Parquet calls it, in capitals
     */
    public static BulkWriter.Factory<RowData> writer(Table table, String compression) {
        return new Parquet("parquet", compression).writer(table);
    }

    /** The sum over all rows of a file. */
    public static long touch(Table table, Path file) throws IOException {
        long size = Files.size(file);
        FileSourceSplit split =
                new FileSourceSplit(
                        "file",
                        new org.apache.flink.core.fs.Path(file.toUri()),
                        0,
                        size,
                        Files.getLastModifiedTime(file).toMillis(),
                        size);
        long sum = 0;
        try (BulkFormat.Reader<RowData> reader = Parquet.reader(table, split)) {
            BulkFormat.RecordIterator<RowData> rows;
            while ((rows = reader.readBatch()) != null) {
                RecordAndPosition<RowData> row;
                while ((row = rows.next()) != null) {
                    sum += table.touch(row.getRecord());
                }
                rows.releaseBatch();
            }
        }
        return sum;
    }
}
