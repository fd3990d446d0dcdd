/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * A file where each request takes much longer than the bytes it brings: what is read in small parts
 * is requested in larger ones, and the end of the file, where its footer is, once. Used by one
 * thread.
 */
final class WindowedInput implements SeekableInput {

    /** What is requested at least: about as many bytes come while one request is under way. */
    static final int LEAST = 64 << 10;

    /** What is requested at once where it is known that so much will be read. */
    static final int MOST = 1 << 20;

    /** At the 100 MB a second of an object store these take a tenth of the time of a request. */
    static final int MERGED_GAP = 256 << 10;

    private final SeekableInput input;

    /** The end of the file. */
    private final Window tail = new Window();

    private boolean tailIsRead;

    /** Of what is expected. */
    private final Window ahead = new Window();

    /** Of anything else, such as dictionaries, which are needed in between. */
    private final Window aside = new Window();

    private final List<Window> windows = List.of(ahead, aside, tail);

    /** Of what was said to be read soon: the range that is read now. */
    private Window soon = new Window();

    private final RangesAhead rangesAhead;
    private long expectedStart;
    private long expectedEnd;
    private long bytesRead;
    private volatile BooleanSupplier isStopped = () -> false;

    /**
     * @param input is closed with this
     * @param again opens the same file once more
     */
    WindowedInput(SeekableInput input, RangesAhead.Opening again) {
        this.input = input;
        this.rangesAhead = new RangesAhead(again, () -> isStopped.getAsBoolean());
    }

    /**
     * @param stopped asked before each part of a request, which may not be wanted any more
     */
    void stopWhen(BooleanSupplier stopped) {
        isStopped = stopped;
    }

    /** Says that all bytes of a range will be read, from its start on. */
    void expect(long start, long end) {
        expectedStart = start;
        expectedEnd = end;
    }

    /** Gives back the memory of the end of the file: the footer has been read. */
    void forgetTail() {
        tail.clear();
    }

    /**
     * Bytes that were requested since this was asked for the last time. What was read ahead counts
     * when it is there, whether anybody takes it or not; all of it is when this is closed.
     */
    long takeBytesRead() {
        long bytes = bytesRead + rangesAhead.takeBytesLoaded();
        bytesRead = 0;
        return bytes;
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
        return MERGED_GAP;
    }

    @Override
    public int read(long position, ByteBuffer target) throws IOException {
        if (soon.has(position)) {
            return copySoon(position, target);
        }
        for (Window window : windows) {
            if (window.has(position)) {
                return window.copy(position, target);
            }
        }
        Window requested = rangesAhead.take(position);
        if (requested != null) {
            soon = requested;
            return copySoon(position, target);
        }
        boolean isEnd = !tailIsRead && position + target.remaining() == size();
        boolean isExpected = position >= expectedStart && position < expectedEnd;
        Window window = isEnd ? tail : isExpected ? ahead : aside;
        long start = isEnd ? Math.min(position, Math.max(0, size() - LEAST)) : position;
        long length =
                isExpected && !isEnd
                        ? Math.min(MOST, expectedEnd - position)
                        : Math.min(LEAST, Math.max(0, size() - start));
        if (!isEnd && target.remaining() >= length) {
            int count = input.read(position, target);
            bytesRead += Math.max(0, count);
            return count;
        }
        tailIsRead |= isEnd;
        bytesRead += window.load(input, start, (int) length, isStopped);
        if (window.has(position)) {
            return window.copy(position, target);
        }
        // A window that begins before the position may have failed there: that is not its end.
        int count = input.read(position, target);
        bytesRead += Math.max(0, count);
        return count;
    }

    /** Gives the memory of the range back when its last byte is read. */
    private int copySoon(long position, ByteBuffer target) {
        int count = soon.copy(position, target);
        if (position + count == soon.end()) {
            soon = new Window();
        }
        return count;
    }

    /** Requests a range in another stream, while this one is read. */
    @Override
    public void readSoon(long position, long length) {
        for (Window window : windows) {
            if (window.has(position)) {
                return;
            }
        }
        rangesAhead.request(position, Math.min(length, size() - position));
    }

    @Override
    public void close() throws IOException {
        try (SeekableInput closing = input) {
            rangesAhead.close();
        }
    }
}
