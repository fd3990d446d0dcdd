/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryLikeArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.BitSet;

/** Finds the least and the largest value of an array whose type has a {@link ValueKind}. */
final class ArrayStatistics {

    private ArrayStatistics() {}

    static ColumnStatistics of(ArrowArray array) {
        if (array instanceof DictionaryArray encoded) {
            return ofDictionary(encoded);
        }
        int nullCount = nullCount(array);
        if (nullCount == array.length()) {
            return new ColumnStatistics(nullCount, false, null);
        }
        return of(array, nullCount == 0 ? null : valid(array), nullCount);
    }

    /** Those values of the dictionary count to which there is an index. */
    private static ColumnStatistics ofDictionary(DictionaryArray array) {
        BitSet used = new BitSet(array.dictionary().length());
        int nullCount = 0;
        boolean hasNulls = array.hasNulls();
        for (int i = 0; i < array.length(); i++) {
            if (hasNulls && array.isNull(i)) {
                nullCount++;
            } else {
                used.set(array.dictionaryIndex(i));
            }
        }
        if (nullCount == array.length()) {
            return new ColumnStatistics(nullCount, false, null);
        }
        return of(array.dictionary(), used, nullCount);
    }

    /** The bits, which are more reliable than the number that a file states. */
    private static int nullCount(ArrowArray array) {
        if (!array.hasNulls()) {
            return 0;
        }
        ByteBuffer validity = array.validity();
        int valid = 0;
        int whole = array.length() >> 3;
        for (int i = 0; i < whole; i++) {
            valid += Integer.bitCount(validity.get(i) & 0xFF);
        }
        int rest = array.length() & 7;
        if (rest != 0) {
            valid += Integer.bitCount(validity.get(whole) & ((1 << rest) - 1));
        }
        return array.length() - valid;
    }

    private static BitSet valid(ArrowArray array) {
        int bytes = (array.length() + 7) >> 3;
        BitSet valid = BitSet.valueOf(array.validity().slice(0, bytes));
        valid.clear(array.length(), bytes << 3);
        return valid;
    }

    /**
     * @param chosen the values that count, at least one; null for all
     */
    private static ColumnStatistics of(ArrowArray array, BitSet chosen, int nullCount) {
        return switch (ValueKind.of(array.field())) {
            case LONG -> new ColumnStatistics(nullCount, false, LongRanges.of(array, chosen));
            case INTEGER -> new ColumnStatistics(nullCount, false, IntegerRanges.of(array, chosen));
            case DOUBLE -> DoubleRanges.of(array, chosen, nullCount);
            case BYTES ->
                    new ColumnStatistics(
                            nullCount,
                            false,
                            array instanceof BinaryLikeArray binary
                                    ? ByteRanges.of(binary, chosen)
                                    : ByteRanges.of((FixedSizeBinaryArray) array, chosen));
        };
    }

    /**
     * The values from position 0 to their end. As a view of longs or the like they are faster to go
     * through than by positions in bytes: the check of an index leaves the loop.
     */
    static ByteBuffer values(FixedWidthArray array) {
        return array.values()
                .slice(0, array.length() * array.byteWidth())
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The first value that counts. */
    static int first(BitSet chosen) {
        return chosen == null ? 0 : chosen.nextSetBit(0);
    }

    /** The next value that counts, or the number of values. */
    static int next(BitSet chosen, int index, int length) {
        if (chosen == null) {
            return index + 1;
        }
        int next = chosen.nextSetBit(index + 1);
        return next < 0 ? length : next;
    }
}
