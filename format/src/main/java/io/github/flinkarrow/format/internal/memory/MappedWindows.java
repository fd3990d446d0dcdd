/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.memory;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * A file mapped in windows of which each is mapped once. Neighbouring windows overlap by half, so
 * that a view of up to half a window lies in one of them.
 */
public final class MappedWindows {

    private static final long DEFAULT_STRIDE = 1L << 29;

    private final FileChannel channel;
    private final long size;
    private final long stride;
    private final Map<Long, MappedByteBuffer> windows = new HashMap<>();

    public MappedWindows(FileChannel channel, long size) {
        this(channel, size, DEFAULT_STRIDE);
    }

    MappedWindows(FileChannel channel, long size, long stride) {
        this.channel = channel;
        this.size = size;
        this.stride = stride;
    }

    public long size() {
        return size;
    }

    /** A read-only little-endian view of bytes inside the file. */
    public ByteBuffer view(long position, int length) throws IOException {
        Objects.checkFromIndexSize(position, (long) length, size());
        if (length == 0) {
            return ByteBuffer.allocate(0).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
        }
        ByteBuffer window;
        int start;
        if (length > stride) {
            window = channel.map(FileChannel.MapMode.READ_ONLY, position, length);
            start = 0;
        } else {
            long index = position / stride;
            window = window(index);
            start = (int) (position - index * stride);
        }
        return window.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
    }

    private MappedByteBuffer window(long index) throws IOException {
        MappedByteBuffer window = windows.get(index);
        if (window == null) {
            long start = index * stride;
            long length = Math.min(Math.min(2 * stride, Integer.MAX_VALUE), size - start);
            window = channel.map(FileChannel.MapMode.READ_ONLY, start, length);
            windows.put(index, window);
        }
        return window;
    }
}
