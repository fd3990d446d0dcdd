/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;

/** One bit a value, least significant first. */
public final class BoolArray extends ArrowArray {

    private final ByteBuffer values;

    public BoolArray(
            Field field, int length, int nullCount, ByteBuffer validity, ByteBuffer values) {
        super(field, length, nullCount, validity);
        this.values = values;
    }

    public ByteBuffer values() {
        return values;
    }

    public boolean get(int index) {
        return (values.get(index >> 3) >> (index & 7) & 1) != 0;
    }
}
