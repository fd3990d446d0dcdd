/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;

import java.util.Set;

/** Rows of one split on their way from the fetcher to the task's thread. */
final class HandOver implements RecordsWithSplitIds<RecordAndPosition<RowData>> {

    private final String splitId;
    private final BulkFormat.RecordIterator<RowData> rows;
    private final boolean finishesSplit;
    private final OpenHandOvers open;
    private boolean started;

    /**
     * @param rows null for none
     * @param finishesSplit whether these are the last rows of the split
     */
    HandOver(
            String splitId,
            BulkFormat.RecordIterator<RowData> rows,
            boolean finishesSplit,
            OpenHandOvers open) {
        this.splitId = splitId;
        this.rows = rows;
        this.finishesSplit = finishesSplit;
        this.open = open;
    }

    @Override
    public String nextSplit() {
        if (started) {
            return null;
        }
        started = true;
        return splitId;
    }

    @Override
    public RecordAndPosition<RowData> nextRecordFromSplit() {
        return rows == null ? null : rows.next();
    }

    @Override
    public Set<String> finishedSplits() {
        return finishesSplit ? Set.of(splitId) : Set.of();
    }

    @Override
    public void recycle() {
        open.remove(this);
        release();
    }

    /** Gives the memory of the rows back; again has no effect. */
    void release() {
        if (rows != null) {
            rows.releaseBatch();
        }
    }
}
