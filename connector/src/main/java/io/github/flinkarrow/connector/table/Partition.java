/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.java.tuple.Tuple2;
import org.apache.flink.connector.file.table.FileSystemConnectorOptions;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.utils.PartitionPathUtils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A directory of a partitioned table.
 *
 * @param values by the names of the partition columns; null for NULL
 */
record Partition(Map<String, String> values, Path path) {

    /**
     * The partitions that a table has now.
     *
     * @throws IOException if there is a directory among them that is no partition of the table
     */
    static List<Partition> of(ArrowIpcTable table) throws IOException {
        FileSystem fileSystem = table.path().getFileSystem();
        List<String> keys = table.partitionKeys();
        String nullName = table.options().get(FileSystemConnectorOptions.PARTITION_DEFAULT_NAME);
        List<Partition> partitions = new ArrayList<>();
        for (Tuple2<LinkedHashMap<String, String>, Path> found :
                PartitionPathUtils.searchPartSpecAndPaths(
                        fileSystem,
                        fileSystem.getFileStatus(table.path()).getPath(),
                        keys.size())) {
            if (!found.f0.keySet().containsAll(keys)) {
                throw new IOException(
                        "%s: the directory is no partition, but the table is partitioned by %s"
                                .formatted(found.f1, keys));
            }
            Map<String, String> values = new LinkedHashMap<>();
            for (String key : keys) {
                String value = found.f0.get(key);
                values.put(key, value.equals(nullName) ? null : value);
            }
            partitions.add(new Partition(values, found.f1));
        }
        return partitions;
    }
}
