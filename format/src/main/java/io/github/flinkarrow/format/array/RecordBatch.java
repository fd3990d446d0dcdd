/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.util.List;

/**
 * Equally long arrays, one a field of the schema, and the memory behind them.
 *
 * <p>Closing a batch gives its memory back: no array of it may be used then. A batch may be handed
 * from one thread to another, and read by several at once.
 *
 * @see <a href="https://arrow.apache.org/docs/format/Columnar.html#recordbatch-message">RecordBatch
 *     message</a>
 */
public final class RecordBatch implements AutoCloseable {

    private final Schema schema;
    private final int rowCount;
    private final List<ArrowArray> columns;
    private final KeyValueMetadata metadata;
    private final long memoryBytes;
    private Runnable release;

    /**
     * @param rowCount the length of each column
     * @param metadata the custom metadata of the message
     * @param release gives the memory back; run once, when the batch is closed
     */
    public RecordBatch(
            Schema schema,
            int rowCount,
            List<? extends ArrowArray> columns,
            KeyValueMetadata metadata,
            Runnable release) {
        this(schema, rowCount, columns, metadata, 0, release);
    }

    /**
     * A batch that says how much memory it holds.
     *
     * @param memoryBytes what closing it gives back, at least 0
     */
    public RecordBatch(
            Schema schema,
            int rowCount,
            List<? extends ArrowArray> columns,
            KeyValueMetadata metadata,
            long memoryBytes,
            Runnable release) {
        this.schema = schema;
        this.rowCount = rowCount;
        this.columns = List.copyOf(columns);
        this.metadata = metadata;
        this.memoryBytes = memoryBytes;
        this.release = release;
    }

    /** The schema of the columns: the projected one where the reader projects. */
    public Schema schema() {
        return schema;
    }

    public int rowCount() {
        return rowCount;
    }

    public List<ArrowArray> columns() {
        return columns;
    }

    public ArrowArray column(int ordinal) {
        return columns.get(ordinal);
    }

    /** The custom metadata of the batch's message. */
    public KeyValueMetadata metadata() {
        return metadata;
    }

    /**
     * Bytes of memory that were allocated for this batch alone, decompressed: not those of
     * dictionaries, and none for what is mapped.
     */
    public long memoryBytes() {
        return memoryBytes;
    }

    /** Gives the memory back; closing again has no effect. */
    @Override
    public void close() {
        Runnable once = release;
        release = null;
        if (once != null) {
            once.run();
        }
    }
}
