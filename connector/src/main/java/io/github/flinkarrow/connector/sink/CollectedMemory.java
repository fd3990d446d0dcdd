/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import io.github.flinkarrow.format.array.BufferSource;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Heap memory of one writer, with an account. Flink has no way to close a writer that a failure
 * left behind: what it holds is the garbage collector's. Flink's streams take arrays, so that
 * memory elsewhere would be copied into one anyway. Used by one thread.
 */
final class CollectedMemory implements BufferSource {

    private long bytes;

    /** Bytes that are allocated now. */
    long bytes() {
        return bytes;
    }

    @Override
    public ByteBuffer allocate(int size) {
        ByteBuffer buffer = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        bytes += size;
        return buffer;
    }

    @Override
    public void release(ByteBuffer buffer) {
        bytes -= buffer.capacity();
    }
}
