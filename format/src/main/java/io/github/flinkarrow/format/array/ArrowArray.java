/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;
import java.util.Objects;

/**
 * The values of one field in one record batch or dictionary: an immutable view over buffers that
 * belong to the {@link RecordBatch}.
 *
 * <p>Buffers are little-endian, have position 0, and are not bounds-checked anew: an array that a
 * reader hands out has been validated. Indices are from 0 to {@link #length()} - 1. The value at an
 * index that {@link #isNull} is undefined. Arrays of types with the same layout share a class: a
 * timestamp is an {@link Int64Array}, text a {@link VariableSizeBinaryArray}.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#physical-memory-layout">Physical
 *     memory layout</a>
 */
public abstract sealed class ArrowArray
        permits NullArray,
                BoolArray,
                FixedWidthArray,
                BinaryLikeArray,
                StructArray,
                ListLikeArray,
                UnionArray,
                RunEndEncodedArray,
                DictionaryArray {

    private final Field field;
    private final int length;
    private final int nullCount;
    private final ByteBuffer validity;

    /** What the arrays have in common that continue each other; null for one alone. */
    private Object growth;

    /**
     * @param validity one bit a value, or null where no value is null
     */
    ArrowArray(Field field, int length, int nullCount, ByteBuffer validity) {
        this.field = Objects.requireNonNull(field, "field");
        this.length = length;
        this.nullCount = nullCount;
        this.validity = nullCount == 0 ? null : validity;
    }

    /** Says, before the array is handed out, that it begins as those of the same growth do. */
    final void setGrowth(Object one) {
        growth = one;
    }

    /**
     * Whether the array is known to begin with all values of another one, without a look at them:
     * both are of a dictionary that only grew in between.
     */
    public final boolean continues(ArrowArray earlier) {
        return growth != null && growth == earlier.growth && length >= earlier.length;
    }

    public final Field field() {
        return field;
    }

    /** The number of values. */
    public final int length() {
        return length;
    }

    /** The number of nulls, as the file states it. */
    public final int nullCount() {
        return nullCount;
    }

    /** False where a caller may skip {@link #isNull}. */
    public boolean hasNulls() {
        return nullCount != 0;
    }

    /** One bit a value, least significant first, 1 for a valid one; null where no value is null. */
    public final ByteBuffer validity() {
        return validity;
    }

    /** Whether the value itself is null, whatever its parent is. */
    public boolean isNull(int index) {
        return isNullSlot(index);
    }

    /** Whether the bit of the value says that it is null, whatever its children say. */
    final boolean isNullSlot(int index) {
        return validity != null && (validity.get(index >> 3) >> (index & 7) & 1) == 0;
    }
}
