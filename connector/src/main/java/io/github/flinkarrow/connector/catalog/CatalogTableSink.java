/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.connector.ChangelogMode;
import org.apache.flink.table.connector.sink.DynamicTableSink;
import org.apache.flink.table.connector.sink.abilities.SupportsOverwrite;
import org.apache.flink.table.connector.sink.abilities.SupportsPartitioning;

import java.io.IOException;
import java.util.Map;

/**
 * Flink's sink of a directory, which overwrites only what CREATE TABLE has made: Flink deletes all
 * that it finds there, whatever it is, and wherever links lead.
 */
final class CatalogTableSink implements DynamicTableSink, SupportsPartitioning, SupportsOverwrite {

    private static final String OVERWRITE = "INSERT OVERWRITE";

    private final Path table;
    private final DynamicTableSink sink;
    private boolean isOverwriting;

    /**
     * @param sink of Flink's file system connector
     */
    CatalogTableSink(Path table, DynamicTableSink sink) {
        this.table = table;
        this.sink = sink;
    }

    @Override
    public ChangelogMode getChangelogMode(ChangelogMode requested) {
        return sink.getChangelogMode(requested);
    }

    /**
     * @throws ValidationException if the directory is not to be overwritten
     */
    @Override
    public SinkRuntimeProvider getSinkRuntimeProvider(Context context) {
        if (isOverwriting) {
            requireOverwritable();
        }
        return sink.getSinkRuntimeProvider(context);
    }

    private void requireOverwritable() {
        try {
            CreatedTable.at(table, OVERWRITE);
            Links.requireNoneBelow(table, OVERWRITE);
        } catch (IOException e) {
            throw new ValidationException(e.getMessage(), e);
        }
    }

    @Override
    public DynamicTableSink copy() {
        CatalogTableSink copy = new CatalogTableSink(table, sink.copy());
        copy.isOverwriting = isOverwriting;
        return copy;
    }

    @Override
    public String asSummaryString() {
        return sink.asSummaryString();
    }

    @Override
    public void applyOverwrite(boolean overwrite) {
        isOverwriting = overwrite;
        ((SupportsOverwrite) sink).applyOverwrite(overwrite);
    }

    @Override
    public void applyStaticPartition(Map<String, String> partition) {
        ((SupportsPartitioning) sink).applyStaticPartition(partition);
    }

    @Override
    public boolean requiresPartitionGrouping(boolean supportsGrouping) {
        return ((SupportsPartitioning) sink).requiresPartitionGrouping(supportsGrouping);
    }
}
