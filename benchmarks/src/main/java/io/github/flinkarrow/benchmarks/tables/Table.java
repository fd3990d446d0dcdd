/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.tables;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import java.io.Serializable;

/** A table of as many rows as are wanted: the values of a row follow from its index. */
public interface Table extends Serializable {

    String name();

    RowType rowType();

    /** Rows of a record batch. */
    int batchRows();

    /**
     * A new row.
     *
     * @param index at least 0
     */
    RowData row(long index);

    /**
     * Reads every field of a row as cheaply as an operator could: of text the length, the first and
     * the last byte. Summed over all rows it is the same in any order.
     */
    long touch(RowData row);
}
