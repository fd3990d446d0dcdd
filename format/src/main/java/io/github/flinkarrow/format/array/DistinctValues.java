/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Numbers values of arrays of one layout in the order in which they come, equal ones alike.
 *
 * <p>Equal are bits of numbers, bytes of text, and nested values deeply; a null is equal to a null.
 * Dictionary-encoded values are compared by their indices.
 */
public final class DistinctValues {

    private static final byte NULL = 0;
    private static final byte VALID = 1;

    private final DistinctBytes distinct = new DistinctBytes();
    private final long mostBytes;
    private long totalBytes;
    private int count;

    /** One value as bytes that no other value has. */
    private byte[] key = new byte[64];

    private int keySize;

    /**
     * @param mostBytes of all values that differ
     */
    public DistinctValues(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** How many numbers there are. */
    public int count() {
        return count;
    }

    /**
     * The number of a value, {@link #count()} before the call where it is a new one.
     *
     * @throws ArithmeticException if the values that differ take too many bytes
     */
    public int number(ArrowArray array, int index) {
        keySize = 0;
        put(array, index);
        int number = distinct.find(key, 0, keySize);
        if (number >= 0) {
            return number;
        }
        distinct.add(key, 0, keySize);
        totalBytes += keySize;
        return count++;
    }

    private void put(ArrowArray array, int index) {
        if (array.isNullSlot(index) || array instanceof NullArray) {
            put(NULL);
            return;
        }
        put(VALID);
        if (array instanceof FixedWidthArray fixed) {
            put(fixed.values(), index * fixed.byteWidth(), fixed.byteWidth());
        } else if (array instanceof BinaryLikeArray binary) {
            int size = binary.size(index);
            putInt(size);
            put(binary.data(index), binary.start(index), size);
        } else if (array instanceof BoolArray bits) {
            put((byte) (bits.get(index) ? 1 : 0));
        } else if (array instanceof DictionaryArray encoded) {
            putInt(encoded.dictionaryIndex(index));
        } else if (array instanceof ListLikeArray list) {
            putInt(list.end(index) - list.start(index));
            for (int i = list.start(index); i < list.end(index); i++) {
                put(list.elements(), i);
            }
        } else if (array instanceof StructArray struct) {
            for (ArrowArray child : struct.children()) {
                put(child, index);
            }
        } else if (array instanceof UnionArray union) {
            int ordinal = union.childOrdinal(index);
            put((byte) ordinal);
            put(union.children().get(ordinal), union.childIndex(index));
        } else if (array instanceof RunEndEncodedArray runs) {
            put(runs.values(), runs.run(index));
        }
    }

    private void put(byte value) {
        int at = room(1);
        key[at] = value;
    }

    private void putInt(int value) {
        int at = room(Integer.BYTES);
        for (int i = 0; i < Integer.BYTES; i++) {
            key[at + i] = (byte) (value >>> (i * Byte.SIZE));
        }
    }

    private void put(ByteBuffer bytes, int start, int size) {
        int at = room(size);
        bytes.get(start, key, at, size);
    }

    /** Where so many bytes may be put. */
    private int room(int size) {
        int at = keySize;
        long end = (long) at + size;
        if (totalBytes + end > mostBytes || end > Integer.MAX_VALUE - 8) {
            throw new ArithmeticException(
                    "values that differ take more than " + mostBytes + " bytes");
        }
        if (end > key.length) {
            key = Arrays.copyOf(key, (int) Math.max(end, Math.min(2L * key.length, mostBytes)));
        }
        keySize = (int) end;
        return at;
    }
}
