/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.annotation.Internal;
import org.apache.flink.table.data.RowData;

import java.util.Objects;

/**
 * The rows of a record batch: views over its memory, valid as long as the record batch is.
 *
 * <p>Safe for use by several threads.
 */
@Internal
public final class RowBatch {

    private final Column[] columns;
    private final int rowCount;

    RowBatch(Column[] columns, int rowCount) {
        this.columns = columns;
        this.rowCount = rowCount;
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
        return new BatchRow(columns, Objects.checkIndex(index, rowCount));
    }
}
