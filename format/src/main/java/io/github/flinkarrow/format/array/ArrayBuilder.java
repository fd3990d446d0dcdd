/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/**
 * Collects the values of one field, in memory of its own that is used again after {@link #reset}.
 *
 * <p>Not safe for use by several threads. Where an append fails, the builder is to be closed.
 */
public abstract sealed class ArrayBuilder implements AutoCloseable
        permits NullBuilder,
                BoolBuilder,
                FixedWidthBuilder,
                VariableSizeBinaryBuilder,
                StructBuilder,
                ListLikeBuilder,
                BinaryViewBuilder,
                UnionBuilder,
                RunEndEncodedBuilder,
                DictionaryBuilder {

    private final Field field;
    private final GrowableBuffer validity;
    private int length;
    private int nullCount;

    /** Of the arrays since the last reset; null where none was asked for. */
    private Object growth;

    ArrayBuilder(Field field, BufferSource source) {
        this.field = field;
        this.validity = new GrowableBuffer(source);
    }

    public final Field field() {
        return field;
    }

    /** The number of values appended since the last {@link #reset}. */
    public final int length() {
        return length;
    }

    /** The bytes that the values appended so far take in a record batch, without padding. */
    public abstract long byteSize();

    /** Appends a null. Children get a filler where the layout asks for one. */
    public void appendNull() {
        appendZero();
        markNull(length - 1);
    }

    /**
     * Appends a filler that no reader looks at: a null, or zero where the field is not nullable.
     */
    void appendFiller() {
        if (field.nullable()) {
            appendNull();
        } else {
            appendZero();
        }
    }

    /** Appends a valid value of zero bits, or an empty one. */
    abstract void appendZero();

    /**
     * Appends copies of values of another array, nulls included.
     *
     * @param source of the layout that this builder builds, or, where that has no children,
     *     dictionary-encoded values of it
     * @param from the index of the first value
     * @param to the index behind the last one
     * @throws ArithmeticException if there are too many values, or bytes, for one array
     */
    public void appendFrom(ArrowArray source, int from, int to) {
        DictionaryArray encoded = dictionaryOf(source);
        for (int i = from; i < to; i++) {
            if (source.isNullSlot(i)) {
                appendNull();
            } else if (encoded != null) {
                int entry = encoded.dictionaryIndex(i);
                appendFrom(encoded.dictionary(), entry, entry + 1);
            } else {
                appendValue(source, i);
            }
        }
    }

    /** The source where its values are to be taken from its dictionary; null otherwise. */
    private DictionaryArray dictionaryOf(ArrowArray source) {
        boolean expanded =
                source instanceof DictionaryArray && !(this instanceof DictionaryBuilder);
        return expanded ? (DictionaryArray) source : null;
    }

    /** Appends a copy of a value that is not null. */
    abstract void appendValue(ArrowArray source, int index);

    /**
     * The values so far: a view that is valid until the next append, {@link #reset} or close.
     *
     * @throws IllegalStateException if a child has more or less values than its parent asks for
     */
    public abstract ArrowArray build();

    /**
     * The same, and each {@linkplain ArrowArray#continues continues} those that this has given
     * since the last {@link #reset}.
     */
    public final ArrowArray buildGrown() {
        ArrowArray array = build();
        if (growth == null) {
            growth = new Object();
        }
        array.setGrowth(growth);
        return array;
    }

    /** Forgets the values and keeps the memory. */
    public void reset() {
        length = 0;
        nullCount = 0;
        growth = null;
    }

    /** Gives the memory back; closing again has no effect. */
    @Override
    public void close() {
        reset();
        validity.release();
    }

    final int nullCount() {
        return nullCount;
    }

    /** To be called once for every value, after its bytes have been written. */
    final void valueAppended() {
        int index = length;
        if (nullCount != 0) {
            validity.putBit(index, 1);
        }
        length = Math.incrementExact(index);
    }

    /** The same for several values of a builder that never has nulls of its own. */
    final void valuesAppended(int count) {
        length = Math.addExact(length, count);
    }

    /** The same for copies whose children have been appended: they are null where those are. */
    final void slotsAppended(ArrowArray source, int from, int to) {
        if (nullCount == 0 && source.validity() == null) {
            valuesAppended(to - from);
            return;
        }
        for (int i = from; i < to; i++) {
            valueAppended();
            if (source.isNullSlot(i)) {
                markNull(length - 1);
            }
        }
    }

    /** The first null of a batch writes the validity of all before it: until then there is none. */
    private void markNull(int index) {
        int last = index >> 3;
        ByteBuffer bits = validity.ensure(last + 1L, nullCount == 0 ? 0 : last + 1);
        if (nullCount == 0) {
            for (int i = 0; i < last; i++) {
                bits.put(i, (byte) 0xFF);
            }
            bits.put(last, (byte) ((1 << (index & 7)) - 1));
        } else {
            bits.put(last, (byte) (bits.get(last) & ~(1 << (index & 7))));
        }
        nullCount++;
    }

    /** One bit a value, those behind the last one zero; null where no value is null. */
    final ByteBuffer validityView() {
        return nullCount == 0 ? null : validity.view(validityBytes());
    }

    /** The bytes of {@link #validityView}. */
    final int validityBytes() {
        return nullCount == 0 ? 0 : (length + 7) >> 3;
    }
}
