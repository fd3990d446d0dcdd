/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;

/**
 * Makes record batches those of a schema without dictionaries. Values take more room then, so that
 * one batch may become several.
 */
final class PlainBatches implements AutoCloseable {

    private static final int MOST_BYTES = 16 << 20;
    private static final int ROWS_PER_CHECK = 16;

    private final String name;
    private final BatchTarget target;
    private final RecordBatchBuilder builder;
    private int rowCount;

    /**
     * @param schema without dictionaries
     * @param name of the input, for errors
     */
    PlainBatches(Schema schema, ReadOptions reading, String name, BatchTarget target) {
        this.name = name;
        this.target = target;
        this.builder = new RecordBatchBuilder(schema, reading.allocator());
    }

    /** The schema without dictionaries, but for those of nested values, which stay. */
    static Schema schemaOf(Schema schema) {
        return new Schema(
                schema.fields().stream().map(PlainBatches::plain).toList(), schema.metadata());
    }

    private static Field plain(Field field) {
        if (!field.children().isEmpty()) {
            return field.isDictionaryEncoded()
                    ? field
                    : field.withChildren(
                            field.children().stream().map(PlainBatches::plain).toList());
        }
        return new Field(
                field.name(),
                field.nullable(),
                field.type(),
                null,
                field.children(),
                field.metadata());
    }

    void add(RecordBatch batch) throws IOException {
        for (int from = 0; from < batch.rowCount(); from += ROWS_PER_CHECK) {
            int to = Math.min(batch.rowCount(), from + ROWS_PER_CHECK);
            append(batch, from, to);
            if (builder.byteSize() >= MOST_BYTES) {
                flush();
            }
        }
        flush();
    }

    private void append(RecordBatch batch, int from, int to) throws UnsupportedIpcFeatureException {
        try {
            for (int i = 0; i < batch.columns().size(); i++) {
                builder.column(i).appendFrom(batch.column(i), from, to);
            }
        } catch (ArithmeticException e) {
            throw new UnsupportedIpcFeatureException(
                    name + ": %d rows are too large: %s".formatted(to - from, e.getMessage()), e);
        }
        rowCount += to - from;
    }

    private void flush() throws IOException {
        if (rowCount > 0) {
            target.write(builder.build(rowCount));
            builder.reset();
            rowCount = 0;
        }
    }

    @Override
    public void close() {
        builder.close();
    }
}
