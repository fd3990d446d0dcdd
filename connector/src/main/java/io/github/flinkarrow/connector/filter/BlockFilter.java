/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.connector.types.RowMapping;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.statistics.BlockStatistics;

import java.io.Serializable;
import java.util.List;
import java.util.Optional;

/**
 * A filter as far as it says which record batches need not be read: those of which no row can pass
 * it, by the statistics of their file. The rows of the others are not filtered.
 */
@PublicEvolving
public final class BlockFilter implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Excludes nothing. */
    public static final BlockFilter NONE =
            new BlockFilter(Condition.Unknown.CONDITION, RowType.of());

    private final Condition condition;
    private final RowType columns;

    private BlockFilter(Condition condition, RowType columns) {
        this.condition = condition;
        this.columns = columns;
    }

    /**
     * What is understood of the filters that Flink pushes into a table.
     *
     * @param filters a row has to pass all of them; what is not understood excludes nothing
     * @param columns of the table that are read from files, which filters refer to by name: neither
     *     partition keys nor metadata
     */
    public static BlockFilter of(List<? extends ResolvedExpression> filters, RowType columns) {
        FilterTranslation translation = new FilterTranslation(columns);
        Condition condition = Condition.and(filters.stream().map(translation::condition).toList());
        return condition == Condition.Unknown.CONDITION
                ? NONE
                : new BlockFilter(condition, translation.usedColumns());
    }

    /** Whether no record batch of any file is excluded. */
    public boolean isNone() {
        return condition == Condition.Unknown.CONDITION;
    }

    /**
     * Which record batches of a file are excluded.
     *
     * @param statistics nothing is excluded without
     */
    public ExcludedBlocks in(Schema schema, Optional<BlockStatistics> statistics) {
        if (isNone() || statistics.isEmpty()) {
            return ExcludedBlocks.NONE;
        }
        try {
            RowMapping mapping = RowMapping.of(schema, columns);
            BlockColumns values = new BlockColumns(mapping, statistics.get());
            return block -> !condition.outcomes(values.of(block)).mayBeTrue();
        } catch (IncompatibleTypeException e) {
            // Whoever reads the file says so.
            return ExcludedBlocks.NONE;
        }
    }
}
