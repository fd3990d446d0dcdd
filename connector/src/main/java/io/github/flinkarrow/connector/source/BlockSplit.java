/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import java.io.IOException;

/** What is made of the blocks of a split, one after another. */
abstract class BlockSplit implements SplitRows {

    private final BlockFile file;
    private final BlockCursor cursor;
    private boolean closed;

    /** What stopped the hand-over before: what it had comes first, however blocks share it out. */
    private IOException failure;

    /**
     * @param file is released when this is closed
     * @param cursor goes through the blocks of the split
     */
    BlockSplit(BlockFile file, BlockCursor cursor) {
        this.file = file;
        this.cursor = cursor;
    }

    @Override
    public final boolean isAtEnd() {
        return cursor.isAtEnd();
    }

    @Override
    public final long bytesLeft() {
        return cursor.bytesLeft();
    }

    @Override
    public final HandedRows next() throws IOException {
        if (isAtEnd()) {
            return null;
        }
        if (failure != null) {
            throw failure;
        }
        return handOver();
    }

    /** The next hand-over, of one block at least. */
    abstract HandedRows handOver() throws IOException;

    /** Says that the hand-over that comes now is the last one before a failure. */
    final void failLater(IOException cause) {
        failure = cause;
    }

    @Override
    public final void close() throws IOException {
        if (!closed) {
            closed = true;
            file.release();
        }
    }
}
