/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Compares values of arrays of one layout: bits of numbers, bytes of text, nested values deeply.
 */
public final class ArrayEquality {

    private ArrayEquality() {}

    /**
     * Whether the values of two arrays are the same at some indices.
     *
     * <p>Dictionary-encoded values are compared by their indices.
     *
     * @param from the first index
     * @param to the index behind the last one
     */
    public static boolean equal(ArrowArray one, ArrowArray other, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!equal(one, i, other, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(ArrowArray one, int i, ArrowArray other, int j) {
        if (one.isNullSlot(i) || other.isNullSlot(j)) {
            return one.isNullSlot(i) && other.isNullSlot(j);
        } else if (one instanceof FixedWidthArray fixed) {
            int width = fixed.byteWidth();
            ByteBuffer otherValues = ((FixedWidthArray) other).values();
            return equal(fixed.values(), i * width, otherValues, j * width, width);
        } else if (one instanceof BinaryLikeArray binary) {
            BinaryLikeArray b = (BinaryLikeArray) other;
            int size = binary.size(i);
            return size == b.size(j)
                    && equal(binary.data(i), binary.start(i), b.data(j), b.start(j), size);
        } else if (one instanceof BoolArray bits) {
            return bits.get(i) == ((BoolArray) other).get(j);
        } else if (one instanceof DictionaryArray dictionary) {
            return equal(dictionary.indices(), i, ((DictionaryArray) other).indices(), j);
        } else if (one instanceof ListLikeArray list) {
            return equal(list, i, (ListLikeArray) other, j);
        } else if (one instanceof StructArray struct) {
            return equal(struct.children(), i, ((StructArray) other).children(), j);
        } else if (one instanceof UnionArray union) {
            return equal(union, i, (UnionArray) other, j);
        } else if (one instanceof RunEndEncodedArray runs) {
            RunEndEncodedArray b = (RunEndEncodedArray) other;
            return equal(runs.values(), runs.run(i), b.values(), b.run(j));
        }
        return true;
    }

    private static boolean equal(ListLikeArray one, int i, ListLikeArray other, int j) {
        int size = one.end(i) - one.start(i);
        if (size != other.end(j) - other.start(j)) {
            return false;
        }
        for (int k = 0; k < size; k++) {
            if (!equal(one.elements(), one.start(i) + k, other.elements(), other.start(j) + k)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(List<ArrowArray> one, int i, List<ArrowArray> other, int j) {
        for (int k = 0; k < one.size(); k++) {
            if (!equal(one.get(k), i, other.get(k), j)) {
                return false;
            }
        }
        return true;
    }

    private static boolean equal(UnionArray one, int i, UnionArray other, int j) {
        int ordinal = one.childOrdinal(i);
        return ordinal == other.childOrdinal(j)
                && equal(
                        one.children().get(ordinal),
                        one.childIndex(i),
                        other.children().get(ordinal),
                        other.childIndex(j));
    }

    private static boolean equal(ByteBuffer one, int i, ByteBuffer other, int j, int count) {
        int k = 0;
        for (; k <= count - Long.BYTES; k += Long.BYTES) {
            if (one.getLong(i + k) != other.getLong(j + k)) {
                return false;
            }
        }
        for (; k < count; k++) {
            if (one.get(i + k) != other.get(j + k)) {
                return false;
            }
        }
        return true;
    }
}
