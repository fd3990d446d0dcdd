/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

/**
 * A row for the record batches of a hand-over: how many rows they have, from where they are read.
 */
final class BatchCounts implements HandedRows {

    private final long rowCount;
    private final long offset;
    private final long rowsAtOffset;
    private final Runnable release;
    private boolean ended;

    /**
     * @param offset where a block starts
     * @param rowsAtOffset how many rows of those that start there lie before the position behind
     *     the record batches
     * @param release gives the memory of the record batches back; may be run more than once
     */
    BatchCounts(long rowCount, long offset, long rowsAtOffset, Runnable release) {
        this.rowCount = rowCount;
        this.offset = offset;
        this.rowsAtOffset = rowsAtOffset;
        this.release = release;
    }

    @Override
    public long rowCount() {
        return rowCount;
    }

    @Override
    public HandedRows counts() {
        return this;
    }

    @Override
    public RecordAndPosition<RowData> next() {
        if (ended) {
            return null;
        }
        ended = true;
        return new RecordAndPosition<>(GenericRowData.of(rowCount), offset, rowsAtOffset);
    }

    @Override
    public void releaseBatch() {
        release.run();
    }
}
