/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;

/** The sum of a numeric column, NULLs left out. */
abstract sealed class ColumnSum implements Serializable
        permits IntegerSum, FloatingPointSum, DecimalSum {

    private static final long serialVersionUID = 1L;

    private final String column;
    private final int position;

    ColumnSum(String column, int position) {
        this.column = column;
        this.position = position;
    }

    /** One for each numeric column of a row type, at 0. */
    static List<ColumnSum> forColumns(RowType rowType) {
        List<ColumnSum> sums = new ArrayList<>();
        for (int i = 0; i < rowType.getFieldCount(); i++) {
            String name = rowType.getFieldNames().get(i);
            LogicalType type = rowType.getTypeAt(i);
            switch (type.getTypeRoot()) {
                case TINYINT, SMALLINT, INTEGER, BIGINT ->
                        sums.add(new IntegerSum(name, i, type.getTypeRoot()));
                case FLOAT, DOUBLE -> sums.add(new FloatingPointSum(name, i, type.getTypeRoot()));
                case DECIMAL -> sums.add(new DecimalSum(name, i, (DecimalType) type));
                default -> {}
            }
        }
        return sums;
    }

    final String column() {
        return column;
    }

    final void addFrom(RowData row) {
        if (!row.isNullAt(position)) {
            add(row, position);
        }
    }

    abstract void add(RowData row, int position);

    /**
     * Adds the sum of another reader.
     *
     * @param other of the same column
     */
    abstract void merge(ColumnSum other);

    /** The number in digits. */
    @Override
    public abstract String toString();
}
