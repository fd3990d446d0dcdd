/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;

import java.util.Objects;

/**
 * The rows of a record batch: views over its memory. They are valid as long as the record batch is,
 * or, if the garbage collector has its memory, as long as somebody refers to them.
 *
 * <p>Safe for use by several threads.
 */
@Internal
public final class RowBatch {

    private final Column[] columns;
    private final int rowCount;
    private final boolean lasting;
    private final CopyNotice copies;

    /** Null where there is nothing to account for. */
    private final KeptMemory.Batch kept;

    /**
     * @param lasting whether the garbage collector has the memory
     * @param copies takes notice of copies of rows
     */
    RowBatch(Column[] columns, int rowCount, boolean lasting, CopyNotice copies) {
        this(columns, rowCount, lasting, copies, null);
    }

    /**
     * @param kept accounts for the memory
     */
    RowBatch(
            Column[] columns,
            int rowCount,
            boolean lasting,
            CopyNotice copies,
            KeptMemory.Batch kept) {
        this.columns = columns;
        this.rowCount = rowCount;
        this.lasting = lasting;
        this.copies = copies;
        this.kept = kept;
    }

    public int rowCount() {
        return rowCount;
    }

    /**
     * A new view of a row.
     *
     * @param index from 0 to {@link #rowCount()} - 1
     */
    public RowData row(int index) {
        Objects.checkIndex(index, rowCount);
        return new BatchRow(this, index);
    }

    Column column(int pos) {
        return columns[pos];
    }

    int columnCount() {
        return columns.length;
    }

    /** To be called when all rows that are wanted have been used. */
    public void released() {
        copies.settle();
        if (kept != null) {
            kept.release();
        }
    }

    /** Takes notice that a row is copied. */
    void noticeCopy() {
        copies.give();
    }

    /** Whether its rows stay what they are as long as somebody refers to them. */
    boolean isLasting() {
        return lasting;
    }
}
