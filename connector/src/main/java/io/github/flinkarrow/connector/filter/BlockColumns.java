/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import io.github.flinkarrow.connector.types.ColumnMapping;
import io.github.flinkarrow.connector.types.Conversion;
import io.github.flinkarrow.connector.types.RowMapping;
import io.github.flinkarrow.format.statistics.BlockStatistics;
import io.github.flinkarrow.format.statistics.ColumnStatistics;

import java.util.Arrays;
import java.util.Optional;

/** What is known of the columns of a filter in one record batch after the other. */
final class BlockColumns {

    private final RowMapping mapping;
    private final BlockStatistics statistics;

    /** Those of the current record batch, as far as they were asked for. */
    private final BlockColumn[] columns;

    private int block;

    BlockColumns(RowMapping mapping, BlockStatistics statistics) {
        this.mapping = mapping;
        this.statistics = statistics;
        this.columns = new BlockColumn[mapping.columns().size()];
    }

    /** This, of a record batch. */
    BlockColumns of(int index) {
        block = index;
        Arrays.fill(columns, null);
        return this;
    }

    /**
     * @param index among the columns of the filter
     */
    BlockColumn get(int index) {
        if (columns[index] == null) {
            columns[index] = column(mapping.columns().get(index));
        }
        return columns[index];
    }

    private BlockColumn column(ColumnMapping column) {
        if (column.conversion() == Conversion.NULLS) {
            return BlockColumn.NULLS;
        }
        int ordinal = mapping.projection().columns().get(column.position()).ordinal();
        Optional<ColumnStatistics> known = statistics.column(block, ordinal);
        if (known.isEmpty()) {
            return BlockColumn.UNKNOWN;
        }
        ColumnStatistics values = known.get();
        return new BlockColumn(values.nullCount() > 0, range(column, values));
    }

    /**
     * With NaN nothing is known: Flink has several orders that it may belong to, and rewrites
     * conditions in ways that are right only without.
     */
    private static Range range(ColumnMapping column, ColumnStatistics values) {
        if (values.hasNan()) {
            return Range.ANY;
        }
        return values.range() == null ? null : FlinkRanges.of(column, values.range());
    }
}
