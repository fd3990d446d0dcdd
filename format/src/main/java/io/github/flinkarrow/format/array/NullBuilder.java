/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

/** Counts nulls. */
public final class NullBuilder extends ArrayBuilder {

    NullBuilder(Field field, BufferSource source) {
        super(field, source);
    }

    /** Has no validity to mark. */
    @Override
    public void appendNull() {
        valueAppended();
    }

    @Override
    public void appendFrom(ArrowArray source, int from, int to) {
        valuesAppended(to - from);
    }

    @Override
    void appendValue(ArrowArray source, int index) {
        valueAppended();
    }

    @Override
    void appendZero() {
        valueAppended();
    }

    @Override
    public long byteSize() {
        return 0;
    }

    @Override
    public NullArray build() {
        return new NullArray(field(), length());
    }
}
