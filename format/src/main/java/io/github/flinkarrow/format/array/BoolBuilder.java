/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Collects bits. */
public final class BoolBuilder extends ArrayBuilder {

    private final GrowableBuffer values;

    BoolBuilder(Field field, BufferSource source) {
        super(field, source);
        this.values = new GrowableBuffer(source);
    }

    public void append(boolean value) {
        values.putBit(length(), value ? 1 : 0);
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
