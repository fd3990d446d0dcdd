/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Text or bytes as views of 16 bytes: the size, then either up to 12 bytes of value, or its first
 * four bytes, the index of a data buffer and the offset in it.
 *
 * @see <a
 *     href="https://arrow.apache.org/docs/format/Columnar.html#variable-size-binary-view-layout">Variable-size
 *     binary view layout</a>
 */
public final class BinaryViewArray extends BinaryLikeArray {

    /** The most bytes of a value that is in its view. */
    public static final int MOST_INLINE = 12;

    private static final int INLINE = 4;
    private static final int BUFFER_INDEX = 8;
    private static final int OFFSET = 12;

    private final ByteBuffer views;
    private final ByteBuffer[] data;

    /**
     * @param data the variadic buffers in order
     */
    public BinaryViewArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer views,
            List<ByteBuffer> data) {
        super(field, length, nullCount, validity);
        this.views = views;
        this.data = data.toArray(ByteBuffer[]::new);
    }

    public ByteBuffer views() {
        return views;
    }

    public int dataBufferCount() {
        return data.length;
    }

    public ByteBuffer dataBuffer(int ordinal) {
        return data[ordinal];
    }

    /** Whether the value is in its view rather than in a data buffer. */
    public boolean isInline(int index) {
        return size(index) <= MOST_INLINE;
    }

    /** The data buffer of a value that is not inline. */
    public int bufferIndex(int index) {
        return views.getInt((index << 4) + BUFFER_INDEX);
    }

    @Override
    public ByteBuffer data(int index) {
        return isInline(index) ? views : data[bufferIndex(index)];
    }

    @Override
    public int start(int index) {
        return isInline(index) ? (index << 4) + INLINE : views.getInt((index << 4) + OFFSET);
    }

    @Override
    public int size(int index) {
        return views.getInt(index << 4);
    }
}
