/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * The bytes of statistics, as {@code docs/design/statistics.md} describes them.
 *
 * <p>Whatever changes what they mean needs another {@link #VERSION}.
 */
final class StatisticsFormat {

    static final int VERSION = 1;

    /** The most bytes of all statistics of a file: 16 MiB as text. */
    static final int MOST_BYTES = 12 << 20;

    static final int MOST_TEXT = MOST_BYTES / 3 * 4;

    /** The most bytes of a bound that is text or bytes. */
    static final int MOST_BOUND = 32;

    private static final int KNOWN = 1;
    private static final int HAS_RANGE = 2;
    private static final int HAS_NAN = 4;
    private static final int HAS_NO_MAX = 8;

    private StatisticsFormat() {}

    /**
     * Writes one entry.
     *
     * @param statistics null where nothing is known
     */
    static void write(EncodedBytes target, ColumnStatistics statistics) {
        if (statistics == null) {
            target.putByte(0);
            return;
        }
        ValueRange range = statistics.range();
        boolean noMax = range instanceof ValueRange.ByteStrings bytes && !bytes.hasMax();
        target.putByte(
                KNOWN
                        | (range == null ? 0 : HAS_RANGE)
                        | (statistics.hasNan() ? HAS_NAN : 0)
                        | (noMax ? HAS_NO_MAX : 0));
        target.putVarint(statistics.nullCount());
        if (range instanceof ValueRange.Longs longs) {
            target.putSigned(longs.min());
            target.putVarint(longs.max() - longs.min());
        } else if (range instanceof ValueRange.Doubles doubles) {
            target.putFixed(Double.doubleToRawLongBits(doubles.min()), Double.BYTES);
            target.putFixed(Double.doubleToRawLongBits(doubles.max()), Double.BYTES);
        } else if (range instanceof ValueRange.Integers integers) {
            target.putBytes(integers.min().toByteArray());
            target.putBytes(integers.max().toByteArray());
        } else if (range instanceof ValueRange.ByteStrings bytes) {
            target.putBytes(bytes.min());
            if (!noMax) {
                target.putBytes(bytes.max());
            }
        }
    }

    /** One entry; null where nothing is known. */
    static ColumnStatistics read(EncodedInput input, ValueKind kind, long rowCount)
            throws EncodedInput.MalformedException {
        int flags = input.getByte();
        if (flags == 0) {
            return null;
        }
        int allowed =
                switch (kind) {
                    case LONG, INTEGER -> KNOWN | HAS_RANGE;
                    case DOUBLE -> KNOWN | HAS_RANGE | HAS_NAN;
                    case BYTES -> KNOWN | HAS_RANGE | HAS_NO_MAX;
                };
        boolean noMax = (flags & HAS_NO_MAX) != 0;
        boolean hasRange = (flags & HAS_RANGE) != 0;
        if ((flags & KNOWN) == 0 || (flags & ~allowed) != 0 || (noMax && !hasRange)) {
            throw new EncodedInput.MalformedException("flags " + flags);
        }
        long nullCount = input.getVarint();
        boolean hasNan = (flags & HAS_NAN) != 0;
        boolean others = hasRange || hasNan;
        if (nullCount < 0 || nullCount > rowCount || others == (nullCount == rowCount)) {
            throw new EncodedInput.MalformedException(nullCount + " nulls of " + rowCount);
        }
        return new ColumnStatistics(nullCount, hasNan, hasRange ? range(input, kind, noMax) : null);
    }

    private static ValueRange range(EncodedInput input, ValueKind kind, boolean noMax)
            throws EncodedInput.MalformedException {
        switch (kind) {
            case LONG -> {
                long min = input.getSigned();
                long max = min + input.getVarint();
                require(min <= max);
                return new ValueRange.Longs(min, max);
            }
            case DOUBLE -> {
                double min = Double.longBitsToDouble(input.getFixed(Double.BYTES));
                double max = Double.longBitsToDouble(input.getFixed(Double.BYTES));
                require(
                        min <= max
                                && Double.compare(min, 0.0) != 0
                                && Double.compare(max, -0.0) != 0);
                return new ValueRange.Doubles(min, max);
            }
            case INTEGER -> {
                BigInteger min = integer(input);
                BigInteger max = integer(input);
                require(min.compareTo(max) <= 0);
                return new ValueRange.Integers(min, max);
            }
            default -> {
                byte[] min = input.getBytes(MOST_BOUND);
                byte[] max = noMax ? null : input.getBytes(MOST_BOUND);
                require(noMax || Arrays.compareUnsigned(min, max) <= 0);
                return new ValueRange.ByteStrings(min, max);
            }
        }
    }

    private static BigInteger integer(EncodedInput input) throws EncodedInput.MalformedException {
        byte[] bytes = input.getBytes(MOST_BOUND);
        require(bytes.length != 0);
        return new BigInteger(bytes);
    }

    private static void require(boolean valid) throws EncodedInput.MalformedException {
        if (!valid) {
            throw new EncodedInput.MalformedException("bounds that are none");
        }
    }
}
