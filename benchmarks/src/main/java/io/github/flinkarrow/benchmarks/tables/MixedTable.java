/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.tables;

import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.BooleanType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.table.types.logical.VarCharType;

import java.nio.charset.StandardCharsets;

/**
 * Eight columns as tables of events have them: numbers, a flag with nulls, text with few distinct
 * values and text without repetition, a timestamp and a decimal. About 93 bytes a row.
 */
final class MixedTable implements Table {

    private static final long serialVersionUID = 1L;

    private static final RowType TYPE =
            RowType.of(
                    new LogicalType[] {
                        new BigIntType(),
                        new IntType(),
                        new DoubleType(),
                        new BooleanType(),
                        VarCharType.STRING_TYPE,
                        VarCharType.STRING_TYPE,
                        new TimestampType(6),
                        new DecimalType(18, 2)
                    },
                    new String[] {
                        "id", "quantity", "price", "flag", "kind", "note", "seen", "amount"
                    });

    private static final int KINDS = 97;
    private static final BinaryStringData[] KIND = new BinaryStringData[KINDS];

    static {
        for (int i = 0; i < KINDS; i++) {
            KIND[i] = BinaryStringData.fromString("kind-%05d".formatted(i * 1_009));
        }
    }

    private static final byte[] LETTERS =
            "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ .,0123456789"
                    .substring(0, 64)
                    .getBytes(StandardCharsets.US_ASCII);

    private static final int SHORTEST_NOTE = 20;
    private static final int LONGEST_NOTE = 40;
    private static final int INDEX_DIGITS = 8;

    private static final long FIRST_MILLISECOND = 1_600_000_000_000L;

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public RowType rowType() {
        return TYPE;
    }

    @Override
    public int batchRows() {
        return 65_536;
    }

    @Override
    public RowData row(long index) {
        long a = Mix.of(index);
        long b = Mix.of(a);
        GenericRowData row = new GenericRowData(8);
        row.setField(0, index);
        row.setField(1, (int) Mix.below(1_000, a));
        // Quarters: sums are exact, in whatever order they are added up.
        row.setField(2, Mix.below(1_000_000, a >>> 10) * 0.25);
        row.setField(3, Mix.below(10, a >>> 30) == 0 ? null : (a >>> 34 & 1) == 0);
        row.setField(4, KIND[(int) Mix.below(KINDS, b)]);
        row.setField(5, note(index, b));
        row.setField(
                6,
                TimestampData.fromEpochMillis(
                        FIRST_MILLISECOND + index * 37 + (b >>> 60),
                        (int) Mix.below(1_000, b >>> 20) * 1_000));
        row.setField(
                7, DecimalData.fromUnscaledLong(Mix.below(2_000_000_000_000L, b) - 1_000, 18, 2));
        return row;
    }

    /** Text that begins with letters for the index, so that none is like another. */
    private static BinaryStringData note(long index, long mixed) {
        byte[] text =
                new byte
                        [SHORTEST_NOTE
                                + (int) Mix.below(LONGEST_NOTE - SHORTEST_NOTE + 1, mixed >>> 8)];
        long bits = index;
        for (int i = 0; i < text.length; i++) {
            if (i == INDEX_DIGITS) {
                bits = mixed;
            }
            text[i] = LETTERS[(int) bits & 63];
            bits = bits >>> 6 | bits << 58;
        }
        return BinaryStringData.fromBytes(text);
    }

    @Override
    public long touch(RowData row) {
        long sum = 0;
        if (!row.isNullAt(0)) {
            sum += row.getLong(0);
        }
        if (!row.isNullAt(1)) {
            sum += row.getInt(1);
        }
        if (!row.isNullAt(2)) {
            sum += Double.doubleToRawLongBits(row.getDouble(2));
        }
        if (!row.isNullAt(3)) {
            sum += row.getBoolean(3) ? 1 : 2;
        }
        if (!row.isNullAt(4)) {
            sum += touch((BinaryStringData) row.getString(4));
        }
        if (!row.isNullAt(5)) {
            sum += touch((BinaryStringData) row.getString(5));
        }
        if (!row.isNullAt(6)) {
            TimestampData seen = row.getTimestamp(6, 6);
            sum += seen.getMillisecond() * 31 + seen.getNanoOfMillisecond();
        }
        if (!row.isNullAt(7)) {
            sum += row.getDecimal(7, 18, 2).toUnscaledLong();
        }
        return sum;
    }

    private static long touch(BinaryStringData text) {
        int size = text.getSizeInBytes();
        return size == 0 ? 0 : size + text.byteAt(0) + text.byteAt(size - 1);
    }
}
