/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

import java.io.IOException;

/**
 * Goes through the blocks that start inside a split, but for those that a filter excludes.
 *
 * <p>The position behind a row is its block's offset and the rows read from there on. To restore
 * one, blocks are skipped by the same row counts.
 */
final class BlockCursor {

    private final BlockFile file;
    private final int end;
    private final long endOffset;

    private int ordinal;

    /** Behind the last block that the file was told of. */
    private int expected;

    private int firstRow;
    private long offset = CheckpointedPosition.NO_OFFSET;
    private long rowsAtOffset;

    BlockCursor(BlockFile file, FileSourceSplit split) throws IOException {
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
            moveTo(file.offset(ordinal));
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
    private void moveTo(long start) {
        if (start != offset) {
            offset = start;
            rowsAtOffset = 0;
        }
    }

    boolean isAtEnd() {
        return ordinal == end;
    }

    /** From the block on that is next. */
    long bytesLeft() {
        return isAtEnd() ? 0 : Math.max(0, endOffset - file.offset(ordinal));
    }

    /**
     * Goes to the next block, which is about to be read, and says so to the file.
     *
     * @return its ordinal in the file; of it are the positions that follow
     */
    int enter() throws IOException {
        if (ordinal >= expected || !file.expectsBlocksOf(this)) {
            expected = file.expect(this, ordinal, end);
        }
        moveTo(file.offset(ordinal));
        return ordinal;
    }

    /** The first row of the block that is wanted. */
    int firstRow() {
        return firstRow;
    }

    /** Where the block starts. */
    long offset() {
        return offset;
    }

    /** Rows at that offset that come before row 0 of the block. */
    long rowsAtOffset() {
        return rowsAtOffset;
    }

    /** Takes note that all of the block was read. */
    void leave(long rowCount) {
        rowsAtOffset += rowCount;
        firstRow = 0;
        ordinal++;
        skipExcluded();
    }
}
