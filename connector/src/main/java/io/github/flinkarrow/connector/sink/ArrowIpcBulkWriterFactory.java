/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.annotation.PublicEvolving;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.schema.Schema;

import java.util.Objects;

/**
 * Creates the writers of a sink, one for each file.
 *
 * <p>The writers of one factory share 64 MiB of heap memory, or four times {@link
 * ArrowIpcWriteOptions#batchBytes()} if that is more, for their unfinished record batches: when it
 * is spent, the largest is written early. They are to be used by one thread, as Flink does.
 */
@PublicEvolving
public final class ArrowIpcBulkWriterFactory implements BulkWriter.Factory<RowData> {

    private static final long serialVersionUID = 1L;

    private final RowType rowType;
    private final ArrowIpcWriteOptions options;
    private transient Schema schema;
    private transient WriterBudget budget;

    /**
     * @throws IllegalArgumentException if Arrow has no type for a field, or the codec no such level
     */
    public ArrowIpcBulkWriterFactory(RowType rowType, ArrowIpcWriteOptions options) {
        this.rowType = Objects.requireNonNull(rowType, "rowType");
        this.options = Objects.requireNonNull(options, "options");
        // What cannot be written fails here, and not in the running job.
        IpcOutput.of(
                options.container(), null, FlinkToArrowTypes.schema(rowType), options.forFormat());
    }

    @Override
    public BulkWriter<RowData> create(FSDataOutputStream stream) {
        if (schema == null) {
            schema = FlinkToArrowTypes.schema(rowType);
            budget = WriterBudget.forBatchesOf(options.batchBytes());
        }
        return new ArrowIpcBulkWriter(stream, schema, rowType, options, budget);
    }
}
