/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;

import java.util.List;

/**
 * A row for the record batches of a hand-over: how many rows they have, from where they are read.
 */
final class BatchCounts implements BulkFormat.RecordIterator<RowData> {

    private final List<BatchRows.Part> parts;
    private final Runnable release;
    private boolean ended;

    /**
     * @param parts one at least
     * @param release gives the memory of the record batches back; may be run more than once
     */
    BatchCounts(List<BatchRows.Part> parts, Runnable release) {
        this.parts = parts;
        this.release = release;
    }

    @Override
    public RecordAndPosition<RowData> next() {
        if (ended) {
            return null;
        }
        ended = true;
        long rows = 0;
        for (BatchRows.Part part : parts) {
            rows += part.rows().rowCount() - part.firstRow();
        }
        BatchRows.Part last = parts.get(parts.size() - 1);
        return new RecordAndPosition<>(
                GenericRowData.of(rows), last.offset(), last.rowsBefore() + last.rows().rowCount());
    }

    @Override
    public void releaseBatch() {
        release.run();
    }
}
