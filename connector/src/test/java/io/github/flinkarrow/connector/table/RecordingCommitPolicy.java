/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.connector.file.table.PartitionCommitPolicy;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps the partitions that Flink says are complete. */
public final class RecordingCommitPolicy implements PartitionCommitPolicy {

    private static final Map<String, List<List<String>>> COMMITTED = new ConcurrentHashMap<>();

    /** The values of the partitions below a directory, in the order of their completion. */
    static List<List<String>> committedBelow(String directory) {
        return COMMITTED.getOrDefault(directory, List.of());
    }

    @Override
    public void commit(Context context) {
        String directory = context.partitionPath().getParent().getPath();
        COMMITTED
                .computeIfAbsent(directory, path -> new CopyOnWriteArrayList<>())
                .add(List.copyOf(context.partitionValues()));
    }
}
