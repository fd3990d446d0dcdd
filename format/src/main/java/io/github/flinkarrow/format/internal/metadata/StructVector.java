/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import java.nio.ByteBuffer;
import java.util.Objects;

/** A verified vector of structs or numbers, read in place: no object an element. */
final class StructVector {

    private final ByteBuffer bytes;
    private final int start;
    private final int count;
    private final int width;

    private StructVector(ByteBuffer bytes, int start, int count, int width) {
        this.bytes = bytes;
        this.start = start;
        this.count = count;
        this.width = width;
    }

    /**
     * The vector in a slot of a table; empty where the slot is.
     *
     * @param width bytes an element
     */
    static StructVector of(ByteBuffer bytes, int table, int slot, int width) {
        int field = Flatbuffer.field(bytes, table, slot);
        if (field == 0) {
            return new StructVector(bytes, 0, 0, width);
        }
        int vector = Flatbuffer.target(bytes, field);
        return new StructVector(bytes, vector + Integer.BYTES, bytes.getInt(vector), width);
    }

    int count() {
        return count;
    }

    /** The long at {@code offset} bytes into an element. */
    long int64(int index, int offset) {
        return bytes.getLong(position(index) + offset);
    }

    /** The int at {@code offset} bytes into an element. */
    int int32(int index, int offset) {
        return bytes.getInt(position(index) + offset);
    }

    private int position(int index) {
        return start + Objects.checkIndex(index, count) * width;
    }
}
