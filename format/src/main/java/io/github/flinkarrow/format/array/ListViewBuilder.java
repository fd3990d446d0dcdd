/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Collects lists of offsets and sizes of 32 or 64 bits, behind each other. */
public final class ListViewBuilder extends ListLikeBuilder {

    private final GrowableBuffer offsets;
    private final GrowableBuffer sizes;
    private final boolean large;

    ListViewBuilder(Field field, BufferSource source, ArrayBuilder elements) {
        super(field, source, elements);
        this.offsets = new GrowableBuffer(source);
        this.sizes = new GrowableBuffer(source);
        this.large = field.type() instanceof ArrowType.LargeListView;
    }

    @Override
    public void append() {
        put(offsets, ended());
        put(sizes, elements().length() - ended());
        listEnded();
    }

    private void put(GrowableBuffer buffer, int value) {
        int used = bytes();
        if (large) {
            buffer.putLong(used, value);
        } else {
            buffer.putInt(used, value);
        }
    }

    private int bytes() {
        return Math.multiplyExact(length(), large ? Long.BYTES : Integer.BYTES);
    }

    @Override
    void appendZero() {
        append();
    }

    @Override
    public long byteSize() {
        return validityBytes() + 2L * bytes() + elements().byteSize();
    }

    @Override
    public ListLikeArray build() {
        ArrowArray child = builtElements();
        ByteBuffer starts = offsets.view(bytes());
        ByteBuffer counts = sizes.view(bytes());
        ByteBuffer validity = validityView();
        return large
                ? new LargeListViewArray(
                        field(), length(), nullCount(), validity, starts, counts, child)
                : new ListViewArray(
                        field(), length(), nullCount(), validity, starts, counts, child);
    }

    @Override
    public void close() {
        super.close();
        offsets.release();
        sizes.release();
    }
}
