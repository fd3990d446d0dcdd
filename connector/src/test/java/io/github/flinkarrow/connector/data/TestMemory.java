/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.array.BufferSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Memory for builders that is not zeroed, as memory that is used again. */
enum TestMemory implements BufferSource {
    /** Slices out of the middle of an array. */
    HEAP {
        @Override
        ByteBuffer create(int size) {
            return ByteBuffer.allocate(size + 11).slice(7, size);
        }
    },
    DIRECT {
        @Override
        ByteBuffer create(int size) {
            return ByteBuffer.allocateDirect(size);
        }
    };

    abstract ByteBuffer create(int size);

    @Override
    public ByteBuffer allocate(int size) {
        ByteBuffer buffer = create(size);
        for (int i = 0; i < size; i++) {
            buffer.put(i, (byte) 0xA5);
        }
        return buffer.order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void release(ByteBuffer buffer) {}
}
