/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.data.RowTypeInfo;
import io.github.flinkarrow.connector.filter.BlockFilter;

import java.io.IOException;
import java.lang.ref.Cleaner;
import java.util.Objects;

/**
 * Reads Arrow IPC files and streams in Flink's own file source, whichever enumerator made the
 * splits.
 *
 * <p>A record batch belongs to the split whose bytes contain the first byte of its block. A stream
 * belongs whole to the split at offset 0.
 *
 * <p>Rows are valid until their hand-over is released, which Flink does when all of them are
 * emitted: whoever keeps a row with object reuse enabled has to copy it. {@link ArrowIpcSource}
 * opens a file once for all of its splits and gives memory back at once on cancellation; here a
 * file is opened for each split, and the memory of rows that Flink drops on cancellation comes back
 * with the next garbage collection.
 */
@PublicEvolving
public final class ArrowIpcBulkFormat implements BulkFormat<RowData, FileSourceSplit> {

    private static final long serialVersionUID = 1L;

    private static final Cleaner CLEANER = Cleaner.create();

    private final RowType rowType;
    private final ArrowIpcReadOptions options;
    private final BlockFilter filter;
    private final boolean splittable;

    /** Of all splits of a reader; null until there is one. */
    private transient RowMemory rowMemory;

    /**
     * @param rowType of the rows that are produced; its fields are looked up in each file by name
     */
    public ArrowIpcBulkFormat(RowType rowType, ArrowIpcReadOptions options) {
        this(rowType, options, BlockFilter.NONE, true);
    }

    private ArrowIpcBulkFormat(
            RowType rowType, ArrowIpcReadOptions options, BlockFilter filter, boolean splittable) {
        this.rowType = Objects.requireNonNull(rowType, "rowType");
        this.options = Objects.requireNonNull(options, "options");
        this.filter = Objects.requireNonNull(filter, "filter");
        this.splittable = splittable;
    }

    /**
     * This format without the record batches that a filter excludes. Other rows that do not pass
     * the filter are there nevertheless.
     */
    public ArrowIpcBulkFormat withFilter(BlockFilter excluding) {
        return new ArrowIpcBulkFormat(rowType, options, excluding, splittable);
    }

    /**
     * This format with files never split. Flink's enumerator for continuous monitoring loses all
     * splits but one of each file that it finds.
     */
    public ArrowIpcBulkFormat unsplittable() {
        return new ArrowIpcBulkFormat(rowType, options, filter, false);
    }

    @Override
    public Reader<RowData> createReader(Configuration config, FileSourceSplit split)
            throws IOException {
        SplitOpener opener =
                new SplitOpener(
                        rowType,
                        options,
                        ReaderCounters.unseen(),
                        OnBrokenFile.FAIL,
                        Long.MAX_VALUE,
                        filter,
                        RowConversion.Input.ROWS,
                        CountedFiles.NONE,
                        rowMemory());
        try {
            return new SplitReader(opener, opener.open(split));
        } catch (Throwable t) {
            opener.close();
            throw t;
        }
    }

    private synchronized RowMemory rowMemory() {
        if (rowMemory == null) {
            rowMemory = new RowMemory();
        }
        return rowMemory;
    }

    @Override
    public Reader<RowData> restoreReader(Configuration config, FileSourceSplit split)
            throws IOException {
        return createReader(config, split);
    }

    @Override
    public boolean isSplittable() {
        return splittable;
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
        return RowTypeInfo.of(rowType);
    }

    private static final class SplitReader implements Reader<RowData> {

        private final SplitOpener opener;
        private final SplitRows split;

        SplitReader(SplitOpener opener, SplitRows split) {
            this.opener = opener;
            this.split = split;
        }

        @Override
        public RecordIterator<RowData> readBatch() throws IOException {
            HandedRows rows = split.next();
            return rows == null ? null : new CollectableRows(rows);
        }

        @Override
        public void close() throws IOException {
            try {
                split.close();
            } finally {
                opener.close();
            }
        }
    }

    /** Rows that give their memory back even if Flink drops them without a word. */
    private static final class CollectableRows implements RecordIterator<RowData> {

        private final HandedRows rows;
        private final Cleaner.Cleanable release;

        CollectableRows(HandedRows rows) {
            this.rows = rows;
            this.release = CLEANER.register(this, rows::releaseBatch);
        }

        @Override
        public RecordAndPosition<RowData> next() {
            return rows.next();
        }

        @Override
        public void releaseBatch() {
            release.clean();
        }
    }
}
