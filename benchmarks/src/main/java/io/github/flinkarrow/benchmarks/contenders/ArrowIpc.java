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

    private static final long DEFAULT_SPLIT_BYTES = 32 << 20;

    private final Compression compression;
    private final ReadMode mode;
    private final long splitMinBytes;

    ArrowIpc(String name, Compression compression, ReadMode mode) {
        this(name, compression, mode, DEFAULT_SPLIT_BYTES);
    }

    /**
     * @param splitMinBytes what neighbouring blocks are packed to; 0 for a split a block
     */
    ArrowIpc(String name, Compression compression, ReadMode mode, long splitMinBytes) {
        super(name);
        this.compression = compression;
        this.mode = mode;
        this.splitMinBytes = splitMinBytes;
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
                .withSplitMinBytes(splitMinBytes)
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
                "split.min-bytes",
                splitMinBytes + "b",
                "arrow-ipc.compression",
                option(),
                "arrow-ipc.batch.rows",
                Integer.toString(table.batchRows()),
                "arrow-ipc.read.mode",
                mode.name().toLowerCase(Locale.ROOT));
    }
}
