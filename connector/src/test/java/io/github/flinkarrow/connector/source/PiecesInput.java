/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/** Bytes that are their positions, which come in pieces. */
final class PiecesInput implements SeekableInput {

    private final long size;
    private final int piece;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile long failsAt = Long.MAX_VALUE;
    private volatile long endsAt;
    private volatile boolean closed;

    /**
     * @param piece the most bytes that a read gives
     */
    PiecesInput(long size, int piece) {
        this.size = size;
        this.piece = piece;
        this.endsAt = size;
    }

    /** From now on this byte cannot be read; those before it can. */
    void failsAt(long position) {
        failsAt = position;
    }

    /** From now on the input ends here, although its size is what it was. */
    void endsAt(long position) {
        endsAt = position;
    }

    /** How often it was read. */
    int reads() {
        return reads.get();
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public String name() {
        return "pieces";
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        reads.incrementAndGet();
        if (position >= failsAt) {
            throw new IOException("byte " + position + " cannot be read");
        }
        long end = Math.min(failsAt, endsAt);
        if (position >= end) {
            return -1;
        }
        int count = (int) Math.min(Math.min(piece, target.remaining()), end - position);
        for (int i = 0; i < count; i++) {
            target.put((byte) (position + i));
        }
        return count;
    }

    @Override
    public void close() {
        closed = true;
    }
}
