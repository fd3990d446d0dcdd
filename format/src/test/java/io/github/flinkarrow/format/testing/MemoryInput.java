/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.SeekableInput;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The start of an array, which is not copied. */
public final class MemoryInput implements SeekableInput {

    private final String name;
    private final byte[] bytes;
    private final int size;
    private final boolean mapped;

    /**
     * @param mapped whether the bytes can be had without a copy, as those of a mapped file
     */
    public MemoryInput(String name, byte[] bytes, int size, boolean mapped) {
        this.name = name;
        this.bytes = bytes;
        this.size = size;
        this.mapped = mapped;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        if (position >= size) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), size - position);
        target.put(bytes, (int) position, count);
        return count;
    }

    @Override
    public ByteBuffer map(long position, int length) {
        if (!mapped) {
            return null;
        }
        return ByteBuffer.wrap(bytes, 0, size)
                .slice(Math.toIntExact(position), length)
                .asReadOnlyBuffer()
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {}
}
