/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/**
 * Collects text or bytes. The bytes of one batch are at most 2 GiB, whatever the width of the
 * offsets: an append that would exceed them throws {@link ArithmeticException}.
 */
public final class VariableSizeBinaryBuilder extends ArrayBuilder {

    private final OffsetsBuffer offsets;
    private final GrowableBuffer data;
    private final boolean large;
    private int dataSize;

    VariableSizeBinaryBuilder(Field field, BufferSource source, boolean large) {
        super(field, source);
        this.offsets = new OffsetsBuffer(source, large);
        this.data = new GrowableBuffer(source);
        this.large = large;
    }

    /** Appends a copy of the bytes; text has to be UTF-8. */
    public void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    /** Appends a copy of a range of bytes; text has to be UTF-8. */
    public void append(byte[] bytes, int offset, int count) {
        data.put(dataSize, bytes, offset, count);
        appended(count);
    }

    /**
     * Appends a copy of a range of bytes, whatever the position of the buffer; text has to be
     * UTF-8.
     */
    public void append(ByteBuffer bytes, int offset, int count) {
        data.put(dataSize, bytes, offset, count);
        appended(count);
    }

    /**
     * Memory with room for a value of so many bytes, to be written from {@link #dataPosition()} on
     * before {@link #appended}.
     */
    public ByteBuffer room(int count) {
        return data.ensure((long) dataSize + count, dataSize);
    }

    /** Where in the memory of {@link #room} the next value starts. */
    public int dataPosition() {
        return dataSize;
    }

    /** Ends the value whose bytes have been written to the memory that {@link #room} gave. */
    public void appended(int count) {
        int end = Math.addExact(dataSize, count);
        offsets.put(length(), end);
        dataSize = end;
        valueAppended();
    }

    @Override
    void appendValue(ArrowArray source, int index) {
        BinaryLikeArray values = (BinaryLikeArray) source;
        append(values.data(index), values.start(index), values.size(index));
    }

    @Override
    void appendZero() {
        appended(0);
    }

    @Override
    public long byteSize() {
        return (long) validityBytes() + offsets.bytes(length()) + dataSize;
    }

    @Override
    public VariableSizeBinaryArray build() {
        ByteBuffer validity = validityView();
        ByteBuffer offsetsView = offsets.view(length());
        ByteBuffer dataView = data.view(dataSize);
        return large
                ? new LargeBinaryArray(
                        field(), length(), nullCount(), validity, offsetsView, dataView)
                : new BinaryArray(field(), length(), nullCount(), validity, offsetsView, dataView);
    }

    @Override
    public void reset() {
        super.reset();
        dataSize = 0;
    }

    @Override
    public void close() {
        super.close();
        offsets.release();
        data.release();
    }
}
