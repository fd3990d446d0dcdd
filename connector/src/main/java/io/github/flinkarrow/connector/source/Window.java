/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;

/** Bytes of a file that are read at once. Used by one thread at a time. */
final class Window {

    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private long start;
    private int length;

    /** Gives the memory back. */
    void clear() {
        bytes = NOTHING;
        length = 0;
    }

    boolean has(long position) {
        return position >= start && position < end();
    }

    /** Behind the last byte. */
    long end() {
        return start + length;
    }

    int length() {
        return length;
    }

    /** Copies what is here from a position on, up to the room that there is. */
    int copy(long position, ByteBuffer target) {
        int from = (int) (position - start);
        int count = Math.min(target.remaining(), length - from);
        target.put(bytes, from, count);
        return count;
    }

    /**
     * Reads what there is of a range, up to where it cannot be read: whoever needs the rest finds
     * out why.
     *
     * @param isStopped asked before each part of the range
     * @return how many bytes that were
     * @throws IOException if not a single byte can be read
     */
    int load(SeekableInput input, long from, int most, BooleanSupplier isStopped)
            throws IOException {
        if (bytes.length < most) {
            bytes = new byte[most];
        }
        start = from;
        length = 0;
        ByteBuffer room = ByteBuffer.wrap(bytes, 0, most);
        while (room.hasRemaining()) {
            if (isStopped.getAsBoolean()) {
                throw new StoppedException(input.name());
            }
            try {
                if (input.read(from + length, room) < 0) {
                    break;
                }
            } catch (IOException e) {
                if (length == 0) {
                    throw e;
                }
                break;
            }
            length = room.position();
        }
        return length;
    }
}
