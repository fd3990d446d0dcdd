/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** Collects bits. */
public final class BoolBuilder extends ArrayBuilder {

    private final GrowableBuffer values;

    BoolBuilder(Field field, BufferSource source) {
        super(field, source);
        this.values = new GrowableBuffer(source);
    }

    public void append(boolean value) {
        int index = length();
        ByteBuffer bits = values.ensure((index >> 3) + 1L, (index + 7) >> 3);
        int others = (index & 7) == 0 ? 0 : bits.get(index >> 3);
        bits.put(index >> 3, (byte) (value ? others | 1 << (index & 7) : others));
        valueAppended();
    }

    @Override
    void appendValue(ArrowArray source, int index) {
        append(((BoolArray) source).get(index));
    }

    @Override
    void appendZero() {
        append(false);
    }

    @Override
    public long byteSize() {
        return validityBytes() + ((length() + 7L) >> 3);
    }

    @Override
    public BoolArray build() {
        return new BoolArray(
                field(),
                length(),
                nullCount(),
                validityView(),
                values.view((int) ((length() + 7L) >> 3)));
    }

    @Override
    public void close() {
        super.close();
        values.release();
    }
}
