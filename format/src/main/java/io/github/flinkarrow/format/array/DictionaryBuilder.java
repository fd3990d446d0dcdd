/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/**
 * Collects values as indices into a dictionary of those that differ.
 *
 * <p>Text, bytes and values of fixed width are appended as they are. One of any type, these too, is
 * appended to {@link #value}, and ended by {@link #append()}. Values differ where their bits do.
 *
 * <p>The dictionary outlives {@link #reset}: it only ever grows. An append that would make it
 * larger than the indices can say throws {@link ArithmeticException}.
 */
public final class DictionaryBuilder extends ArrayBuilder {

    private final FixedWidthBuilder indices;
    private final ArrayBuilder values;
    private final ArrayBuilder value;
    private final ValueBytes key = new ValueBytes();
    private final DistinctBytes distinct = new DistinctBytes();
    private final int mostValues;
    private byte[] scratch = new byte[Long.BYTES];
    private long writtenBytes;
    private ArrowArray dictionary;

    /**
     * @param values collects the dictionary
     * @param value collects one value of the same field
     */
    DictionaryBuilder(
            Field field,
            BufferSource source,
            FixedWidthBuilder indices,
            ArrayBuilder values,
            ArrayBuilder value) {
        super(field, source);
        this.indices = indices;
        this.values = values;
        this.value = value;
        ArrowType.Int type = field.dictionary().indexType();
        int bits = type.signed() ? type.bitWidth() - 1 : type.bitWidth();
        this.mostValues = bits >= Integer.SIZE - 1 ? Integer.MAX_VALUE : 1 << bits;
    }

    /** What the next value of any type is appended to, before {@link #append()}. */
    public ArrayBuilder value() {
        return value;
    }

    /**
     * Ends a value that has been appended to {@link #value}.
     *
     * @throws IllegalStateException if none has been, or more than one
     */
    public void append() {
        if (value.length() != 1) {
            throw new IllegalStateException(
                    "field '%s': %d values have been appended where one is to be ended"
                            .formatted(field().name(), value.length()));
        }
        appendFrom(value.build(), 0, 1);
        value.reset();
    }

    /** Appends text in UTF-8, or bytes: as many as the type says where they have a fixed width. */
    public void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    /** Appends a range of bytes, as {@link #append(byte[])} does. */
    public void append(byte[] bytes, int offset, int count) {
        requireBytes();
        if (values instanceof FixedWidthBuilder fixed && count != fixed.byteWidth()) {
            throw new IllegalArgumentException(
                    "field '%s': %d bytes for a value of %d"
                            .formatted(field().name(), count, fixed.byteWidth()));
        }
        int index = distinct.find(bytes, offset, count);
        if (index < 0) {
            index = nextIndex();
            if (values instanceof VariableSizeBinaryBuilder binary) {
                binary.append(bytes, offset, count);
            } else if (values instanceof BinaryViewBuilder views) {
                views.append(bytes, offset, count);
            } else {
                ((FixedWidthBuilder) values).appendBytes(bytes, offset);
            }
            distinct.add(bytes, offset, count);
        }
        appendIndex(index);
    }

    private void requireBytes() {
        if (!isOfBytes()) {
            throw new IllegalArgumentException(
                    "field '%s': a value of %s is appended to value()"
                            .formatted(field().name(), field().type()));
        }
    }

    private boolean isOfBytes() {
        return values instanceof FixedWidthBuilder
                || values instanceof VariableSizeBinaryBuilder
                || values instanceof BinaryViewBuilder;
    }

    /** The index of a value that the dictionary does not have yet. */
    private int nextIndex() {
        if (values.length() >= mostValues) {
            throw new ArithmeticException(
                    "field '%s': a dictionary of more than %d values does not fit indices of %s"
                            .formatted(
                                    field().name(), mostValues, field().dictionary().indexType()));
        }
        return values.length();
    }

