/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.binary.BinaryStringData;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The bytes of an Arrow buffer, addressed as Flink does it.
 *
 * <p>A {@link MemorySegment} is one class for every kind of memory, and what Flink's strings point
 * into. It keeps the buffer reachable.
 */
final class Memory {

    private static final boolean LITTLE_ENDIAN = ByteOrder.nativeOrder() == ByteOrder.LITTLE_ENDIAN;

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
        short value = segment.getShort(start + (index << 1));
        return LITTLE_ENDIAN ? value : Short.reverseBytes(value);
    }

    int getInt(int index) {
        int value = segment.getInt(start + (index << 2));
        return LITTLE_ENDIAN ? value : Integer.reverseBytes(value);
    }

    long getLong(int index) {
        long value = segment.getLong(start + (index << 3));
        return LITTLE_ENDIAN ? value : Long.reverseBytes(value);
    }

    float getFloat(int index) {
        return Float.intBitsToFloat(getInt(index));
    }

    double getDouble(int index) {
        return Double.longBitsToDouble(getLong(index));
    }

    byte[] copy(int position, int length) {
        byte[] bytes = new byte[length];
        segment.get(start + position, bytes, 0, length);
        return bytes;
    }

    /** A view of UTF-8, all views of this memory sharing the one segment. */
    StringData text(int position, int length) {
        return new BinaryStringData(segments, start + position, length);
    }
}
