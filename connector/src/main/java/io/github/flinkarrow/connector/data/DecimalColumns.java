/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.DecimalType;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.Decimal128Array;
import io.github.flinkarrow.format.schema.ArrowType;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Columns that are read as DECIMAL. Digits may be added on either side, none is ever taken away.
 */
final class DecimalColumns {

    private DecimalColumns() {}

    static Column of(Decimal128Array array, ArrowType.Decimal from, DecimalType to) {
        return DecimalData.isCompact(to.getPrecision())
                ? new Compact(array, from, to)
                : new Wide(array, from, to);
    }

    private static long powerOfTen(int exponent) {
        return BigInteger.TEN.pow(exponent).longValueExact();
    }

    /** A DECIMAL of at most 18 digits: its unscaled value is a long. */
    private static final class Compact extends Column {
        private final Memory values;
        private final int sourceScale;
        private final int precision;
        private final int scale;
        private final long factor;

        /** The least absolute value that is too large. */
        private final long bound;

        Compact(Decimal128Array array, ArrowType.Decimal from, DecimalType to) {
            super(array);
            this.values = Memory.of(array.values());
            this.sourceScale = from.scale();
            this.precision = to.getPrecision();
            this.scale = to.getScale();
            int added = scale - sourceScale;
            this.factor = powerOfTen(added);
            this.bound = powerOfTen(precision - added);
        }

        @Override
        int firstUnfit(int from) {
            int index = from;
            while (index < length() && fits(index)) {
                index++;
            }
            return index;
        }

        private boolean fits(int index) {
            long low = values.getLong(2 * index);
            return values.getLong(2 * index + 1) == low >> 63 && low < bound && low > -bound;
        }

        @Override
        String describe(int index) {
            return plainString(values, index, sourceScale);
        }

        @Override
        DecimalData getDecimal(int index) {
            return DecimalData.fromUnscaledLong(
                    values.getLong(2 * index) * factor, precision, scale);
        }
    }

    /** A DECIMAL of more than 18 digits. */
    private static final class Wide extends Column {
        private final Memory values;
        private final int sourceScale;
        private final int precision;
        private final int scale;

        /** The halves of the least absolute value that is too large. */
        private final long boundLow;

        private final long boundHigh;

        /** Those of its negation. */
        private final long negativeLow;

        private final long negativeHigh;

        Wide(Decimal128Array array, ArrowType.Decimal from, DecimalType to) {
            super(array);
            this.values = Memory.of(array.values());
            this.sourceScale = from.scale();
            this.precision = to.getPrecision();
            this.scale = to.getScale();
            BigInteger bound = BigInteger.TEN.pow(precision - (scale - sourceScale));
            this.boundLow = bound.longValue();
            this.boundHigh = bound.shiftRight(64).longValueExact();
            this.negativeLow = bound.negate().longValue();
            this.negativeHigh = bound.negate().shiftRight(64).longValueExact();
        }

        @Override
        int firstUnfit(int from) {
            int index = from;
            while (index < length() && fits(index)) {
                index++;
            }
            return index;
        }

        private boolean fits(int index) {
            long low = values.getLong(2 * index);
            long high = values.getLong(2 * index + 1);
            return isLess(low, high, boundLow, boundHigh)
                    && isLess(negativeLow, negativeHigh, low, high);
        }

        private static boolean isLess(long low, long high, long otherLow, long otherHigh) {
            return high < otherHigh
                    || (high == otherHigh && Long.compareUnsigned(low, otherLow) < 0);
        }

        @Override
        String describe(int index) {
            return plainString(values, index, sourceScale);
        }

        @Override
        DecimalData getDecimal(int index) {
            return DecimalData.fromBigDecimal(
                    decimal(values, index, sourceScale), precision, scale);
        }
    }

    private static BigDecimal decimal(Memory values, int index, int scale) {
        long low = values.getLong(2 * index);
        long high = values.getLong(2 * index + 1);
        if (high == low >> 63) {
            return BigDecimal.valueOf(low, scale);
        }
        BigInteger unscaled = BigInteger.valueOf(high).shiftLeft(64).add(unsigned(low));
        return new BigDecimal(unscaled, scale);
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits);
        return bits < 0 ? value.add(BigInteger.ONE.shiftLeft(64)) : value;
    }

    private static String plainString(Memory values, int index, int scale) {
        return decimal(values, index, scale).toPlainString();
    }

    /** Integers as a DECIMAL that holds all of their values. */
    static final class OfInteger extends Column {
        private final Column integers;
        private final boolean unsigned64;
        private final int precision;
        private final int scale;
        private final long factor;

        OfInteger(ArrowArray array, Column integers, ArrowType.Int from, DecimalType to) {
            super(array);
            this.integers = integers;
            this.unsigned64 = !from.signed() && from.bitWidth() == 64;
            this.precision = to.getPrecision();
            this.scale = to.getScale();
            this.factor = DecimalData.isCompact(precision) ? powerOfTen(scale) : 0;
        }

        @Override
        DecimalData getDecimal(int index) {
            long value = integers.getLong(index);
            if (factor != 0) {
                return DecimalData.fromUnscaledLong(value * factor, precision, scale);
            }
            BigDecimal decimal =
                    unsigned64 ? new BigDecimal(unsigned(value)) : BigDecimal.valueOf(value);
            return DecimalData.fromBigDecimal(decimal, precision, scale);
        }
    }
}
