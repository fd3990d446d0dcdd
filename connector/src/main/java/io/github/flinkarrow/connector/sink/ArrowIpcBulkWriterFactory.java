/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.schema.Schema;

import java.util.Objects;

/**
 * Creates the writers of a sink, one for each file.
 *
 * <p>The writers that a thread creates with one factory share 64 MiB of heap memory, or four times
 * {@link ArrowIpcWriteOptions#batchBytes()} if that is more, for their unfinished record batches:
 * when it is spent, the largest is written early. So a writer is to be used by the thread that
 * created it, as Flink does, in the several threads of a compaction too.
 */
@PublicEvolving
public final class ArrowIpcBulkWriterFactory implements BulkWriter.Factory<RowData> {

    private static final long serialVersionUID = 1L;

    private final RowType rowType;
    private final ArrowIpcWriteOptions options;
    private final String directory;
    private transient Schema schema;
    private transient ThreadLocal<WriterBudget> budgets;

    /**
     * @throws ValidationException if Arrow has no type for a field, fields nest deeper than 64, a
     *     name has an unpaired surrogate, or a dictionary column is none
     * @throws IllegalArgumentException if the codec has no such level
     */
    public ArrowIpcBulkWriterFactory(RowType rowType, ArrowIpcWriteOptions options) {
        this(rowType, options, null);
    }

    /**
     * A factory whose writers say in errors where they write.
     *
     * @param directory in which, or below which, files are written; null if it is not known
     * @throws ValidationException if Arrow has no type for a field, fields nest deeper than 64, a
     *     name has an unpaired surrogate, or a dictionary column is none
     * @throws IllegalArgumentException if the codec has no such level
     */
    public ArrowIpcBulkWriterFactory(
            RowType rowType, ArrowIpcWriteOptions options, String directory) {
        this.directory = directory;
        this.rowType = Objects.requireNonNull(rowType, "rowType");
        this.options = Objects.requireNonNull(options, "options");
        WritableColumns.require(rowType, options);
    }

    @Override
    public synchronized BulkWriter<RowData> create(FSDataOutputStream stream) {
        if (schema == null) {
            schema = FlinkToArrowTypes.schema(rowType);
        }
        return new ArrowIpcBulkWriter(stream, directory, schema, rowType, options, budget());
    }

    /** What the writers of this thread share. */
    synchronized WriterBudget budget() {
        if (budgets == null) {
            long batchBytes = options.batchBytes();
            budgets = ThreadLocal.withInitial(() -> WriterBudget.forBatchesOf(batchBytes));
        }
        return budgets.get();
    }
}
