/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.growth;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.connector.sink.ArrowIpcBulkWriterFactory;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * Tables of 64-bit integers, written on first use and kept.
 *
 * @param root a directory for them alone
 */
record GrowthFiles(Path root) {

    /** More than any record batch has: the writer is to cut them by their rows alone. */
    private static final long BATCH_BYTES = 1L << 30;

    /**
     * A table.
     *
     * @param rows of the table
     * @param batchRows of each block
     * @param statistics whether the footers say what the blocks hold
     */
    record Shape(int files, int columns, int rows, int batchRows, boolean statistics) {

        RowType rowType() {
            return rowType(columns);
        }

        /** The type of rows of the first columns. */
        static RowType rowType(int columns) {
            LogicalType[] types = new LogicalType[columns];
            Arrays.fill(types, new BigIntType(false));
            String[] names = new String[columns];
            Arrays.setAll(names, i -> "c" + i);
            return RowType.of(types, names);
        }

        private String directory() {
            return "%d-files-%d-columns-%d-rows-%d-a-batch%s"
                    .formatted(files, columns, rows, batchRows, statistics ? "-statistics" : "");
        }
    }

    /** The directory of a table. */
    Path of(Shape shape) throws IOException {
        Path directory = root.resolve(shape.directory());
        if (!Files.isDirectory(directory)) {
            Path unfinished = root.resolve(shape.directory() + ".unfinished");
            TableFiles.delete(unfinished);
            Files.createDirectories(unfinished);
            for (int file = 0; file < shape.files(); file++) {
                write(unfinished.resolve("%05d".formatted(file)), shape);
            }
            Files.move(unfinished, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        return directory;
    }

    private static void write(Path file, Shape shape) throws IOException {
        org.apache.flink.core.fs.Path target = new org.apache.flink.core.fs.Path(file.toUri());
        try (FSDataOutputStream stream =
                target.getFileSystem().create(target, FileSystem.WriteMode.OVERWRITE)) {
            BulkWriter<RowData> writer =
                    new ArrowIpcBulkWriterFactory(
                                    shape.rowType(),
                                    ArrowIpcWriteOptions.DEFAULT
                                            .withBatchRows(shape.batchRows())
                                            .withBatchBytes(BATCH_BYTES)
                                            .withStatistics(shape.statistics()))
                            .create(stream);
            GenericRowData row = new GenericRowData(shape.columns());
            for (int i = 0; i < shape.rows() / shape.files(); i++) {
                for (int column = 0; column < shape.columns(); column++) {
                    row.setField(column, (long) i + column);
                }
                writer.addElement(row);
            }
            writer.finish();
        }
    }
}
