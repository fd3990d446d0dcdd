/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

import java.math.BigInteger;

/** An exact sum of integers, which may exceed 64 bits. */
final class IntegerSum extends ColumnSum {

    private static final long serialVersionUID = 1L;

    private final LogicalTypeRoot type;
    private BigInteger full = BigInteger.ZERO;
    private long rest;

    IntegerSum(String column, int position, LogicalTypeRoot type) {
        super(column, position);
        this.type = type;
    }

    @Override
    void add(RowData row, int position) {
        add(
                switch (type) {
                    case TINYINT -> row.getByte(position);
                    case SMALLINT -> row.getShort(position);
                    case INTEGER -> row.getInt(position);
                    default -> row.getLong(position);
                });
    }

    void add(long value) {
        long sum = rest + value;
        boolean overflow = ((rest ^ sum) & (value ^ sum)) < 0;
        if (overflow) {
            full = full.add(BigInteger.valueOf(rest));
            sum = value;
        }
        rest = sum;
    }

    @Override
    void merge(ColumnSum other) {
        IntegerSum sum = (IntegerSum) other;
        full = full.add(sum.full);
        add(sum.rest);
    }

    @Override
    public String toString() {
        return full.add(BigInteger.valueOf(rest)).toString();
    }
}
