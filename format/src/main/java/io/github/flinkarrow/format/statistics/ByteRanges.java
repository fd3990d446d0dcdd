/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.array.BinaryArray;
import io.github.flinkarrow.format.array.BinaryLikeArray;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.BitSet;

/** Ranges of text and bytes in the order of unsigned bytes. */
final class ByteRanges {

    private static final VarHandle INT =
            MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle BIG_ENDIAN_LONG =
            MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

    /** A value in the bytes of an array. */
    private ByteBuffer minData;

    private int minStart;
    private int minSize;
    private long minPrefix;
    private ByteBuffer maxData;
    private int maxStart;
    private int maxSize;
    private long maxPrefix;

    private ByteRanges() {}

    static ValueRange.ByteStrings of(BinaryLikeArray array, BitSet chosen) {
        ByteRanges ranges = new ByteRanges();
        if (chosen == null
                && array instanceof BinaryArray binary
                && binary.data().hasArray()
                && binary.offsets().hasArray()) {
            ranges.addAll(binary);
            return ranges.range();
        }
        int length = array.length();
        for (int i = ArrayStatistics.first(chosen);
                i < length;
                i = ArrayStatistics.next(chosen, i, length)) {
            ranges.add(array.data(i), array.start(i), array.size(i));
        }
        return ranges.range();
    }

    /** The usual case, on the heap: most values are told from the bounds by their first bytes. */
    private void addAll(BinaryArray array) {
        ByteBuffer data = array.data();
        byte[] bytes = data.array();
        byte[] offsets = array.offsets().array();
        int dataStart = data.arrayOffset();
        int offsetsStart = array.offsets().arrayOffset() + Integer.BYTES;
        int lastWhole = data.limit() - Long.BYTES;
        int length = array.length();
        int start = array.start(0);
        long least = Long.MAX_VALUE;
        long most = Long.MIN_VALUE;
        for (int i = 0; i < length; i++) {
            int end = (int) INT.get(offsets, offsetsStart + (i << 2));
            int size = end - start;
            if (start <= lastWhole && size > 0) {
                long prefix = (long) BIG_ENDIAN_LONG.get(bytes, dataStart + start);
                if (size < Long.BYTES) {
                    prefix &= -1L << (Long.SIZE - size * Byte.SIZE);
                }
                prefix += Long.MIN_VALUE;
                if (prefix > least && prefix < most) {
                    start = end;
                    continue;
                }
            }
            add(data, start, size);
            least = minPrefix;
            most = maxPrefix;
            start = end;
        }
    }

    static ValueRange.ByteStrings of(FixedSizeBinaryArray array, BitSet chosen) {
        ByteRanges ranges = new ByteRanges();
        int length = array.length();
        int width = array.byteWidth();
        for (int i = ArrayStatistics.first(chosen);
                i < length;
                i = ArrayStatistics.next(chosen, i, length)) {
            ranges.add(array.values(), i * width, width);
        }
        return ranges.range();
    }

    private void add(ByteBuffer data, int start, int size) {
        long prefix = prefix(data, start, size);
        if (minData == null) {
            setMin(data, start, size, prefix);
            setMax(data, start, size, prefix);
        } else if (prefix < minPrefix
                || (prefix == minPrefix
                        && compare(data, start, size, minData, minStart, minSize) < 0)) {
            setMin(data, start, size, prefix);
        } else if (prefix > maxPrefix
                || (prefix == maxPrefix
                        && compare(data, start, size, maxData, maxStart, maxSize) > 0)) {
            setMax(data, start, size, prefix);
        }
    }

    /** The first 8 bytes, zeros behind shorter values, as a number that has their order. */
    private static long prefix(ByteBuffer data, int start, int size) {
        long prefix;
        if (start <= data.limit() - Long.BYTES) {
            prefix = Long.reverseBytes(data.getLong(start));
            if (size < Long.BYTES) {
                prefix = size == 0 ? 0 : prefix & (-1L << (Long.SIZE - size * Byte.SIZE));
            }
        } else {
            prefix = 0;
            for (int i = 0; i < Long.BYTES; i++) {
                int next = i < size ? data.get(start + i) & 0xFF : 0;
                prefix = (prefix << Byte.SIZE) | next;
            }
        }
        return prefix + Long.MIN_VALUE;
    }

    private static int compare(
            ByteBuffer one, int start, int size, ByteBuffer other, int otherStart, int otherSize) {
        if (one.hasArray() && other.hasArray()) {
            int from = one.arrayOffset() + start;
            int otherFrom = other.arrayOffset() + otherStart;
            return Arrays.compareUnsigned(
                    one.array(),
                    from,
                    from + size,
                    other.array(),
                    otherFrom,
                    otherFrom + otherSize);
        }
        int common = Math.min(size, otherSize);
        for (int i = 0; i < common; i++) {
            int difference = (one.get(start + i) & 0xFF) - (other.get(otherStart + i) & 0xFF);
            if (difference != 0) {
                return difference;
            }
        }
        return size - otherSize;
    }

    private void setMin(ByteBuffer data, int start, int size, long prefix) {
        minData = data;
        minStart = start;
        minSize = size;
        minPrefix = prefix;
    }

    private void setMax(ByteBuffer data, int start, int size, long prefix) {
        maxData = data;
        maxStart = start;
        maxSize = size;
        maxPrefix = prefix;
    }

    private ValueRange.ByteStrings range() {
        byte[] min = copy(minData, minStart, Math.min(minSize, StatisticsFormat.MOST_BOUND));
        byte[] max = copy(maxData, maxStart, Math.min(maxSize, StatisticsFormat.MOST_BOUND));
        return new ValueRange.ByteStrings(
                min, maxSize > StatisticsFormat.MOST_BOUND ? successor(max) : max);
    }

    private static byte[] copy(ByteBuffer data, int start, int size) {
        byte[] copy = new byte[size];
        data.get(start, copy);
        return copy;
    }

    /** The least bytes that are larger than all that start with these; null if there are none. */
    static byte[] successor(byte[] start) {
        int size = start.length;
        while (size > 0 && start[size - 1] == (byte) 0xFF) {
            size--;
        }
        if (size == 0) {
            return null;
        }
        byte[] successor = Arrays.copyOf(start, size);
        successor[size - 1]++;
        return successor;
    }
}
