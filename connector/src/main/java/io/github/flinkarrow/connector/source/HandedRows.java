/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.table.data.RowData;

/** What a split hands over: rows, or a row that has their number. */
interface HandedRows extends BulkFormat.RecordIterator<RowData> {

    /** How many rows of the file they are or stand for, however many were taken. */
    long rowCount();

    /** Their number in the place of them. */
    HandedRows counts();
}
