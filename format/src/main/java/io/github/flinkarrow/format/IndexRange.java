/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;

/**
 * Looks at all dictionary indices at once, null slots among them: a loop a width, and no branch in
 * it. The sign of an index, and that of its distance from the last one there may be, says all.
 */
final class IndexRange {

    private IndexRange() {}

    /**
     * Whether every index, valid or not, is from 0 to below a size.
     *
     * @param size 0 or more
     */
    static boolean holdsAll(FixedWidthArray indices, boolean signed, int size) {
        int last = size - 1;
        if (indices instanceof Int32Array ints) {
            // More than 31 bits are more than any dictionary has.
            return bits(ints, last) >= 0;
        } else if (indices instanceof Int8Array bytes) {
            return (signed ? bits(bytes, last) : unsignedBits(bytes, last)) >= 0;
        } else if (indices instanceof Int16Array shorts) {
            return (signed ? bits(shorts, last) : unsignedBits(shorts, last)) >= 0;
        }
        return bits((Int64Array) indices, last) >= 0;
    }

    private static int bits(Int32Array indices, int last) {
        int length = indices.length();
        int bits = 0;
        for (int i = 0; i < length; i++) {
            int index = indices.get(i);
            bits |= index | (last - index);
        }
        return bits;
    }

    private static int bits(Int8Array indices, int last) {
        int length = indices.length();
        int bits = 0;
        for (int i = 0; i < length; i++) {
            int index = indices.get(i);
            bits |= index | (last - index);
        }
        return bits;
    }

    private static int unsignedBits(Int8Array indices, int last) {
        int length = indices.length();
        int bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= last - indices.getUnsigned(i);
        }
        return bits;
    }

    private static int bits(Int16Array indices, int last) {
        int length = indices.length();
        int bits = 0;
        for (int i = 0; i < length; i++) {
            int index = indices.get(i);
            bits |= index | (last - index);
        }
        return bits;
    }

    private static int unsignedBits(Int16Array indices, int last) {
        int length = indices.length();
        int bits = 0;
        for (int i = 0; i < length; i++) {
            bits |= last - indices.getUnsigned(i);
        }
        return bits;
    }

    private static long bits(Int64Array indices, int last) {
        int length = indices.length();
        long bits = 0;
        for (int i = 0; i < length; i++) {
            long index = indices.get(i);
            bits |= index | (last - index);
        }
        return bits;
    }
}
