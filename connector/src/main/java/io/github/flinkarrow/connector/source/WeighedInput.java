/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;

/**
 * A file that is inspected beside others. One whose metadata takes much memory waits, before it is
 * read, until no other such file is inspected: so that planning takes the memory of one, and not of
 * as many as there are threads. One that hangs holds up all others of much metadata, each of which
 * keeps a thread waiting. Used by one thread.
 */
final class WeighedInput implements SeekableInput {

    /** Of a footer: about 40,000 blocks. */
    static final int HEAVY_BYTES = 1 << 20;

    /** Of the headers of a stream: each may be of a block. */
    private static final int HEAVY_READS = 100_000;

    private static final byte[] MAGIC = "ARROW1".getBytes(StandardCharsets.US_ASCII);

    /** The length of the footer and the magic, at the end of a file. */
    private static final int TAIL = Integer.BYTES + MAGIC.length;

    private final SeekableInput input;
    private final Semaphore heavy;
    private int reads;
    private boolean isHeavy;

    /**
     * @param input is closed with this
     * @param heavy what a heavy file needs one permit of
     */
    WeighedInput(SeekableInput input, Semaphore heavy) {
        this.input = input;
        this.heavy = heavy;
    }

    @Override
    public String name() {
        return input.name();
    }

    @Override
    public long size() {
        return input.size();
    }

    @Override
    public int mergedGap() {
        return input.mergedGap();
    }

    @Override
    public void readSoon(long position, long length) {
        input.readSoon(position, length);
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        reads++;
        if (target.remaining() > HEAVY_BYTES || reads > HEAVY_READS) {
            waitForOthers();
        }
        int count = input.read(position, target);
        if (count >= TAIL && position + count == size() && endsWithHeavyFooter(target)) {
            waitForOthers();
        }
        return count;
    }

    /** The last bytes of a stream may be of any value. */
    private static boolean endsWithHeavyFooter(ByteBuffer read) {
        ByteBuffer end =
                read.duplicate()
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .limit(read.position())
                        .position(read.position() - TAIL);
        return end.getInt() > HEAVY_BYTES && end.equals(ByteBuffer.wrap(MAGIC));
    }

    private void waitForOthers() throws IOException {
        if (isHeavy) {
            return;
        }
        try {
            heavy.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            InterruptedIOException stopped = new InterruptedIOException("planning was stopped");
            stopped.initCause(e);
            throw stopped;
        }
        isHeavy = true;
    }

    @Override
    public ByteBuffer map(long position, int length) throws IOException {
        return input.map(position, length);
    }

    @Override
    public void close() throws IOException {
        if (isHeavy) {
            isHeavy = false;
            heavy.release();
        }
        input.close();
    }
}
