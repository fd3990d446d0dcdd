/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.benchmarks.tables.Table;
import io.github.flinkarrow.connector.source.ReadMode;
import io.github.flinkarrow.format.Compression;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.compression.CompressionUtil.CodecType;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.message.IpcOption;

import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;
import java.util.Map;

/**
 * Files as Arrow C++ and Polars write them: LZ4 frames of linked blocks. This project's writer
 * makes independent ones, so the files are made by arrow-java with a codec that links them.
 */
final class LinkedArrowIpc implements Contender {

    private static final ArrowIpc PLAIN =
            new ArrowIpc("arrow-ipc", Compression.NONE, ReadMode.BUFFERED);

    private final ArrowIpc lz4;

    LinkedArrowIpc(String name) {
        this.lz4 = new ArrowIpc(name, Compression.LZ4_FRAME, ReadMode.BUFFERED);
    }

    @Override
    public String name() {
        return lz4.name();
    }

    @Override
    public String files() {
        return lz4.name();
    }

    @Override
    public void write(Table table, long rows, int files, Path directory) throws IOException {
        java.nio.file.Path plain = Files.createTempDirectory("plain");
        try {
            PLAIN.write(table, rows, files, new Path(plain.toUri()));
            for (File file : plain.toFile().listFiles()) {
                compress(file, new File(directory.getPath(), file.getName()));
            }
        } finally {
            TableFiles.delete(plain);
        }
    }

    private static void compress(File plain, File target) throws IOException {
        try (BufferAllocator allocator = new RootAllocator();
                FileChannel input = FileChannel.open(plain.toPath());
                ArrowFileReader reader = new ArrowFileReader(input, allocator);
                FileChannel output =
                        FileChannel.open(
                                target.toPath(),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE);
                ArrowFileWriter writer =
                        new ArrowFileWriter(
                                reader.getVectorSchemaRoot(),
                                null,
                                output,
                                Map.of(),
                                IpcOption.DEFAULT,
                                new Lz4FrameCodec.Factory(Lz4FrameCodec.Blocks.LINKED),
                                CodecType.LZ4_FRAME)) {
            writer.start();
            while (reader.loadNextBatch()) {
                writer.writeBatch();
            }
            writer.end();
        }
    }

    @Override
    public Source<RowData, ?, ?> source(Table table, Path directory) throws IOException {
        return lz4.source(table, directory);
    }

    @Override
    public BulkWriter.Factory<RowData> writer(Table table) {
        return lz4.writer(table);
    }

    @Override
    public Map<String, String> tableOptions(Table table, Path directory) {
        return lz4.tableOptions(table, directory);
    }
}
