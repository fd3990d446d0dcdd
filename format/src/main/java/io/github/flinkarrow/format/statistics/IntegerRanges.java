/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.Decimal128Array;
import io.github.flinkarrow.format.array.Decimal256Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.schema.ArrowType;

import java.math.BigInteger;
import java.nio.LongBuffer;
import java.util.BitSet;

/** Ranges of decimals of any width, and of unsigned integers of 64 bits. */
final class IntegerRanges {

    private IntegerRanges() {}

    static ValueRange.Integers of(ArrowArray array, BitSet chosen) {
        if (array instanceof Decimal128Array decimals) {
            ValueRange.Integers small = chosen == null ? small(decimals) : null;
            return small == null ? decimal128(decimals, chosen) : small;
        } else if (array instanceof Decimal256Array decimals) {
            return decimal256(decimals, chosen);
        } else if (array.field().type() instanceof ArrowType.Int) {
            return uint64((Int64Array) array, chosen);
        }
        ValueRange.Longs longs = LongRanges.of(array, chosen);
        return new ValueRange.Integers(
                BigInteger.valueOf(longs.min()), BigInteger.valueOf(longs.max()));
    }

    /** The range of all values if each fits a long, as most do; null otherwise. */
    private static ValueRange.Integers small(Decimal128Array array) {
        LongBuffer halves = ArrayStatistics.values(array).asLongBuffer();
        int end = array.length() << 1;
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        long beyond = 0;
        for (int i = 0; i < end; i += 2) {
            long low = halves.get(i);
            beyond |= halves.get(i + 1) ^ low >> 63;
            if (low < min) {
                min = low;
            }
            if (low > max) {
                max = low;
            }
        }
        return beyond == 0
                ? new ValueRange.Integers(BigInteger.valueOf(min), BigInteger.valueOf(max))
                : null;
    }

    private static ValueRange.Integers decimal128(Decimal128Array array, BitSet chosen) {
        int length = array.length();
        int min = ArrayStatistics.first(chosen);
        int max = min;
        for (int i = min; i < length; i = ArrayStatistics.next(chosen, i, length)) {
            if (compare(array, i, min) < 0) {
                min = i;
            } else if (compare(array, i, max) > 0) {
                max = i;
            }
        }
        return new ValueRange.Integers(array.unscaled(min), array.unscaled(max));
    }

    private static int compare(Decimal128Array array, int one, int other) {
        int high = Long.compare(array.high(one), array.high(other));
        return high != 0 ? high : Long.compareUnsigned(array.low(one), array.low(other));
    }

    private static ValueRange.Integers decimal256(Decimal256Array array, BitSet chosen) {
        int length = array.length();
        BigInteger min = array.unscaled(ArrayStatistics.first(chosen));
        BigInteger max = min;
        for (int i = ArrayStatistics.first(chosen);
                i < length;
                i = ArrayStatistics.next(chosen, i, length)) {
            BigInteger value = array.unscaled(i);
            min = min.min(value);
            max = max.max(value);
        }
        return new ValueRange.Integers(min, max);
    }

    private static ValueRange.Integers uint64(Int64Array array, BitSet chosen) {
        int length = array.length();
        // Adding the least long turns the order of unsigned numbers into that of signed ones.
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = ArrayStatistics.first(chosen);
                i < length;
                i = ArrayStatistics.next(chosen, i, length)) {
            long value = array.get(i) + Long.MIN_VALUE;
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange.Integers(
                BigInteger.valueOf(min).subtract(BigInteger.valueOf(Long.MIN_VALUE)),
                BigInteger.valueOf(max).subtract(BigInteger.valueOf(Long.MIN_VALUE)));
    }
}
