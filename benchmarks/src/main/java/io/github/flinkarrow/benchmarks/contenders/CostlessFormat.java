/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.contenders;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.MutableRecordAndPosition;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

import io.github.flinkarrow.benchmarks.tables.Table;

/** Hands over the same rows again and again: as many as the file has bytes. */
final class CostlessFormat implements BulkFormat<RowData, FileSourceSplit> {

    private static final long serialVersionUID = 1L;

    private final Table table;
    private final int distinctRows;

    /**
     * @param distinctRows how many rows of the table are handed over in turn
     */
    CostlessFormat(Table table, int distinctRows) {
        this.table = table;
        this.distinctRows = distinctRows;
    }

    @Override
    public BulkFormat.Reader<RowData> createReader(Configuration config, FileSourceSplit split) {
        RowData[] rows = SharedRows.of(table, distinctRows);
        return new SplitReader(rows, split.length(), table.batchRows());
    }

    @Override
    public BulkFormat.Reader<RowData> restoreReader(Configuration config, FileSourceSplit split) {
        throw new UnsupportedOperationException("no job of the benchmarks is restored");
    }

    @Override
    public boolean isSplittable() {
        return false;
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return InternalTypeInfo.of(table.rowType());
    }

    private static final class SplitReader implements BulkFormat.Reader<RowData> {

        private final RowData[] rows;
        private final long count;
        private final int batchRows;
        private long handedOver;

        SplitReader(RowData[] rows, long count, int batchRows) {
            this.rows = rows;
            this.count = count;
            this.batchRows = batchRows;
        }

        @Override
        public BulkFormat.RecordIterator<RowData> readBatch() {
            long left = count - handedOver;
            if (left == 0) {
                return null;
            }
            long size = Math.min(left, batchRows);
            long first = handedOver;
            handedOver += size;
            return new Batch(rows, first, first + size);
        }

        @Override
        public void close() {}
    }

    private static final class Batch implements BulkFormat.RecordIterator<RowData> {

        private final RowData[] rows;
        private final long end;
        private final MutableRecordAndPosition<RowData> next = new MutableRecordAndPosition<>();
        private long position;
        private int index;

        Batch(RowData[] rows, long first, long end) {
            this.rows = rows;
            this.position = first;
            this.index = (int) (first % rows.length);
            this.end = end;
        }

        @Override
        public RecordAndPosition<RowData> next() {
            if (position == end) {
                return null;
            }
            RowData row = rows[index];
            index = index + 1 == rows.length ? 0 : index + 1;
            next.set(row, RecordAndPosition.NO_OFFSET, ++position);
            return next;
        }

        @Override
        public void releaseBatch() {}
    }
}
