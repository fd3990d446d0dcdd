/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Counts what is read of an input, and what reading its record batches takes. */
final class MeteredInput implements SeekableInput {

    /** Reads record batches. */
    interface Reading<T> {
        T run() throws IOException;
    }

    private final SeekableInput input;

    /** The input if it requests more than it is asked for, else null. */
    private final WindowedInput windows;

    private final ReaderCounters counters;
    private final BooleanSupplier isStopped;

    private long nanos;
    private long bodyStart;
    private long bodyEnd;
    private long readOfBody;

    /**
     * @param isStopped asked before anything is read, which may not be wanted any more
     */
    MeteredInput(SeekableInput input, ReaderCounters counters, BooleanSupplier isStopped) {
        this.input = input;
        this.windows = input instanceof WindowedInput windowed ? windowed : null;
        this.counters = counters;
        this.isStopped = isStopped;
        counters.files().inc();
        if (windows != null) {
            windows.stopWhen(isStopped);
        }
    }

    /** Says that the footer has been read. */
    void footerIsRead() {
        if (windows != null) {
            windows.forgetTail();
        }
    }

    /** Whether it makes a difference to say what will be read. */
    boolean requestsAhead() {
        return windows != null;
    }

    /** Says that all bytes of a range will be read, from its start on. */
    void expect(long start, long end) {
        if (windows != null) {
            windows.expect(start, end);
        }
    }

    /**
     * Counts a record batch while it is read.
     *
     * @param block where it lies
     * @param decompressionNanos the time that decompressing has taken so far
     */
    RowBatch count(Block block, LongSupplier decompressionNanos, Reading<RowBatch> read)
            throws IOException {
        bodyStart = block.offset() + block.metadataLength();
        bodyEnd = bodyStart + block.bodyLength();
        readOfBody = 0;
        RowBatch rows = timed(decompressionNanos, read);
        // Buffers may overlap, and are read as often as they are used.
        count(block, rows.rowCount(), Math.max(0, block.bodyLength() - readOfBody));
        return rows;
    }

    /**
     * Measures the time that reading takes.
     *
     * @param decompressionNanos the time that decompressing has taken so far
     */
    <T> T timed(LongSupplier decompressionNanos, Reading<T> read) throws IOException {
        long start = System.nanoTime();
        long readNanosBefore = nanos;
        long decompressNanosBefore = decompressionNanos.getAsLong();
        T result = read.run();
        long decompressNanos = decompressionNanos.getAsLong() - decompressNanosBefore;
        long readNanos = nanos - readNanosBefore;
        counters.decompressNanos().inc(decompressNanos);
        counters.decodeNanos()
                .inc(Math.max(0, System.nanoTime() - start - readNanos - decompressNanos));
        return result;
    }

    /** Counts a record batch of which no more is read than its header. */
    void countWithoutBody(Block block, long rowCount) {
        count(block, rowCount, block.bodyLength());
    }

    private void count(Block block, long rowCount, long bytesSkipped) {
        counters.blocks().inc();
        counters.rows().inc(rowCount);
        counters.bytes().inc(block.length());
        counters.bytesSkipped().inc(bytesSkipped);
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
        requireNotStopped();
        long start = System.nanoTime();
        int count = input.read(position, target);
        long taken = System.nanoTime() - start;
        nanos += taken;
        counters.readNanos().inc(taken);
        counters.bytesIn().inc(windows == null ? Math.max(0, count) : windows.takeBytesRead());
        countBody(position, count);
        return count;
    }

    @Override
    public ByteBuffer map(long position, int length) throws IOException {
        requireNotStopped();
        ByteBuffer mapped = input.map(position, length);
        if (mapped != null) {
            counters.bytesIn().inc(length);
            countBody(position, length);
        }
        return mapped;
    }

    private void requireNotStopped() throws StoppedException {
        if (isStopped.getAsBoolean()) {
            throw new StoppedException(name());
        }
    }

    private void countBody(long position, int count) {
        if (count > 0) {
            long start = Math.max(position, bodyStart);
            long end = Math.min(position + count, bodyEnd);
            readOfBody += Math.max(0, end - start);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            input.close();
        } finally {
            if (windows != null) {
                counters.bytesIn().inc(windows.takeBytesRead());
            }
        }
    }
}
