/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.connector.sink.ArrowIpcBulkWriterFactory;
import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.connector.source.ReadMode;
import io.github.flinkarrow.format.Compression;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;

/** This project's format. */
final class ArrowIpc extends FileFormat {

    private final Compression compression;
    private final ReadMode mode;

    ArrowIpc(String name, Compression compression, ReadMode mode) {
        super(name);
        this.compression = compression;
        this.mode = mode;
    }

    @Override
    public String files() {
        return "arrow-ipc-" + option();
    }

    private String option() {
        return switch (compression) {
            case NONE -> "none";
            case LZ4_FRAME -> "lz4";
            case ZSTD -> "zstd";
        };
    }

    @Override
    public Source<RowData, ?, ?> source(Table table, Path directory) throws IOException {
        return ArrowIpcSource.forPaths(directory)
                .withRowType(table.rowType())
                .withReadMode(mode)
                .build();
    }

    @Override
    public BulkWriter.Factory<RowData> writer(Table table) {
        return new ArrowIpcBulkWriterFactory(
                table.rowType(),
                ArrowIpcWriteOptions.DEFAULT
                        .withCompression(compression)
                        .withBatchRows(table.batchRows()));
    }

    @Override
    public Map<String, String> tableOptions(Table table, Path directory) {
        return Map.of(
                "connector",
                "arrow-ipc",
                "path",
                directory.toString(),
                "arrow-ipc.compression",
                option(),
                "arrow-ipc.batch.rows",
                Integer.toString(table.batchRows()),
                "arrow-ipc.read.mode",
                mode.name().toLowerCase(Locale.ROOT));
    }
}
