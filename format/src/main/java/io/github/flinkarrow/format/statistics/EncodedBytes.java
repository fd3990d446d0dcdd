/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import java.util.Arrays;

/** Bytes that grow as numbers are put behind them. */
final class EncodedBytes {

    private byte[] bytes = new byte[64];
    private int size;

    int size() {
        return size;
    }

    void putByte(int value) {
        room(1);
        bytes[size++] = (byte) value;
    }

    /** An unsigned number in groups of 7 bits, the lowest first. */
    void putVarint(long value) {
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            putByte((int) (rest & 0x7F) | 0x80);
            rest >>>= 7;
        }
        putByte((int) rest);
    }

    /** A signed number whose sign is its lowest bit. */
    void putSigned(long value) {
        putVarint((value << 1) ^ (value >> 63));
    }

    /** The lowest bytes of a number, the lowest first. */
    void putFixed(long value, int count) {
        for (int i = 0; i < count; i++) {
            putByte((int) (value >>> (i * Byte.SIZE)));
        }
    }

    /** Bytes behind their number. */
    void putBytes(byte[] value) {
        putVarint(value.length);
        put(value, 0, value.length);
    }

    void put(EncodedBytes others) {
        put(others.bytes, 0, others.size);
    }

    void put(byte[] source, int start, int count) {
        room(count);
        System.arraycopy(source, start, bytes, size, count);
        size += count;
    }

    byte[] toArray() {
        return Arrays.copyOf(bytes, size);
    }

    private void room(int count) {
        if (bytes.length - size < count) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, Math.addExact(size, count)));
        }
    }
}
