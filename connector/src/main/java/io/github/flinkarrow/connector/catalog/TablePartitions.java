/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.file.table.FileSystemConnectorOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.catalog.CatalogPartitionSpec;
import org.apache.flink.table.catalog.CatalogTable;
import org.apache.flink.table.utils.PartitionPathUtils;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The directories {@code key=value} of a table. */
final class TablePartitions {

    private final Path table;
    private final List<String> keys;

    private TablePartitions(Path table, List<String> keys) {
        this.table = table;
        this.keys = keys;
    }

    /** The partitions of a table of the catalog. */
    static TablePartitions of(CatalogTable table) {
        return new TablePartitions(
                new Path(table.getOptions().get(FileSystemConnectorOptions.PATH.key())),
                table.getPartitionKeys());
    }

    List<String> keys() {
        return keys;
    }

    /** Where each partition is, in the order of the paths. */
    Map<Path, CatalogPartitionSpec> all() throws IOException {
        FileSystem fileSystem = table.getFileSystem();
        Map<Path, CatalogPartitionSpec> partitions =
                new TreeMap<>(Comparator.comparing(Path::toString));
        for (Tuple2<? extends Map<String, String>, Path> found : search(fileSystem)) {
            Map<String, String> values = new LinkedHashMap<>();
            for (String key : keys) {
                String value = found.f0.get(key);
                if (value == null) {
                    throw new IOException(
                            "%s: the directory is no partition, but the table is partitioned by %s"
                                    .formatted(found.f1, keys));
                }
                values.put(key, value);
            }
            partitions.put(found.f1, new CatalogPartitionSpec(values));
        }
        return partitions;
    }

    /** Those that have all these values. */
    List<CatalogPartitionSpec> with(Map<String, String> values) throws IOException {
        return all().values().stream()
                .filter(
                        partition ->
                                partition
                                        .getPartitionSpec()
                                        .entrySet()
                                        .containsAll(values.entrySet()))
                .distinct()
                .toList();
    }

    /** Where a partition is: in one directory, or more where values are spelled in several ways. */
    List<Path> paths(CatalogPartitionSpec partition) throws IOException {
        return all().entrySet().stream()
                .filter(entry -> entry.getValue().equals(partition))
                .map(Map.Entry::getKey)
                .toList();
    }

    private List<? extends Tuple2<? extends Map<String, String>, Path>> search(
            FileSystem fileSystem) throws IOException {
        try {
            Path qualified = fileSystem.getFileStatus(table).getPath();
            return PartitionPathUtils.searchPartSpecAndPaths(fileSystem, qualified, keys.size());
        } catch (FileNotFoundException e) {
            return List.of();
        } catch (RuntimeException e) {
            throw new IOException(table + ": the partitions cannot be listed: " + e, e);
        }
    }
}
