/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.testing.FileAccesses;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Tables below a directory, each named as its own directory there, whose reads are recorded. */
final class TestTables {

    private final java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private final TableEnvironment sql;

    private TestTables(java.nio.file.Path directory, EnvironmentSettings settings) {
        this.directory = directory;
        this.sql = TableEnvironment.create(settings);
        sql.getConfig().set("table.local-time-zone", "UTC");
        sql.getConfig().set("parallelism.default", "1");
    }

    static TestTables inBatch(java.nio.file.Path directory) {
        return new TestTables(directory, EnvironmentSettings.inBatchMode());
    }

    static TestTables inStreaming(java.nio.file.Path directory) {
        return new TestTables(directory, EnvironmentSettings.inStreamingMode());
    }

    TableEnvironment sql() {
        return sql;
    }

    WatchedFileSystem fileSystem() {
        return fileSystem;
    }

    /**
     * @param columns as in DDL
     * @param options each as {@code 'key' = 'value'}
     */
    void create(Connector connector, String name, String columns, String... options) {
        createPartitioned(connector, name, columns, "", options);
    }

    /**
     * @param by the partition columns
     */
    void createPartitioned(
            Connector connector, String name, String columns, String by, String... options) {
        String more = options.length == 0 ? "" : ", " + String.join(", ", options);
        sql.executeSql(
                "CREATE TABLE %s (%s)%s WITH (%s, 'path' = '%s'%s)"
                        .formatted(
                                name,
                                columns,
                                by.isEmpty() ? "" : " PARTITIONED BY (" + by + ")",
                                connector.options(),
                                fileSystem.path(directory.resolve(name)),
                                more));
    }

    /** Where a file of a table is, locally; its directory exists. */
    java.nio.file.Path local(String file) throws IOException {
        java.nio.file.Path local = directory.resolve(file);
        Files.createDirectories(local.getParent());
        return local;
    }

    /** What a file of a table is called where it is recorded. */
    Path path(String file) {
        return fileSystem.path(directory.resolve(file));
    }

    List<Row> rows(String query) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> result = sql.executeSql(query).collect()) {
            result.forEachRemaining(rows::add);
        }
        return rows;
    }

    void insert(String statement) throws Exception {
        sql.executeSql(statement).await();
    }

    /** The record batches of a file, as its footer has them. */
    List<Block> blocks(String file) throws IOException {
        List<Block> blocks = new ArrayList<>();
        try (IpcFileReader reader =
                IpcFileReader.open(
                        SeekableInput.ofFile(directory.resolve(file)), ReadOptions.DEFAULT)) {
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                blocks.add(reader.block(i));
            }
        }
        return blocks;
    }

    /** The record batches of a file whose bodies were read, at least in part, in order. */
    List<Integer> blocksRead(String file) throws IOException {
        return List.copyOf(new TreeSet<>(blockReads(file)));
    }

    /** The record batches of a file, each as often as bytes of its body were read. */
    List<Integer> blockReads(String file) throws IOException {
        List<Block> blocks = blocks(file);
        List<Integer> read = new ArrayList<>();
        for (FileAccesses.Range range : reads(file)) {
            for (int i = 0; i < blocks.size(); i++) {
                if (touchesBody(range, blocks.get(i))) {
                    read.add(i);
                }
            }
        }
        return read;
    }

    /** What was read of a file but for its end, where the footer is. */
    List<FileAccesses.Range> reads(String file) throws IOException {
        long size = Files.size(directory.resolve(file));
        return fileSystem.accesses().reads().stream()
                .filter(read -> read.path().equals(path(file)) && read.end() < size)
                .toList();
    }

    static boolean touchesBody(FileAccesses.Range read, Block block) {
        return read.end() > block.offset() + block.metadataLength()
                && read.offset() < block.offset() + block.length();
    }
}
