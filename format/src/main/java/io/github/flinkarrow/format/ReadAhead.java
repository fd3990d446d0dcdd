/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Reads more than is asked for where small ranges are read that follow each other: of tiny record
 * batches each request takes longer than its bytes. Whatever is large, or lies elsewhere, is read
 * as it is asked for. Used by one thread at a time.
 */
final class ReadAhead {

    /** Reads at a position as {@link SeekableInput#read} does. */
    @FunctionalInterface
    interface Source {
        int read(long position, ByteBuffer target) throws IOException;
    }

    /** Of a range, and of the gap between two: copying more takes longer than a request. */
    static final int SMALL = InputBytes.LOCAL_GAP;

    /** What is read ahead at first, and twice as much each time after. */
    static final int LEAST = 2 * SMALL;

    static final int MOST = 32 * SMALL;

    /**
     * So many ranges have to follow each other: a header and a column do in any file, and the parts
     * of a header in any stream.
     */
    static final int ENOUGH = 4;

    private final Source source;
    private ByteBuffer ahead = ByteBuffer.allocate(0);
    private long start;
    private int next = LEAST;

    /** Behind the range that was read last, if it was small. */
    private long end;

    /** Small ranges that have followed each other, up to the last that was read. */
    private int following;

    ReadAhead(Source source) {
        this.source = source;
    }

    /** As {@link SeekableInput#read}. */
    int read(long position, ByteBuffer target) throws IOException {
        if (isAhead(position)) {
            return copy(position, target);
        }
        if (target.remaining() > SMALL) {
            following = 0;
            return source.read(position, target);
        }
        boolean follows = following > 0 && position >= end && position - end <= SMALL;
        if (follows && following + 1 >= ENOUGH) {
            load(position);
            return isAhead(position) ? copy(position, target) : -1;
        }
        following = follows ? following + 1 : 1;
        next = LEAST;
        int count = source.read(position, target);
        end = position + Math.max(0, count);
        return count;
    }

    /** Gives the memory back. */
    void clear() {
        ahead = ByteBuffer.allocate(0);
        following = 0;
    }

    private boolean isAhead(long position) {
        return position >= start && position < start + ahead.limit();
    }

    private int copy(long position, ByteBuffer target) {
        int from = (int) (position - start);
        int count = Math.min(target.remaining(), ahead.limit() - from);
        target.put(ahead.array(), from, count);
        end = position + count;
        return count;
    }

    private void load(long position) throws IOException {
        ByteBuffer room = ahead.capacity() >= next ? ahead : ByteBuffer.allocate(next);
        ahead = room.clear().limit(0);
        int count = source.read(position, room.duplicate().limit(next));
        ahead.limit(Math.max(0, count));
        start = position;
        next = Math.min(MOST, 2 * next);
    }
}
