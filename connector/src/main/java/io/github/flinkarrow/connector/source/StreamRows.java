/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.util.CheckpointedPosition;

import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.format.Block;

import java.io.IOException;

/**
 * The rows of a stream. A split of the source's own has the record batches that start in it; of
 * those that other enumerators cut at any byte, the first one has the whole stream.
 *
 * <p>The position behind a row is the offset of the split and the rows read so far. To restore one,
 * record batches are skipped by their headers.
 */
final class StreamRows implements SplitRows {

    private final StreamFile file;
    private final long offset;
    private final long end;
    private final long size;

    /** The next record batch; null at the end. */
    private Block ahead;

    private long rowsBefore;
    private int firstRow;
    private boolean closed;

    /** What stopped the hand-over before: its rows come first, however batches share them out. */
    private IOException failure;

    /**
     * @param file is released when this is closed
     */
    StreamRows(StreamFile file, FileSourceSplit split) throws IOException {
        this.file = file;
        this.offset = split.offset();
        this.size = split.fileSize();
        boolean whole = !(split instanceof ArrowIpcSplit);
        this.end = whole ? size : split.offset() + split.length();
        if (whole && offset != 0) {
            return;
        }
        file.goTo(offset);
        long skip =
                split.getReaderPosition()
                        .map(CheckpointedPosition::getRecordsAfterOffset)
                        .orElse(0L);
        rowsBefore = file.skipRows(skip);
        lookAhead();
        long left = skip - rowsBefore;
        if (left > 0 && ahead == null) {
            throw new IOException(
                    "%s: the restored position is %d rows behind the end of the split"
                            .formatted(split.path(), left));
        }
        firstRow = Math.toIntExact(left);
    }

    private void lookAhead() throws IOException {
        Block next = file.nextBlock();
        ahead = next == null || next.offset() >= end ? null : next;
    }

    @Override
    public boolean isAtEnd() {
        return ahead == null;
    }

    @Override
    public long bytesLeft() {
        return isAtEnd() ? 0 : Math.min(end, size) - ahead.offset();
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
            while (ahead != null && !collected.isEnough()) {
                RowBatch batch = file.next(ahead, collected.memory());
                collected.add(
                        new BatchRows.Part(batch, firstRow, offset, rowsBefore), ahead.length());
                rowsBefore += batch.rowCount();
                firstRow = 0;
                lookAhead();
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
