/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.tables;

import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/**
 * The example of the Arrow documentation, and of the quick start: one column of 32-bit integers, in
 * record batches that count from 0 to 9,999.
 */
final class BigFileTable implements Table {

    private static final long serialVersionUID = 1L;

    private static final RowType TYPE =
            RowType.of(new LogicalType[] {new IntType()}, new String[] {"nums"});

    private static final int VALUES = 10_000;

    private final String name;
    private final int batchRows;

    BigFileTable(String name, int batchRows) {
        this.name = name;
        this.batchRows = batchRows;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RowType rowType() {
        return TYPE;
    }

    @Override
    public int batchRows() {
        return batchRows;
    }

    @Override
    public RowData row(long index) {
        return GenericRowData.of((int) (index % VALUES));
    }

    @Override
    public long touch(RowData row) {
        return row.isNullAt(0) ? 0 : row.getInt(0);
    }
}
