/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.tables;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;

/**
 * A hash over all fields of a row, every byte of them. Summed over all rows it is the same in any
 * order.
 */
public final class RowHash {

    private static final long NULL = 0x6E756C6CL;

    private final FieldHash[] fields;

    private RowHash(FieldHash[] fields) {
        this.fields = fields;
    }

    /** The hash of a field that is not null. */
    @FunctionalInterface
    private interface FieldHash {
        long of(RowData row, int field);
    }

    /**
     * The hash of rows of a type.
     *
     * @throws IllegalArgumentException if a field has a type without a hash
     */
    public static RowHash of(RowType rowType) {
        return new RowHash(
                rowType.getChildren().stream().map(RowHash::ofField).toArray(FieldHash[]::new));
    }

    private static FieldHash ofField(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case BIGINT -> RowData::getLong;
            case INTEGER -> RowData::getInt;
            case DOUBLE -> (row, field) -> Double.doubleToLongBits(row.getDouble(field));
            case BOOLEAN -> (row, field) -> row.getBoolean(field) ? 1 : 0;
            case VARCHAR -> (row, field) -> ofBytes(row.getString(field).toBytes());
            case TIMESTAMP_WITHOUT_TIME_ZONE -> {
                int precision = ((TimestampType) type).getPrecision();
                yield (row, field) -> ofTimestamp(row.getTimestamp(field, precision));
            }
            case DECIMAL -> {
                DecimalType decimal = (DecimalType) type;
                yield (row, field) ->
                        row.getDecimal(field, decimal.getPrecision(), decimal.getScale())
                                .toUnscaledLong();
            }
            default -> throw new IllegalArgumentException("no hash of " + type);
        };
    }

    /** The hash of a row. */
    public long of(RowData row) {
        long hash = fields.length;
        for (int i = 0; i < fields.length; i++) {
            hash = Mix.of(hash ^ (row.isNullAt(i) ? NULL : Mix.of(fields[i].of(row, i))));
        }
        return hash;
    }

    private static long ofTimestamp(TimestampData at) {
        return at.getMillisecond() * 1_000_000 + at.getNanoOfMillisecond();
    }

    private static long ofBytes(byte[] bytes) {
        long hash = bytes.length;
        for (byte value : bytes) {
            hash = hash * 31 + value;
        }
        return Mix.of(hash);
    }
}
