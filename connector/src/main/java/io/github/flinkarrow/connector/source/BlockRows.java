/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.format.Block;

import java.io.IOException;

/**
 * The rows of the blocks that start inside a split, but for those that a filter excludes.
 *
 * <p>The position behind a row is its block's offset and the rows read from there on. To restore
 * one, blocks are skipped by the same row counts.
 */
final class BlockRows implements SplitRows {

    private final BlockFile file;
    private final int end;
    private final long endOffset;

    private int ordinal;

    /** Behind the last block that the file was told of. */
    private int expected;

    private int firstRow;
    private long offset = CheckpointedPosition.NO_OFFSET;
    private long rowsAtOffset;
    private boolean closed;

    /** What stopped the hand-over before: its rows come first, however batches share them out. */
    private IOException failure;

    /**
     * @param file is released when this is closed
     */
    BlockRows(BlockFile file, FileSourceSplit split) throws IOException {
        this.file = file;
        this.ordinal = file.blocksBefore(split.offset());
        this.endOffset = split.offset() + split.length();
        this.end = file.blocksBefore(endOffset);
        if (split.getReaderPosition().isPresent()) {
            restore(split, split.getReaderPosition().get());
        }
        skipExcluded();
    }

    /** Goes on to the next block that is to be read; those before it are not even looked at. */
    private void skipExcluded() {
        while (ordinal < end && file.isExcluded(ordinal)) {
            ordinal++;
            firstRow = 0;
        }
    }

    private void restore(FileSourceSplit split, CheckpointedPosition position) throws IOException {
        if (position.getOffset() != CheckpointedPosition.NO_OFFSET) {
            ordinal = Math.max(ordinal, file.blocksBefore(position.getOffset()));
        }
        long skip = position.getRecordsAfterOffset();
        while (skip > 0 && ordinal < end) {
            long rows = file.rowCount(ordinal);
            moveTo(file.block(ordinal));
            if (skip < rows) {
                firstRow = (int) skip;
                return;
            }
            skip -= rows;
            rowsAtOffset += rows;
            ordinal++;
        }
        if (ordinal > end) {
            throw new IOException(
                    "%s: the restored position %d + %d rows lies behind the end of the split at %d"
                            .formatted(split.path(), position.getOffset(), skip, endOffset));
        }
        if (skip > 0) {
            throw new IOException(
                    "%s: the restored position %s is %d rows behind the end of the split"
                            .formatted(split.path(), position, skip));
        }
    }

    /** Several blocks may lie at one offset; positions count through them. */
    private void moveTo(Block block) {
        if (block.offset() != offset) {
            offset = block.offset();
            rowsAtOffset = 0;
        }
    }

    @Override
    public boolean isAtEnd() {
        return ordinal == end;
    }

    @Override
    public long bytesLeft() {
        return isAtEnd() ? 0 : Math.max(0, endOffset - file.block(ordinal).offset());
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
            while (ordinal < end && !collected.isEnough()) {
                if (ordinal >= expected || !file.expectsBlocksOf(this)) {
                    expected = file.expect(this, ordinal, end);
                }
                Block block = file.block(ordinal);
                moveTo(block);
                RowBatch batch = file.rows(ordinal, collected.memory());
                collected.add(
                        new BatchRows.Part(batch, firstRow, offset, rowsAtOffset), block.length());
                rowsAtOffset += batch.rowCount();
                firstRow = 0;
                ordinal++;
                skipExcluded();
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
