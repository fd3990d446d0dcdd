/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.Float16Array;
import io.github.flinkarrow.format.array.Float32Array;
import io.github.flinkarrow.format.array.Float64Array;

import java.nio.DoubleBuffer;
import java.util.BitSet;

/** Ranges of floating-point numbers, from which what is not a number is left out. */
final class DoubleRanges {

    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;
    private boolean hasNan;

    private DoubleRanges() {}

    static ColumnStatistics of(ArrowArray array, BitSet chosen, int nullCount) {
        DoubleRanges ranges = new DoubleRanges();
        if (array instanceof Float64Array doubles) {
            if (chosen == null) {
                ranges.all(doubles);
            } else {
                ranges.float64(doubles, chosen);
            }
        } else if (array instanceof Float32Array floats) {
            ranges.float32(floats, chosen);
        } else {
            ranges.float16((Float16Array) array, chosen);
        }
        return new ColumnStatistics(nullCount, ranges.hasNan, ranges.range());
    }

    /** Comparisons with what is not a number are false. */
    private void all(Float64Array array) {
        DoubleBuffer values = ArrayStatistics.values(array).asDoubleBuffer();
        int length = array.length();
        double least = min;
        double most = max;
        boolean nan = false;
        for (int i = 0; i < length; i++) {
            double value = values.get(i);
            if (value < least) {
                least = value;
            }
            if (value > most) {
                most = value;
            }
            nan |= Double.isNaN(value);
        }
        min = least;
        max = most;
        hasNan = nan;
    }

    private void float64(Float64Array array, BitSet chosen) {
        int length = array.length();
        for (int i = ArrayStatistics.first(chosen);
                i < length;
                i = ArrayStatistics.next(chosen, i, length)) {
            add(array.get(i));
        }
    }

    private void float32(Float32Array array, BitSet chosen) {
        int length = array.length();
        for (int i = ArrayStatistics.first(chosen);
                i < length;
                i = ArrayStatistics.next(chosen, i, length)) {
            add(array.get(i));
        }
    }

    private void float16(Float16Array array, BitSet chosen) {
        int length = array.length();
        for (int i = ArrayStatistics.first(chosen);
                i < length;
                i = ArrayStatistics.next(chosen, i, length)) {
            add(array.get(i));
        }
    }

    private void add(double value) {
        if (Double.isNaN(value)) {
            hasNan = true;
            return;
        }
        if (value < min) {
            min = value;
        }
        if (value > max) {
            max = value;
        }
    }

    /** Zeros of either sign are equal to some, and in an order to others. */
    private ValueRange.Doubles range() {
        boolean hasNumber = min <= max;
        if (!hasNumber) {
            return null;
        }
        return new ValueRange.Doubles(min == 0 ? -0.0 : min, max == 0 ? 0.0 : max);
    }
}
