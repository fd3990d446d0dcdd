/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.format;

import io.github.flinkarrow.format.array.BinaryArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.Decimal128Array;
import io.github.flinkarrow.format.array.Float64Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.RecordBatch;

import java.nio.ByteBuffer;

/** Touches the table {@code mixed} column by column through this project's arrays. */
final class ArrayTouch {

    private ArrayTouch() {}

    static long of(RecordBatch batch) {
        return of((Int64Array) batch.column(0))
                + of((Int32Array) batch.column(1))
                + of((Float64Array) batch.column(2))
                + of((BoolArray) batch.column(3))
                + of((BinaryArray) batch.column(4))
                + of((BinaryArray) batch.column(5))
                + ofMicroseconds((Int64Array) batch.column(6))
                + of((Decimal128Array) batch.column(7));
    }

    /** As Arrow C++ is asked for: sums of numbers, and the lengths of text without a look at it. */
    static long sums(RecordBatch batch) {
        return of((Int64Array) batch.column(0))
                + of((Int32Array) batch.column(1))
                + of((Float64Array) batch.column(2))
                + of((BoolArray) batch.column(3))
                + lengths((BinaryArray) batch.column(4))
                + lengths((BinaryArray) batch.column(5))
                + of((Int64Array) batch.column(6))
                + of((Decimal128Array) batch.column(7));
    }

    static long of(Int64Array array) {
        long sum = 0;
        boolean nulls = array.hasNulls();
        for (int i = 0; i < array.length(); i++) {
            if (!nulls || !array.isNull(i)) {
                sum += array.get(i);
            }
        }
        return sum;
    }

    private static long of(Int32Array array) {
        long sum = 0;
        boolean nulls = array.hasNulls();
        for (int i = 0; i < array.length(); i++) {
            if (!nulls || !array.isNull(i)) {
                sum += array.get(i);
            }
        }
        return sum;
    }

    static long of(Float64Array array) {
        long sum = 0;
        boolean nulls = array.hasNulls();
        for (int i = 0; i < array.length(); i++) {
            if (!nulls || !array.isNull(i)) {
                sum += Double.doubleToRawLongBits(array.get(i));
            }
        }
        return sum;
    }

    private static long of(BoolArray array) {
        long sum = 0;
        boolean nulls = array.hasNulls();
        for (int i = 0; i < array.length(); i++) {
            if (!nulls || !array.isNull(i)) {
                sum += array.get(i) ? 1 : 2;
            }
        }
        return sum;
    }

    private static long of(BinaryArray array) {
        long sum = 0;
        boolean nulls = array.hasNulls();
        ByteBuffer data = array.data();
        for (int i = 0; i < array.length(); i++) {
            if (!nulls || !array.isNull(i)) {
                int start = array.start(i);
                int end = array.end(i);
                if (end > start) {
                    sum += end - start + data.get(start) + data.get(end - 1);
                }
            }
        }
        return sum;
    }

    private static long lengths(BinaryArray array) {
        long sum = 0;
        boolean nulls = array.hasNulls();
        for (int i = 0; i < array.length(); i++) {
            if (!nulls || !array.isNull(i)) {
                sum += array.size(i);
            }
        }
        return sum;
    }

    private static long ofMicroseconds(Int64Array array) {
        long sum = 0;
        boolean nulls = array.hasNulls();
        for (int i = 0; i < array.length(); i++) {
            if (!nulls || !array.isNull(i)) {
                sum += ArrowJavaTouch.ofMicroseconds(array.get(i));
            }
        }
        return sum;
    }

    private static long of(Decimal128Array array) {
        long sum = 0;
        boolean nulls = array.hasNulls();
        for (int i = 0; i < array.length(); i++) {
            if (!nulls || !array.isNull(i)) {
                sum += array.low(i);
            }
        }
        return sum;
    }
}
