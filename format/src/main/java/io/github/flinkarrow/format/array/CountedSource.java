/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import java.nio.ByteBuffer;

/** Counts what is taken from another source. Used by one thread. */
final class CountedSource implements BufferSource {

    private final BufferSource source;
    private long bytes;

    CountedSource(BufferSource source) {
        this.source = source;
    }

    /** Bytes that are allocated now. */
    long bytes() {
        return bytes;
    }

    @Override
    public ByteBuffer allocate(int size) {
        ByteBuffer buffer = source.allocate(size);
        bytes += buffer.capacity();
        return buffer;
    }

    @Override
    public void release(ByteBuffer buffer) {
        bytes -= buffer.capacity();
        source.release(buffer);
    }
}
