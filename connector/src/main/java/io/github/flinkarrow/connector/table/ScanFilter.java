/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.Expression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.TypeLiteralExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.filter.BlockFilter;

import java.util.List;

/**
 * A filter of a query, which Flink applies to all rows.
 *
 * @param blocks what it says of record batches
 * @param isOfPartitionsOnly whether it says nothing of rows inside a partition
 */
record ScanFilter(BlockFilter blocks, boolean isOfPartitionsOnly) {

    static final ScanFilter NONE = new ScanFilter(BlockFilter.NONE, true);

    /**
     * @param columns that are read from files
     * @param partitions columns whose values are in the names of directories
     */
    static ScanFilter of(List<ResolvedExpression> filters, RowType columns, RowType partitions) {
        return new ScanFilter(
                BlockFilter.of(filters, columns),
                filters.stream().allMatch(filter -> refersOnlyTo(partitions, filter)));
    }

    private static boolean refersOnlyTo(RowType partitions, Expression expression) {
        if (expression instanceof FieldReferenceExpression reference) {
            return partitions.getFieldIndex(reference.getName()) >= 0;
        }
        return expression instanceof ValueLiteralExpression
                || expression instanceof TypeLiteralExpression
                || (expression instanceof CallExpression
                        && expression.getChildren().stream()
                                .allMatch(child -> refersOnlyTo(partitions, child)));
    }
}
