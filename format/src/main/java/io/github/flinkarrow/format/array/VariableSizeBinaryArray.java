/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Text or bytes of any length, one after another in one buffer. */
public abstract sealed class VariableSizeBinaryArray extends ArrowArray
        permits BinaryArray, LargeBinaryArray {

    final ByteBuffer offsets;
    private final ByteBuffer data;

    VariableSizeBinaryArray(
            Field field,
            int length,
            int nullCount,
            ByteBuffer validity,
            ByteBuffer offsets,
            ByteBuffer data) {
        super(field, length, nullCount, validity);
        this.offsets = offsets;
        this.data = data;
    }

    /** Where the value starts in {@link #data()}, in bytes. */
    public abstract int start(int index);

    /** Where the value ends in {@link #data()}, in bytes. */
    public abstract int end(int index);

    /** {@link #length()} + 1 offsets; empty where there are no values. */
    public final ByteBuffer offsets() {
        return offsets;
    }

    /** The bytes of all values. */
    public final ByteBuffer data() {
        return data;
    }

    /** A copy of the value. */
    public final byte[] get(int index) {
        int start = start(index);
        byte[] bytes = new byte[end(index) - start];
        data.get(start, bytes);
        return bytes;
    }

    /** The value decoded from UTF-8, malformed parts replaced by U+FFFD. */
    public final String getString(int index) {
        return new String(get(index), StandardCharsets.UTF_8);
    }
}
