/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/** Text or bytes of any length, wherever the bytes of each value are. */
public abstract sealed class BinaryLikeArray extends ArrowArray
        permits VariableSizeBinaryArray, BinaryViewArray {

    BinaryLikeArray(Field field, int length, int nullCount, ByteBuffer validity) {
        super(field, length, nullCount, validity);
    }

    /** The bytes of the value, and possibly of others. */
    public abstract ByteBuffer data(int index);

    /** Where the value starts in {@link #data}, in bytes. */
    public abstract int start(int index);

    /** The bytes that the value has. */
    public abstract int size(int index);

    /** A copy of the value. */
    public final byte[] get(int index) {
        byte[] bytes = new byte[size(index)];
        data(index).get(start(index), bytes);
        return bytes;
    }

    /** The value decoded from UTF-8, malformed parts replaced by U+FFFD. */
    public final String getString(int index) {
        return new String(get(index), StandardCharsets.UTF_8);
    }
}