    /**
     * Appends a value of 8 to 64 bits: an integer, date, time, timestamp or duration, or the bits
     * of a float.
     */
    public void append(long value) {
        for (int i = 0; i < Long.BYTES; i++) {
            scratch[i] = (byte) (value >>> (i * Byte.SIZE));
        }
        int width = values instanceof FixedWidthBuilder fixed ? fixed.byteWidth() : 0;
        if (width == 0 || width > Long.BYTES) {
            throw new IllegalArgumentException(
                    "field '%s': a number for a value of %s"
                            .formatted(field().name(), field().type()));
        }
        append(scratch, 0, width);
    }

    private void appendIndex(int index) {
        if (indices instanceof Int32Builder ints) {
            ints.append(index);
        } else if (indices instanceof Int8Builder bytes) {
            bytes.append((byte) index);
        } else if (indices instanceof Int16Builder shorts) {
            shorts.append((short) index);
        } else {
            ((Int64Builder) indices).append(index);
        }
        valuesAppended(1);
    }

    @Override
    public void appendNull() {
        indices.appendNull();
        valuesAppended(1);
    }

    @Override
    void appendZero() {
        if (!isOfBytes()) {
            value.appendZero();
            appendValue(value.build(), 0);
            value.reset();
            return;
        }
        int width = values instanceof FixedWidthBuilder fixed ? fixed.byteWidth() : 0;
        append(new byte[width], 0, width);
    }

    /**
     * {@inheritDoc}
     *
     * @param source of the values, dictionary-encoded or not
     */
    @Override
    public void appendFrom(ArrowArray source, int from, int to) {
        super.appendFrom(source, from, to);
    }

    @Override
    void appendValue(ArrowArray source, int index) {
        if (source instanceof DictionaryArray encoded) {
            int entry = encoded.dictionaryIndex(index);
            super.appendFrom(encoded.dictionary(), entry, entry + 1);
        } else if (!isOfBytes()) {
            appendOther(source, index);
        } else if (source instanceof BinaryLikeArray binary) {
            copy(binary.data(index), binary.start(index), binary.size(index));
        } else {
            FixedWidthArray fixed = (FixedWidthArray) source;
            copy(fixed.values(), index * fixed.byteWidth(), fixed.byteWidth());
        }
    }

    private void appendOther(ArrowArray source, int at) {
        key.clear();
        key.add(source, at);
        int index = distinct.find(key.bytes(), 0, key.size());
        if (index < 0) {
            index = nextIndex();
            values.appendFrom(source, at, at + 1);
            distinct.add(key.bytes(), 0, key.size());
        }
        appendIndex(index);
    }

    private void copy(ByteBuffer bytes, int offset, int count) {
        if (scratch.length < count) {
            scratch = new byte[Math.max(count, 2 * scratch.length)];
        }
        bytes.get(offset, scratch, 0, count);
        append(scratch, 0, count);
    }

    /** The indices, and the values that are new since the last {@link #reset}. */
    @Override
    public long byteSize() {
        return indices.byteSize() + values.byteSize() - writtenBytes;
    }

    /** How many values the dictionary has. */
    int dictionarySize() {
        return values.length();
    }

    /** The bytes of what finds values in the dictionary. */
    long lookupBytes() {
        return distinct.heldBytes();
    }

    @Override
    public DictionaryArray build() {
        if (value.length() != 0) {
            throw new IllegalStateException(
                    "field '%s': a value has been appended and not ended"
                            .formatted(field().name()));
        }
        if (dictionary == null || dictionary.length() != values.length()) {
            dictionary = values.buildGrown();
        }
        return new DictionaryArray(field(), indices.build(), dictionary);
    }

    @Override
    public void reset() {
        super.reset();
        value.reset();
        indices.reset();
        writtenBytes = values.byteSize();
    }

    /** Resets, and gives back the memory of indices. */
    void releaseIndices() {
        reset();
        indices.close();
    }

    @Override
    public void close() {
        super.close();
        indices.close();
        values.close();
        value.close();
        distinct.clear();
        dictionary = null;
        writtenBytes = 0;
    }
}
