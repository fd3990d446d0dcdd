/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;

/** Reads indices of every type. */
final class DictionaryIndices {

    private DictionaryIndices() {}

    /** The index; one of 64 unsigned bits is negative where it is more than 2^63 - 1. */
    static long get(FixedWidthArray indices, int i, boolean signed) {
        if (indices instanceof Int32Array ints) {
            return signed ? ints.get(i) : ints.getUnsigned(i);
        } else if (indices instanceof Int8Array bytes) {
            return signed ? bytes.get(i) : bytes.getUnsigned(i);
        } else if (indices instanceof Int16Array shorts) {
            return signed ? shorts.get(i) : shorts.getUnsigned(i);
        }
        return ((Int64Array) indices).get(i);
    }

    /**
     * How many values a dictionary needs at least for all valid slots: {@link Long#MAX_VALUE} where
     * none could have enough.
     */
    static long neededSize(FixedWidthArray indices, boolean signed) {
        long needed = 0;
        for (int i = 0; i < indices.length(); i++) {
            if (!indices.isNull(i)) {
                long index = get(indices, i, signed);
                boolean possible = index >= 0 && index < Integer.MAX_VALUE;
                needed = Math.max(needed, possible ? index + 1 : Long.MAX_VALUE);
            }
        }
        return needed;
    }
}
