/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Values of any type as bytes that are the same where the values are: bits of numbers, in order.
 */
final class ValueBytes {

    private static final byte NULL = 0;
    private static final byte VALID = 1;

    private final int mostBytes;
    private byte[] bytes = new byte[64];
    private int size;

    ValueBytes() {
        this(Integer.MAX_VALUE - 8);
    }

    /**
     * @param mostBytes of a value, beyond which {@link #add} throws {@link ArithmeticException}
     */
    ValueBytes(long mostBytes) {
        this.mostBytes = (int) Math.min(Integer.MAX_VALUE - 8, mostBytes);
    }

    /** Forgets the bytes so far. */
    void clear() {
        size = 0;
    }

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    /** Adds a value, null or not. */
    void add(ArrowArray array, int index) {
        if (array instanceof UnionArray union) {
            int ordinal = union.childOrdinal(index);
            addInt(ordinal);
            add(union.children().get(ordinal), union.childIndex(index));
        } else if (array instanceof RunEndEncodedArray runs) {
            add(runs.values(), runs.run(index));
        } else if (array instanceof NullArray || array.isNullSlot(index)) {
            addByte(NULL);
        } else if (array instanceof DictionaryArray encoded) {
            add(encoded.dictionary(), encoded.dictionaryIndex(index));
        } else {
            addByte(VALID);
            addValid(array, index);
        }
    }

    private void addValid(ArrowArray array, int index) {
        if (array instanceof BoolArray bits) {
            addByte(bits.get(index) ? VALID : NULL);
        } else if (array instanceof FixedWidthArray fixed) {
            addBytes(fixed.values(), index * fixed.byteWidth(), fixed.byteWidth());
        } else if (array instanceof BinaryLikeArray binary) {
            addInt(binary.size(index));
            addBytes(binary.data(index), binary.start(index), binary.size(index));
        } else if (array instanceof StructArray struct) {
            for (ArrowArray child : struct.children()) {
                add(child, index);
            }
        } else {
            ListLikeArray list = (ListLikeArray) array;
            addInt(list.end(index) - list.start(index));
            for (int i = list.start(index); i < list.end(index); i++) {
                add(list.elements(), i);
            }
        }
    }

    private void addInt(int value) {
        for (int shift = 0; shift < Integer.SIZE; shift += Byte.SIZE) {
            addByte((byte) (value >>> shift));
        }
    }

    private void addByte(byte value) {
        ensure(1);
        bytes[size++] = value;
    }

    private void addBytes(ByteBuffer source, int offset, int count) {
        ensure(count);
        source.get(offset, bytes, size, count);
        size += count;
    }

    private void ensure(int more) {
        long needed = (long) size + more;
        if (needed > mostBytes) {
            throw new ArithmeticException("a value takes more than " + mostBytes + " bytes");
        }
        if (needed > bytes.length) {
            long doubled = Math.min(Integer.MAX_VALUE - 8, 2L * bytes.length);
            bytes = Arrays.copyOf(bytes, (int) Math.max(needed, doubled));
        }
    }
}
