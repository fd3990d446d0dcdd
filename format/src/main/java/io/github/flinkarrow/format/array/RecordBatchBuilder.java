/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.util.ArrayList;
import java.util.List;

/**
 * Collects the rows of a record batch: append one value to every column for each row.
 *
 * <p>The memory belongs to the builder and is used again for the next batch. Not safe for use by
 * several threads.
 */
public final class RecordBatchBuilder implements AutoCloseable {

    private final Schema schema;
    private final List<ArrayBuilder> columns;

    /**
     * @param schema of the batches
     * @param source of the memory of all columns
     */
    public RecordBatchBuilder(Schema schema, BufferSource source) {
        this.schema = schema;
        this.columns = new ArrayList<>(schema.fields().size());
        for (Field field : schema.fields()) {
            columns.add(ArrayBuilders.create(field, source));
        }
    }

    public Schema schema() {
        return schema;
    }

    /** The builder of a column; its class follows from the type of the field. */
    public ArrayBuilder column(int ordinal) {
        return columns.get(ordinal);
    }

    /** The bytes of the values appended so far, without padding. */
    public long byteSize() {
        long size = 0;
        for (ArrayBuilder column : columns) {
            size += column.byteSize();
        }
        return size;
    }

    /**
     * The rows so far: a view that is valid until the next append, {@link #reset} or {@link
     * #close}.
     *
     * @param rowCount the length of every column
     * @throws IllegalStateException if a column has another length
     */
    public RecordBatch build(int rowCount) {
        List<ArrowArray> arrays = new ArrayList<>(columns.size());
        for (ArrayBuilder column : columns) {
            if (column.length() != rowCount) {
                throw new IllegalStateException(
                        "column '%s' has %d values in a batch of %d rows"
                                .formatted(column.field().name(), column.length(), rowCount));
            }
            arrays.add(column.build());
        }
        return new RecordBatch(schema, rowCount, arrays, KeyValueMetadata.EMPTY, () -> {});
    }

    /** Forgets the rows and keeps the memory. */
    public void reset() {
        columns.forEach(ArrayBuilder::reset);
    }

    /** Gives the memory back; closing again has no effect. */
    @Override
    public void close() {
        columns.forEach(ArrayBuilder::close);
    }
}
