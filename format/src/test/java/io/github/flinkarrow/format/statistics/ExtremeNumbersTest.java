/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.PlainAppender;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Ranges of numbers at the limits of what is gone through fast. */
class ExtremeNumbersTest {

    private static final BigInteger LEAST_LONG = BigInteger.valueOf(Long.MIN_VALUE);
    private static final BigInteger MOST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private static final double INFINITY = Double.POSITIVE_INFINITY;
    private static final ArrowType FLOAT64 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void decimalsThatAreLongsLieBetweenTheirBounds() {
        rangeOfDecimals(LEAST_LONG, MOST_LONG, BigInteger.ZERO);
        rangeOfDecimals(MOST_LONG, MOST_LONG);
        rangeOfDecimals(LEAST_LONG, LEAST_LONG);
    }

    @Test
    void oneDecimalAtTheEndMayBeNoLong() {
        for (BigInteger beyond :
                List.of(
                        MOST_LONG.add(BigInteger.ONE),
                        LEAST_LONG.subtract(BigInteger.ONE),
                        BigInteger.ONE.shiftLeft(64),
                        BigInteger.ONE.shiftLeft(64).negate(),
                        BigInteger.TEN.pow(38).subtract(BigInteger.ONE))) {
            rangeOfDecimals(BigInteger.valueOf(-5), BigInteger.valueOf(7), beyond);
            rangeOfDecimals(LEAST_LONG, MOST_LONG, beyond);
            rangeOfDecimals(beyond);
        }
    }

    /** With and without a null, as which the values are gone through in another way. */
    private void rangeOfDecimals(BigInteger... integers) {
        List<BigInteger> sorted = Arrays.stream(integers).sorted().toList();
        List<Object> values = new ArrayList<>();
        for (BigInteger integer : integers) {
            values.add(new BigDecimal(integer));
        }
        ArrowType type = new ArrowType.Decimal(38, 0, 128);
        ValueRange range = new ValueRange.Integers(sorted.get(0), sorted.get(sorted.size() - 1));

        assertThat(of(type, values)).isEqualTo(new ColumnStatistics(0, false, range));
        values.add(0, null);
        assertThat(of(type, values)).isEqualTo(new ColumnStatistics(1, false, range));
    }

    @Test
    void doublesOfWhichNoneIsANumberHaveNoRange() {
        assertThat(of(FLOAT64, Collections.nCopies(100, Double.NaN)))
                .isEqualTo(new ColumnStatistics(0, true, null));
    }

    @Test
    void oneDoubleThatIsANumberIsTheRangeWhereverItIs() {
        for (double number : new double[] {1.5, INFINITY, -INFINITY}) {
            for (int at : new int[] {0, 50, 99}) {
                List<Object> values = new ArrayList<>(Collections.nCopies(100, Double.NaN));
                values.set(at, number);

                assertThat(of(FLOAT64, values))
                        .isEqualTo(
                                new ColumnStatistics(
                                        0, true, new ValueRange.Doubles(number, number)));
            }
        }
    }

    private ColumnStatistics of(ArrowType type, List<Object> values) {
        Schema schema = Schema.of(Field.nullable("n", type));
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            PlainAppender.append(builder, List.of(values));
            return ArrayStatistics.of(builder.build(values.size()).column(0));
        }
    }
}
