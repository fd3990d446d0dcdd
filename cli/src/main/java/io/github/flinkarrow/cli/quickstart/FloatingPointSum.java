/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

import java.util.Locale;

/** A sum of floating point numbers in double precision. */
final class FloatingPointSum extends ColumnSum {

    private static final long serialVersionUID = 1L;

    private final LogicalTypeRoot type;
    private double sum;

    FloatingPointSum(String column, int position, LogicalTypeRoot type) {
        super(column, position);
        this.type = type;
    }

    @Override
    void add(RowData row, int position) {
        sum += type == LogicalTypeRoot.FLOAT ? row.getFloat(position) : row.getDouble(position);
    }

    @Override
    void merge(ColumnSum other) {
        sum += ((FloatingPointSum) other).sum;
    }

    /** With the digits that do not depend on the order in which rows were added. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.9g", sum);
    }
}
