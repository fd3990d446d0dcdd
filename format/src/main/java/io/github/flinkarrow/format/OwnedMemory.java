/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BufferSource;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The buffers of one record batch or dictionary, given back together when the last holder lets go.
 *
 * <p>Whoever creates it is the first holder. Buffers are added by one thread; {@link #keep} and
 * {@link #release} may be called by several.
 */
final class OwnedMemory {

    private final BufferSource source;
    private final List<ByteBuffer> buffers = new ArrayList<>();
    private final List<OwnedMemory> others = new ArrayList<>();
    private long bytes;
    private final AtomicInteger holders = new AtomicInteger(1);

    OwnedMemory(BufferSource source) {
        this.source = source;
    }

    /** No buffers of its own; holds other memory. */
    static OwnedMemory of(OwnedMemory other) {
        OwnedMemory memory = new OwnedMemory(other.source);
        memory.keep(other);
        return memory;
    }

    /** A buffer that belongs to this memory. */
    ByteBuffer allocate(int size) {
        ByteBuffer buffer = source.allocate(size);
        buffers.add(buffer);
        bytes += size;
        return buffer;
    }

    /** Bytes of the buffers that belong to this memory. */
    long bytes() {
        return bytes;
    }

    /** Holds other memory as long as this one is held. */
    void keep(OwnedMemory other) {
        other.holders.incrementAndGet();
        others.add(other);
    }

    void release() {
        if (holders.decrementAndGet() == 0) {
            buffers.forEach(source::release);
            buffers.clear();
            others.forEach(OwnedMemory::release);
            others.clear();
        }
    }
}
