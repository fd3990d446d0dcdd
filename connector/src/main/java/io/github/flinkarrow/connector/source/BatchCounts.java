/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

import java.util.Iterator;
import java.util.List;

/** A row for each record batch of a hand-over: how many rows it has, from where it is read. */
final class BatchCounts implements BulkFormat.RecordIterator<RowData> {

    private final Iterator<BatchRows.Part> parts;
    private final Runnable release;
    private final MutableRecordAndPosition<RowData> current = new MutableRecordAndPosition<>();

    /**
     * @param release gives the memory of the record batches back; may be run more than once
     */
    BatchCounts(List<BatchRows.Part> parts, Runnable release) {
        this.parts = parts.iterator();
        this.release = release;
    }

    @Override
    public RecordAndPosition<RowData> next() {
        if (!parts.hasNext()) {
            return null;
        }
        BatchRows.Part part = parts.next();
        int rows = part.rows().rowCount();
        current.set(
                GenericRowData.of((long) rows - part.firstRow()),
                part.offset(),
                part.rowsBefore() + rows);
        return current;
    }

    @Override
    public void releaseBatch() {
        release.run();
    }
}
