/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The bytes of an array. */
final class HeapInput implements SeekableInput {

    private final String name;
    private final byte[] bytes;

    HeapInput(String name, byte[] bytes) {
        this.name = name;
        this.bytes = bytes;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public int read(long position, ByteBuffer target) {
        if (position >= bytes.length) {
            return -1;
        }
        int count = (int) Math.min(target.remaining(), bytes.length - position);
        target.put(bytes, (int) position, count);
        return count;
    }

    @Override
    public ByteBuffer map(long position, int length) {
        return ByteBuffer.wrap(bytes)
                .slice(Math.toIntExact(position), length)
                .order(ByteOrder.LITTLE_ENDIAN);
    }

    @Override
    public void close() {}
}
