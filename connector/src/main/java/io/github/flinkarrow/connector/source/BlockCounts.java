/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;

import java.io.IOException;

/**
 * How many rows the blocks have that start inside a split, but for those that a filter excludes.
 * Nothing is read of a block but its header, or not even that.
 */
final class BlockCounts implements SplitRows {

    /** Of a hand-over: each may be a request. */
    static final int MOST_HEADERS = 1_024;

    private final BlockFile file;
    private final BlockCursor cursor;
    private boolean closed;

    /** What stopped the hand-over before: what was counted comes first. */
    private IOException failure;

    /**
     * @param file is released when this is closed
     */
    BlockCounts(BlockFile file, FileSourceSplit split) throws IOException {
        this.file = file;
        this.cursor = new BlockCursor(file, split);
    }

    @Override
    public boolean isAtEnd() {
        return cursor.isAtEnd();
    }

    @Override
    public long bytesLeft() {
        return cursor.bytesLeft();
    }

    @Override
    public HandedRows next() throws IOException {
        if (isAtEnd()) {
            return null;
        }
        if (failure != null) {
            throw failure;
        }
        return file.timed(this::count);
    }

    private HandedRows count() throws IOException {
        long rows = 0;
        boolean isEmpty = true;
        int headers = 0;
        try {
            while (!cursor.isAtEnd() && headers < MOST_HEADERS) {
                int ordinal = cursor.enter();
                long count = file.count(ordinal);
                rows += count - cursor.firstRow();
                headers += file.isCounted(ordinal) ? 0 : 1;
                isEmpty = false;
                cursor.leave(count);
            }
        } catch (IOException e) {
            if (isEmpty) {
                throw e;
            }
            failure = e;
        }
        return new BatchCounts(rows, cursor.offset(), cursor.rowsAtOffset(), () -> {});
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            file.release();
        }
    }
}
