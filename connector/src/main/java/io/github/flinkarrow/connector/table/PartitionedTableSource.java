/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.TableException;
import org.apache.flink.table.connector.source.DynamicTableSource;
import org.apache.flink.table.connector.source.abilities.SupportsPartitionPushDown;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads those partitions of a table that a query needs. Not for tables that are monitored, whose
 * partitions are not all known beforehand.
 */
final class PartitionedTableSource extends ArrowIpcTableSource
        implements SupportsPartitionPushDown {

    /** Null for all. */
    private Set<Map<String, String>> needed;

    PartitionedTableSource(ArrowIpcTable table) {
        super(table);
    }

    private PartitionedTableSource(PartitionedTableSource other) {
        super(other);
        this.needed = other.needed;
    }

    @Override
    public Optional<List<Map<String, String>>> listPartitions() {
        try {
            return Optional.of(
                    Partition.of(table()).stream().map(Partition::values).distinct().toList());
        } catch (IOException e) {
            throw new TableException(
                    table().path() + ": the partitions of the table cannot be listed", e);
        }
    }

    @Override
    public void applyPartitions(List<Map<String, String>> remainingPartitions) {
        needed = new HashSet<>(remainingPartitions);
    }

    @Override
    List<Path> paths() throws IOException {
        return Partition.of(table()).stream()
                .filter(partition -> needed == null || needed.contains(partition.values()))
                .map(Partition::path)
                .toList();
    }

    @Override
    public DynamicTableSource copy() {
        return new PartitionedTableSource(this);
    }
}
