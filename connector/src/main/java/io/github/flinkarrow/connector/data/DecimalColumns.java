/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.types.logical.DecimalType;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.schema.ArrowType;

import java.math.BigDecimal;
import java.math.BigInteger;

/**
 * Columns that are read as DECIMAL. Digits may be added on either side, none is ever taken away.
 */
final class DecimalColumns {

    private DecimalColumns() {}

    static Column of(FixedWidthArray array, ArrowType.Decimal from, DecimalType to) {
        if (array.byteWidth() <= Long.BYTES) {
            return new Narrow(array, from, to);
        }
        return DecimalData.isCompact(to.getPrecision())
                ? new Compact(array, from, to)
                : new Wide(array, from, to);
    }

    private static long powerOfTen(int exponent) {
        return BigInteger.TEN.pow(exponent).longValueExact();
    }

    /** Decimals of 32 or 64 bits. */
    private static final class Narrow extends Column {
        private final Column values;
        private final int sourceScale;
        private final int precision;
        private final int scale;

        /** What the unscaled value is multiplied by; 0 where the product may not be a long. */
        private final long factor;

        /** The largest absolute value that fits. */
        private final long most;

        Narrow(FixedWidthArray array, ArrowType.Decimal from, DecimalType to) {
            super(array);
            this.values = IntegerColumns.of(array, true);
            this.sourceScale = from.scale();
            this.precision = to.getPrecision();
            this.scale = to.getScale();
            int added = scale - sourceScale;
            this.factor = DecimalData.isCompact(precision) ? powerOfTen(added) : 0;
            int digits = precision - added;
            this.most = digits <= 18 ? powerOfTen(digits) - 1 : Long.MAX_VALUE;
        }

        @Override
        int firstUnfit(int from) {
            int index = from;
            while (index < length() && fits(values.getLong(index))) {
                index++;
            }
            return index;
        }

        private boolean fits(long value) {
            return most == Long.MAX_VALUE || (value <= most && value >= -most);
        }

        @Override
        String describe(int index) {
            return decimal(index).toPlainString();
        }

        private BigDecimal decimal(int index) {
            return BigDecimal.valueOf(values.getLong(index), sourceScale);
        }

        @Override
        DecimalData getDecimal(int index) {
            return factor == 0
                    ? DecimalData.fromBigDecimal(decimal(index), precision, scale)
                    : DecimalData.fromUnscaledLong(
                            values.getLong(index) * factor, precision, scale);
        }
    }

    /** Decimals of 128 or 256 bits. */
    private abstract static class Words extends Column {
        private final Memory values;
        private final int words;
        private final int sourceScale;
        final int precision;
        final int scale;

        Words(FixedWidthArray array, ArrowType.Decimal from, DecimalType to) {
            super(array);
            this.values = Memory.of(array.values());
            this.words = array.byteWidth() / Long.BYTES;
            this.sourceScale = from.scale();
            this.precision = to.getPrecision();
            this.scale = to.getScale();
        }

        final long low(int index) {
            return values.getLong(index * words);
        }

        final long high(int index) {
            return values.getLong(index * words + 1);
        }

        /** Whether the 128 bits of {@link #high} and {@link #low} are the whole value. */
        final boolean fits128(int index) {
            return words == 2
                    || (values.getLong(index * words + 2) == high(index) >> 63
                            && values.getLong(index * words + 3) == high(index) >> 63);
        }

        abstract boolean fits(int index);

        @Override
        final int firstUnfit(int from) {
            int index = from;
            while (index < length() && fits(index)) {
                index++;
            }
            return index;
        }

        @Override
        final String describe(int index) {
            BigInteger unscaled = BigInteger.ZERO;
            for (int word = words - 1; word >= 0; word--) {
                long bits = values.getLong(index * words + word);
                BigInteger next = word == words - 1 ? BigInteger.valueOf(bits) : unsigned(bits);
                unscaled = unscaled.shiftLeft(64).add(next);
            }
            return new BigDecimal(unscaled, sourceScale).toPlainString();
        }

        /** The value of 128 bits. */
        final BigDecimal decimal(int index) {
            long low = low(index);
            long high = high(index);
            if (high == low >> 63) {
                return BigDecimal.valueOf(low, sourceScale);
            }
            BigInteger unscaled = BigInteger.valueOf(high).shiftLeft(64).add(unsigned(low));
            return new BigDecimal(unscaled, sourceScale);
        }
    }

    /** A DECIMAL of at most 18 digits: its unscaled value is a long. */
    private static final class Compact extends Words {
        private final long factor;

        /** The least absolute value that is too large. */
        private final long bound;

        Compact(FixedWidthArray array, ArrowType.Decimal from, DecimalType to) {
            super(array, from, to);
            int added = scale - from.scale();
            this.factor = powerOfTen(added);
            this.bound = powerOfTen(precision - added);
        }

        @Override
        boolean fits(int index) {
            long low = low(index);
            return high(index) == low >> 63 && low < bound && low > -bound && fits128(index);
        }

        @Override
        DecimalData getDecimal(int index) {
            return DecimalData.fromUnscaledLong(low(index) * factor, precision, scale);
        }
    }

    /** A DECIMAL of more than 18 digits. */
    private static final class Wide extends Words {
        /** The halves of the least absolute value that is too large. */
        private final long boundLow;

        private final long boundHigh;

        /** Those of its negation. */
        private final long negativeLow;

        private final long negativeHigh;

        Wide(FixedWidthArray array, ArrowType.Decimal from, DecimalType to) {
            super(array, from, to);
            BigInteger bound = BigInteger.TEN.pow(precision - (scale - from.scale()));
            this.boundLow = bound.longValue();
            this.boundHigh = bound.shiftRight(64).longValueExact();
            this.negativeLow = bound.negate().longValue();
            this.negativeHigh = bound.negate().shiftRight(64).longValueExact();
        }

        @Override
        boolean fits(int index) {
            long low = low(index);
            long high = high(index);
            return isLess(low, high, boundLow, boundHigh)
                    && isLess(negativeLow, negativeHigh, low, high)
                    && fits128(index);
        }

        private static boolean isLess(long low, long high, long otherLow, long otherHigh) {
            return high < otherHigh
                    || (high == otherHigh && Long.compareUnsigned(low, otherLow) < 0);
        }

        @Override
        DecimalData getDecimal(int index) {
            return DecimalData.fromBigDecimal(decimal(index), precision, scale);
        }
    }

    private static BigInteger unsigned(long bits) {
        BigInteger value = BigInteger.valueOf(bits);
        return bits < 0 ? value.add(BigInteger.ONE.shiftLeft(64)) : value;
    }

    /** Integers as a DECIMAL that holds all of their values. */
    static final class OfInteger extends Column {
        private final Column integers;
        private final boolean unsigned64;
        private final int precision;
        private final int scale;
        private final long factor;

        /**
         * @param integers has the same values NULL as the array has
         */
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
