/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;
import io.github.flinkarrow.format.schema.ArrowType;

import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.BitSet;

/** Ranges of what fits a long: a loop for each width. */
final class LongRanges {

    private LongRanges() {}

    static ValueRange.Longs of(ArrowArray array, BitSet chosen) {
        boolean unsigned = array.field().type() instanceof ArrowType.Int type && !type.signed();
        if (array instanceof Int64Array longs) {
            return chosen == null ? all(longs) : int64(longs, chosen);
        } else if (array instanceof Int32Array ints) {
            return unsigned
                    ? uint32(ints, chosen)
                    : chosen == null ? all(ints) : int32(ints, chosen);
        } else if (array instanceof Int16Array shorts) {
            return unsigned ? uint16(shorts, chosen) : int16(shorts, chosen);
        } else if (array instanceof Int8Array bytes) {
            return unsigned ? uint8(bytes, chosen) : int8(bytes, chosen);
        }
        return bool((BoolArray) array, chosen);
    }

    private static ValueRange.Longs all(Int64Array array) {
        LongBuffer values = ArrayStatistics.values(array).asLongBuffer();
        int length = array.length();
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            long value = values.get(i);
            // Foreseen branches are faster than what Math.min and Math.max become.
            if (value < min) {
                min = value;
            }
            if (value > max) {
                max = value;
            }
        }
        return new ValueRange.Longs(min, max);
    }

    private static ValueRange.Longs all(Int32Array array) {
        IntBuffer values = ArrayStatistics.values(array).asIntBuffer();
        int length = array.length();
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            int value = values.get(i);
            // Foreseen branches are faster than what Math.min and Math.max become.
            if (value < min) {
                min = value;
            }
            if (value > max) {
                max = value;
            }
        }
        return new ValueRange.Longs(min, max);
    }

    private static ValueRange.Longs int64(Int64Array array, BitSet chosen) {
        int length = array.length();
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = first(chosen); i < length; i = next(chosen, i, length)) {
            long value = array.get(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange.Longs(min, max);
    }

    private static ValueRange.Longs int32(Int32Array array, BitSet chosen) {
        int length = array.length();
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int i = first(chosen); i < length; i = next(chosen, i, length)) {
            int value = array.get(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange.Longs(min, max);
    }

    private static ValueRange.Longs uint32(Int32Array array, BitSet chosen) {
        int length = array.length();
        long min = Long.MAX_VALUE;
        long max = Long.MIN_VALUE;
        for (int i = first(chosen); i < length; i = next(chosen, i, length)) {
            long value = array.getUnsigned(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange.Longs(min, max);
    }

    private static ValueRange.Longs int16(Int16Array array, BitSet chosen) {
        int length = array.length();
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int i = first(chosen); i < length; i = next(chosen, i, length)) {
            int value = array.get(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange.Longs(min, max);
    }

    private static ValueRange.Longs uint16(Int16Array array, BitSet chosen) {
        int length = array.length();
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int i = first(chosen); i < length; i = next(chosen, i, length)) {
            int value = array.getUnsigned(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange.Longs(min, max);
    }

    private static ValueRange.Longs int8(Int8Array array, BitSet chosen) {
        int length = array.length();
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int i = first(chosen); i < length; i = next(chosen, i, length)) {
            int value = array.get(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange.Longs(min, max);
    }

    private static ValueRange.Longs uint8(Int8Array array, BitSet chosen) {
        int length = array.length();
        int min = Integer.MAX_VALUE;
        int max = Integer.MIN_VALUE;
        for (int i = first(chosen); i < length; i = next(chosen, i, length)) {
            int value = array.getUnsigned(i);
            min = Math.min(min, value);
            max = Math.max(max, value);
        }
        return new ValueRange.Longs(min, max);
    }

    private static ValueRange.Longs bool(BoolArray array, BitSet chosen) {
        int length = array.length();
        BitSet set = BitSet.valueOf(array.values().slice(0, (length + 7) >> 3));
        BitSet unset = new BitSet(length);
        unset.set(0, length);
        unset.andNot(set);
        if (chosen == null) {
            return bool(!unset.isEmpty(), unset.cardinality() < length);
        }
        return bool(unset.intersects(chosen), set.intersects(chosen));
    }

    private static ValueRange.Longs bool(boolean anyFalse, boolean anyTrue) {
        return new ValueRange.Longs(anyFalse ? 0 : 1, anyTrue ? 1 : 0);
    }

    private static int first(BitSet chosen) {
        return ArrayStatistics.first(chosen);
    }

    private static int next(BitSet chosen, int index, int length) {
        return ArrayStatistics.next(chosen, index, length);
    }
}
