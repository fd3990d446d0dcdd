/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.DecimalType;

import java.math.BigDecimal;

/** An exact sum of decimals. */
final class DecimalSum extends ColumnSum {

    private static final long serialVersionUID = 1L;

    private final int precision;
    private final int scale;
    private BigDecimal sum;

    DecimalSum(String column, int position, DecimalType type) {
        super(column, position);
        this.precision = type.getPrecision();
        this.scale = type.getScale();
        this.sum = BigDecimal.ZERO.setScale(scale);
    }

    @Override
    void add(RowData row, int position) {
        sum = sum.add(row.getDecimal(position, precision, scale).toBigDecimal());
    }

    @Override
    void merge(ColumnSum other) {
        sum = sum.add(((DecimalSum) other).sum);
    }

    @Override
    public String toString() {
        return sum.toPlainString();
    }
}
