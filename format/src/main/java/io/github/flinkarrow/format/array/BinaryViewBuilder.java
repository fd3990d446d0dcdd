/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Collects text or bytes as views. The bytes of one batch that are not in their views are at most 2
 * GiB: an append that would exceed them throws {@link ArithmeticException}.
 */
public final class BinaryViewBuilder extends ArrayBuilder {

    private static final int VIEW = 16;

    private final GrowableBuffer views;
    private final GrowableBuffer data;
    private int dataSize;

    BinaryViewBuilder(Field field, BufferSource source) {
        super(field, source);
        this.views = new GrowableBuffer(source);
        this.data = new GrowableBuffer(source);
    }

    /** Appends a copy of the bytes; text has to be UTF-8. */
    public void append(byte[] bytes) {
        append(bytes, 0, bytes.length);
    }

    /** Appends a copy of a range of bytes; text has to be UTF-8. */
    public void append(byte[] bytes, int offset, int count) {
        ByteBuffer view = zeroedView();
        int start = length() * VIEW;
        view.putInt(start, count);
        if (count <= BinaryViewArray.MOST_INLINE) {
            view.put(start + 4, bytes, offset, count);
        } else {
            view.put(start + 4, bytes, offset, 4);
            view.putInt(start + 12, dataSize);
            data.ensure((long) dataSize + count, dataSize).put(dataSize, bytes, offset, count);
            dataSize += count;
        }
        valueAppended();
    }

    @Override
    void appendValue(ArrowArray source, int index) {
        BinaryLikeArray values = (BinaryLikeArray) source;
        ByteBuffer bytes = values.data(index);
        int offset = values.start(index);
        int count = values.size(index);
        ByteBuffer view = zeroedView();
        int start = length() * VIEW;
        view.putInt(start, count);
        if (count <= BinaryViewArray.MOST_INLINE) {
            view.put(start + 4, bytes, offset, count);
        } else {
            view.put(start + 4, bytes, offset, 4);
            view.putInt(start + 12, dataSize);
            data.ensure((long) dataSize + count, dataSize).put(dataSize, bytes, offset, count);
            dataSize += count;
        }
        valueAppended();
    }

    private ByteBuffer zeroedView() {
        int used = Math.multiplyExact(length(), VIEW);
        ByteBuffer memory = views.ensure((long) used + VIEW, used);
        return memory.putLong(used, 0).putLong(used + 8, 0);
    }

    @Override
    void appendZero() {
        zeroedView();
        valueAppended();
    }

    @Override
    public long byteSize() {
        return validityBytes() + (long) length() * VIEW + dataSize;
    }

    @Override
    public BinaryViewArray build() {
        List<ByteBuffer> buffers = dataSize == 0 ? List.of() : List.of(data.view(dataSize));
        return new BinaryViewArray(
                field(),
                length(),
                nullCount(),
                validityView(),
                views.view(length() * VIEW),
                buffers);
    }

    @Override
    public void reset() {
        super.reset();
        dataSize = 0;
    }

    @Override
    public void close() {
        super.close();
        views.release();
        data.release();
    }
}
