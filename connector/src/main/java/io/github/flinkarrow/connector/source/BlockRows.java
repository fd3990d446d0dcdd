/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;

import io.github.flinkarrow.connector.data.RowBatch;

import java.io.IOException;

/** The rows of the blocks that start inside a split, but for those that a filter excludes. */
final class BlockRows implements SplitRows {

    private final BlockFile file;
    private final BlockCursor cursor;
    private boolean closed;

    /** What stopped the hand-over before: its rows come first, however batches share them out. */
    private IOException failure;

    /**
     * @param file is released when this is closed
     */
    BlockRows(BlockFile file, FileSourceSplit split) throws IOException {
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
    public BatchRows next() throws IOException {
        if (isAtEnd()) {
            return null;
        }
        if (failure != null) {
            throw failure;
        }
        HandOverRows collected = new HandOverRows();
        try {
            while (!cursor.isAtEnd() && !collected.isEnough()) {
                int ordinal = cursor.enter();
                RowBatch batch = file.rows(ordinal, collected.memory());
                collected.add(
                        new BatchRows.Part(
                                batch, cursor.firstRow(), cursor.offset(), cursor.rowsAtOffset()),
                        file.block(ordinal).length());
                cursor.leave(batch.rowCount());
            }
        } catch (IOException e) {
            if (collected.isEmpty()) {
                collected.memory().run();
                throw e;
            }
            failure = e;
        } catch (Throwable t) {
            collected.memory().run();
            throw t;
        }
        return collected.build();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            file.release();
        }
    }
}
