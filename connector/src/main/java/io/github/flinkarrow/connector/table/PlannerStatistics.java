/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.table.plan.stats.TableStats;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.source.ArrowIpcSourceBuilder;
import io.github.flinkarrow.connector.source.CountedFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** What the planner is told of a table: how many rows it has, from headers alone. */
final class PlannerStatistics {

    private static final Logger LOG = LoggerFactory.getLogger(PlannerStatistics.class);

    private PlannerStatistics() {}

    /**
     * Unknown where there are streams, or something cannot be read: that is left to the query.
     *
     * @param source of the table, whatever columns it has
     * @param paths of the source
     */
    static TableStats of(ArrowIpcSourceBuilder source, List<Path> paths) {
        return of(count(source, paths), Long.MAX_VALUE);
    }

    /** The same, of no more rows than a limit. */
    static TableStats of(Optional<CountedFiles> files, long limit) {
        return files.map(counted -> new TableStats(Math.min(counted.rowCount(), limit)))
                .orElse(TableStats.UNKNOWN);
    }

    /** Empty where {@link #of(ArrowIpcSourceBuilder, List)} is unknown. */
    static Optional<CountedFiles> count(ArrowIpcSourceBuilder source, List<Path> paths) {
        try {
            return source.withRowType(RowType.of()).build().count();
        } catch (IOException e) {
            LOG.warn("{}: there are no statistics for planning", paths, e);
            return Optional.empty();
        }
    }
}
