/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.tables;

import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

/** A thousand columns of numbers, as tables of sensors or of features have them: 7 kB a row. */
final class WideTable implements Table {

    private static final long serialVersionUID = 1L;

    private static final int COLUMNS = 1_000;

    private static final RowType TYPE = type();

    private static RowType type() {
        LogicalType[] types = new LogicalType[COLUMNS];
        String[] names = new String[COLUMNS];
        for (int i = 0; i < COLUMNS; i++) {
            names[i] = "c" + i;
            types[i] =
                    switch (i & 3) {
                        case 0 -> new BigIntType();
                        case 1 -> new DoubleType();
                        case 2 -> new IntType();
                        default -> new DoubleType();
                    };
        }
        return RowType.of(types, names);
    }

    @Override
    public String name() {
        return "wide";
    }

    @Override
    public RowType rowType() {
        return TYPE;
    }

    @Override
    public int batchRows() {
        return 2_048;
    }

    @Override
    public RowData row(long index) {
        GenericRowData row = new GenericRowData(COLUMNS);
        for (int i = 0; i < COLUMNS; i++) {
            long mixed = Mix.of(index * COLUMNS + i);
            switch (i & 3) {
                case 0 -> row.setField(i, mixed);
                case 2 -> row.setField(i, (int) Mix.below(1_000, mixed));
                default -> row.setField(i, Mix.below(1_000_000, mixed) * 0.25);
            }
        }
        return row;
    }

    @Override
    public long touch(RowData row) {
        long sum = 0;
        for (int i = 0; i < COLUMNS; i++) {
            if (!row.isNullAt(i)) {
                sum +=
                        switch (i & 3) {
                            case 0 -> row.getLong(i);
                            case 2 -> row.getInt(i);
                            default -> Double.doubleToRawLongBits(row.getDouble(i));
                        };
            }
        }
        return sum;
    }
}
