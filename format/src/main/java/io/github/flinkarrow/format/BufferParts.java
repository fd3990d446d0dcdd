/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.internal.metadata.FieldPath;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The field nodes and the fetched buffers that arrays are made of. */
interface BufferParts {

    long nodeLength(int index);

    long nodeNullCount(int index);

    /**
     * A little-endian buffer with position 0.
     *
     * @param needed its exact size, less than there may be; -1 for all there is
     * @param numbers what it consists of
     * @throws IpcFormatException if it has fewer bytes
     */
    ByteBuffer buffer(int index, long needed, Numbers numbers, FieldPath path, String role)
            throws IOException;

    /** Arrays without values. */
    BufferParts NONE =
            new BufferParts() {
                @Override
                public long nodeLength(int index) {
                    return 0;
                }

                @Override
                public long nodeNullCount(int index) {
                    return 0;
                }

                @Override
                public ByteBuffer buffer(
                        int index, long needed, Numbers numbers, FieldPath path, String role) {
                    return ByteBuffer.allocate(0);
                }
            };
}
