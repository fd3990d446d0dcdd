/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.util.Collector;

import io.github.flinkarrow.connector.data.RowBatch;
import io.github.flinkarrow.connector.data.RowReader;
import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;

/**
 * Reads messages one after another. How columns become fields is decided anew only where the schema
 * is not that of the message before. Used by one thread.
 */
final class MessageReader {

    /** What errors call a message: where it came from is for the connector to say. */
    private static final String NAME = "connector's message";

    private final RowType wanted;
    private final RowData.FieldGetter[] fields;
    private final ReadOptions options;

    private Schema schema;
    private RowReader rows;

    MessageReader(RowType wanted, ArrowIpcReadOptions options) {
        this.wanted = wanted;
        this.fields = new RowData.FieldGetter[wanted.getFieldCount()];
        for (int i = 0; i < fields.length; i++) {
            fields[i] = RowData.createFieldGetter(wanted.getTypeAt(i), i);
        }
        this.options =
                options.forFormat().withAllocator(BufferAllocator.ofCollectedMemory("messages"));
    }

    /**
     * Collects the rows, a record batch at a time.
     *
     * @param message is not copied
     */
    void read(byte[] message, Collector<RowData> target) throws IOException {
        SeekableInput input = SeekableInput.ofBytes(NAME, message);
        switch (IpcContainer.of(input)) {
            case STREAM -> readStream(input, target);
            case FILE -> readFile(input, target);
        }
    }

    private void readStream(SeekableInput input, Collector<RowData> target) throws IOException {
        try (IpcStreamReader reader = IpcStreamReader.open(input, options)) {
            bind(reader.schema());
            for (RecordBatch batch = reader.next(rows.projection());
                    batch != null;
                    batch = reader.next(rows.projection())) {
                collect(batch, target);
            }
        }
    }

    private void readFile(SeekableInput input, Collector<RowData> target) throws IOException {
        try (IpcFileReader reader = IpcFileReader.open(input, options)) {
            bind(reader.schema());
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                collect(reader.recordBatch(i, rows.projection()), target);
            }
        }
    }

    private void bind(Schema found) throws IOException {
        if (!found.equals(schema)) {
            rows = RowReader.create(found, wanted, NAME);
            schema = found;
        }
    }

    /** The batch is closed here, and its rows stay valid: nothing is written over them. */
    private void collect(RecordBatch batch, Collector<RowData> target) throws IOException {
        try (batch) {
            RowBatch views = rows.bind(batch);
            for (int i = 0; i < views.rowCount(); i++) {
                target.collect(generic(views.row(i)));
            }
        }
    }

    /** What connectors cast rows to: Kafka's does where a table has keys or metadata columns. */
    private GenericRowData generic(RowData view) {
        GenericRowData row = new GenericRowData(fields.length);
        for (int i = 0; i < fields.length; i++) {
            row.setField(i, fields[i].getFieldOrNull(view));
        }
        return row;
    }
}
