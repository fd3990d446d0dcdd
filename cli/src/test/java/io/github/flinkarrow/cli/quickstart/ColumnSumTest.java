/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.DoubleType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.TinyIntType;
import org.apache.flink.table.types.logical.VarCharType;

import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ColumnSumTest {

    @Test
    void numericColumnsHaveASum() {
        List<ColumnSum> sums =
                ColumnSum.forColumns(
                        RowType.of(
                                new LogicalType[] {
                                    new TinyIntType(),
                                    VarCharType.STRING_TYPE,
                                    new DoubleType(),
                                    new DecimalType(4, 2)
                                },
                                new String[] {"a", "b", "c", "d"}));

        assertThat(sums).extracting(ColumnSum::column).containsExactly("a", "c", "d");
    }

    @Test
    void sumsOfIntegersExceed64BitsInEitherDirection() {
        assertThat(sum(new BigIntType(), Long.MAX_VALUE, Long.MAX_VALUE, Long.MAX_VALUE, 3L))
                .hasToString("27670116110564327424");
        assertThat(sum(new BigIntType(), Long.MIN_VALUE, Long.MIN_VALUE, -1L))
                .hasToString("-18446744073709551617");
    }

    @Test
    void nullsAreLeftOut() {
        assertThat(sum(new TinyIntType(), (byte) -3, null, (byte) 5)).hasToString("2");
        assertThat(sum(new DoubleType(), null, 0.5)).hasToString("0.500000000");
    }

    @Test
    void decimalsKeepTheirScale() {
        DecimalData tenth = DecimalData.fromBigDecimal(new BigDecimal("0.10"), 4, 2);

        assertThat(sum(new DecimalType(4, 2), tenth, tenth, tenth)).hasToString("0.30");
    }

    @Test
    void readersAddUp() {
        ColumnSum integers = sum(new BigIntType(), Long.MAX_VALUE, 1L);
        integers.merge(sum(new BigIntType(), Long.MAX_VALUE, 2L));
        ColumnSum floats = sum(new DoubleType(), 0.25);
        floats.merge(sum(new DoubleType(), 0.5));
        DecimalData tenth = DecimalData.fromBigDecimal(new BigDecimal("0.10"), 4, 2);
        ColumnSum decimals = sum(new DecimalType(4, 2), tenth);
        decimals.merge(sum(new DecimalType(4, 2), tenth));

        assertThat(integers).hasToString("18446744073709551617");
        assertThat(floats).hasToString("0.750000000");
        assertThat(decimals).hasToString("0.20");
    }

    private static ColumnSum sum(LogicalType type, Object... values) {
        ColumnSum sum =
                ColumnSum.forColumns(RowType.of(new LogicalType[] {type}, new String[] {"f"}))
                        .get(0);
        for (Object value : values) {
            sum.addFrom(GenericRowData.of(value));
        }
        return sum;
    }
}
