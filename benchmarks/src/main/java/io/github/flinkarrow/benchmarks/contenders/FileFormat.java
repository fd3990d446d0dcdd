/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.tables.Table;

import java.io.IOException;

/** A format whose files are written by its own bulk writer. */
abstract class FileFormat implements Contender {

    private final String name;

    FileFormat(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public String files() {
        return name;
    }

    /** Every file but the last holds whole record batches. */
    @Override
    public final void write(Table table, long rows, int files, Path directory) throws IOException {
        BulkWriter.Factory<RowData> factory = writer(table);
        long batches = (rows + table.batchRows() - 1) / table.batchRows();
        for (int i = 0; i < files; i++) {
            long first = batches * i / files * table.batchRows();
            long end = Math.min(rows, batches * (i + 1) / files * table.batchRows());
            if (end > first) {
                write(factory, table, first, end, new Path(directory, "part-" + i));
            }
        }
    }

    private static void write(
            BulkWriter.Factory<RowData> factory, Table table, long first, long end, Path file)
            throws IOException {
        FileSystem fileSystem = file.getFileSystem();
        try (FSDataOutputStream stream =
                fileSystem.create(file, FileSystem.WriteMode.NO_OVERWRITE)) {
            BulkWriter<RowData> writer = factory.create(stream);
            for (long i = first; i < end; i++) {
                writer.addElement(table.row(i));
            }
            writer.finish();
        }
    }
}
