/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.testing;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;

import io.github.flinkarrow.connector.sink.ArrowIpcBulkWriterFactory;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;

import java.io.IOException;
import java.util.List;
import java.util.stream.LongStream;

/** Files of rows (id, text): ids count up from 0, each text is a function of its id. */
public final class ArrowFiles {

    public static final RowType ROW_TYPE =
            RowType.of(
                    false,
                    new LogicalType[] {
                        new BigIntType(), new VarCharType(true, VarCharType.MAX_LENGTH)
                    },
                    new String[] {"id", "text"});

    private ArrowFiles() {}

    /** Writes a file of equal blocks, and says where it is. */
    public static Path write(java.nio.file.Path file, int blocks, int rowsPerBlock)
            throws IOException {
        return write(file, blocks, rowsPerBlock, ArrowIpcWriteOptions.DEFAULT);
    }

    /** Writes equal blocks with options, whose batch size is replaced. */
    public static Path write(
            java.nio.file.Path file, int blocks, int rowsPerBlock, ArrowIpcWriteOptions options)
            throws IOException {
        Path path = new Path(file.toUri());
        List<RowData> rows =
                LongStream.range(0, (long) blocks * rowsPerBlock)
                        .mapToObj(ArrowFiles::row)
                        .toList();
        write(path, ROW_TYPE, rows, options.withBatchRows(rowsPerBlock));
        return path;
    }

    /** Writes rows of any type. */
    public static void write(
            Path path, RowType type, List<RowData> rows, ArrowIpcWriteOptions options)
            throws IOException {
        FileSystem fileSystem = FileSystem.getLocalFileSystem();
        try (FSDataOutputStream stream = fileSystem.create(path, FileSystem.WriteMode.OVERWRITE)) {
            BulkWriter<RowData> writer =
                    new ArrowIpcBulkWriterFactory(type, options).create(stream);
            for (RowData row : rows) {
                writer.addElement(row);
            }
            writer.finish();
        }
    }

    public static RowData row(long id) {
        return GenericRowData.of(id, StringData.fromString(text(id)));
    }

    public static String text(long id) {
        return "row number " + id;
    }
}
