/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;

import java.nio.ByteBuffer;

/**
 * The bytes of an Arrow buffer, addressed as Flink does it.
 *
 * <p>A {@link MemorySegment} is one class for every kind of memory, and what Flink's strings point
 * into. It keeps the buffer reachable.
 */
final class Memory {

    private final MemorySegment segment;
    private final MemorySegment[] segments;
    private final int start;

    private Memory(MemorySegment segment, int start) {
        this.segment = segment;
        this.segments = new MemorySegment[] {segment};
        this.start = start;
        Views.note(segments);
    }

    /**
     * A view of a buffer from its position 0 on: direct, mapped or on the heap. A heap buffer that
     * hides its array is copied.
     */
    static Memory of(ByteBuffer buffer) {
        if (buffer.isDirect()) {
            return new Memory(MemorySegmentFactory.wrapOffHeapMemory(buffer), 0);
        } else if (buffer.hasArray()) {
            return new Memory(MemorySegmentFactory.wrap(buffer.array()), buffer.arrayOffset());
        }
        byte[] copy = new byte[buffer.limit()];
        buffer.get(0, copy);
        return of(copy);
    }

    static Memory of(byte[] bytes) {
        return new Memory(MemorySegmentFactory.wrap(bytes), 0);
    }

    boolean getBit(int index) {
        return (segment.get(start + (index >> 3)) >> (index & 7) & 1) != 0;
    }

    byte getByte(int index) {
        return segment.get(start + index);
    }

    short getShort(int index) {
        return segment.getShortLittleEndian(start + (index << 1));
    }

    int getInt(int index) {
        return segment.getIntLittleEndian(start + (index << 2));
    }

    long getLong(int index) {
        return segment.getLongLittleEndian(start + (index << 3));
    }

    float getFloat(int index) {
        return segment.getFloatLittleEndian(start + (index << 2));
    }

    double getDouble(int index) {
        return segment.getDoubleLittleEndian(start + (index << 3));
    }

    byte[] copy(int position, int length) {
        byte[] bytes = new byte[length];
        segment.get(start + position, bytes, 0, length);
        return bytes;
    }

    /** The one segment that the bytes are in, shared by everything that points to them. */
    MemorySegment[] segments() {
        return segments;
    }

    /** Where in the segment a position of the buffer is. */
    int offsetInSegment(int position) {
        return start + position;
    }
}
