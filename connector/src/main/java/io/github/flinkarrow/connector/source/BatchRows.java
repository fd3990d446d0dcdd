/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;

import io.github.flinkarrow.connector.data.RowBatch;

import java.util.List;

/**
 * The rows of neighbouring record batches of a split, each with the position behind it.
 *
 * <p>Rows are valid until {@link #releaseBatch}. One object carries all positions.
 */
final class BatchRows implements HandedRows {

    /**
     * One of the batches.
     *
     * @param firstRow the first row to hand out
     * @param offset where the batch's block starts
     * @param rowsBefore rows at that offset before row 0 of the batch
     */
    record Part(RowBatch rows, int firstRow, long offset, long rowsBefore) {}

    private final List<Part> parts;
    private final Runnable release;
    private final MutableRecordAndPosition<RowData> current = new MutableRecordAndPosition<>();

    private int nextPart;
    private RowBatch rows;
    private int row;
    private int rowCount;

    /**
     * @param parts one at least
     * @param release gives the memory of the rows back; may be run more than once
     */
    BatchRows(List<Part> parts, Runnable release) {
        this.parts = parts;
        this.release = release;
    }

    @Override
    public long rowCount() {
        long count = 0;
        for (Part part : parts) {
            count += part.rows().rowCount() - part.firstRow();
        }
        return count;
    }

    @Override
    public HandedRows counts() {
        Part last = parts.get(parts.size() - 1);
        long behind = last.rowsBefore() + last.rows().rowCount();
        return new BatchCounts(rowCount(), last.offset(), behind, release);
    }

    @Override
    public RecordAndPosition<RowData> next() {
        while (row == rowCount) {
            if (nextPart == parts.size()) {
                return null;
            }
            Part part = parts.get(nextPart++);
            rows = part.rows();
            row = part.firstRow();
            rowCount = rows.rowCount();
            current.setPosition(part.offset(), part.rowsBefore() + row);
        }
        current.setNext(rows.row(row++));
        return current;
    }

    @Override
    public void releaseBatch() {
        for (Part part : parts.subList(0, nextPart)) {
            if (part.rows().rowCount() > 0) {
                part.rows().released();
            }
        }
        release.run();
    }
}
