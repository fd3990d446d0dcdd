/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.nio.ByteBuffer;

/** The offsets of values behind each other: a 0, then the end of each, in 32 or 64 bits. */
final class OffsetsBuffer {

    private final GrowableBuffer offsets;
    private final boolean large;

    OffsetsBuffer(BufferSource source, boolean large) {
        this.offsets = new GrowableBuffer(source);
        this.large = large;
    }

    /** Puts the end of a value, all values before it having been put. */
    void put(int index, int end) {
        if (large) {
            if (index == 0) {
                offsets.putLong(0, 0);
            }
            offsets.putLong((index + 1) << 3, end);
        } else {
            if (index == 0) {
                offsets.putInt(0, 0);
            }
            offsets.putInt((index + 1) << 2, end);
        }
    }

    /** Bytes of the offsets of so many values: none are needed where there are no values. */
    int bytes(int length) {
        return length == 0 ? 0 : (length + 1) << (large ? 3 : 2);
    }

    ByteBuffer view(int length) {
        return offsets.view(bytes(length));
    }

    void release() {
        offsets.release();
    }
}
