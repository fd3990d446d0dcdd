/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.file.src.FileSource;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.benchmarks.tables.Totals;

import java.io.IOException;
import java.util.Map;

/**
 * Rows that cost nothing, through Flink's file source: the bound for every format. A file is a
 * record batch of others: a placeholder with a byte a row.
 */
final class Costless implements Contender {

    private final String name;
    private final int distinctRows;
    private final long mostRows;

    /**
     * @param distinctRows how many rows are handed over in turn
     * @param mostRows how many rows there are of a table that has more
     */
    Costless(String name, int distinctRows, long mostRows) {
        this.name = name;
        this.distinctRows = distinctRows;
        this.mostRows = mostRows;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String files() {
        return mostRows == Long.MAX_VALUE ? "costless" : name;
    }

    @Override
    public boolean isBound() {
        return true;
    }

    @Override
    public void write(Table table, long rows, int files, Path directory) throws IOException {
        FileSystem fileSystem = directory.getFileSystem();
        long left = Math.min(rows, mostRows);
        for (int i = 0; left > 0; i++) {
            int size = (int) Math.min(left, table.batchRows());
            try (FSDataOutputStream stream =
                    fileSystem.create(
                            new Path(directory, "part-" + i), FileSystem.WriteMode.NO_OVERWRITE)) {
                stream.write(new byte[size]);
            }
            left -= size;
        }
    }

    @Override
    public Source<RowData, ?, ?> source(Table table, Path directory) {
        return FileSource.forBulkFileFormat(new CostlessFormat(table, distinctRows), directory)
                .build();
    }

    @Override
    public BulkWriter.Factory<RowData> writer(Table table) {
        return new DiscardingWriter();
    }

    @Override
    public Map<String, String> tableOptions(Table table, Path directory) {
        return Map.of(
                "connector",
                "costless",
                "path",
                directory.toString(),
                "table",
                table.name(),
                "distinct-rows",
                Integer.toString(distinctRows));
    }

    @Override
    public Map<String, String> sinkOptions(Table table, Path directory) {
        return Map.of("connector", "blackhole");
    }

    /** Each file begins with the first row. */
    @Override
    public Totals expected(Table table, long rows) {
        RowData[] shared = SharedRows.of(table, distinctRows);
        return Totals.of(
                table,
                Math.min(rows, mostRows),
                index -> shared[(int) (index % table.batchRows() % shared.length)]);
    }
}
