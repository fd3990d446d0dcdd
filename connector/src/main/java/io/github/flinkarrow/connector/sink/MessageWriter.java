/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.data.RowWriter;
import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.array.DictionaryEncoder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Schema;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Writes rows as messages that each stand alone. Used by one thread. */
final class MessageWriter {

    /** Memory of a larger row is not kept for the next one. */
    private static final long MOST_KEPT_BYTES = 1 << 20;

    private final RowType rowType;
    private final ArrowIpcWriteOptions options;
    private final Schema schema;

    /** With the dictionaries. */
    private final Schema written;

    private final CollectedMemory memory = new CollectedMemory();
    private final Staging staging = new Staging();

    /** Null before the first row, and behind one that was large or could not be written. */
    private RecordBatchBuilder builder;

    private RowWriter rows;

    MessageWriter(RowType rowType, ArrowIpcWriteOptions options) {
        this.rowType = rowType;
        this.options = options;
        this.schema = FlinkToArrowTypes.schema(rowType);
        this.written = DictionaryColumns.encode(schema, options.dictionaryColumns());
    }

    byte[] write(RowData row) throws IOException {
        if (builder == null) {
            builder = new RecordBatchBuilder(schema, memory);
            rows = RowWriter.create(rowType, builder);
        }
        boolean done = false;
        try {
            rows.write(row);
            byte[] message = message();
            builder.reset();
            done = true;
            return message;
        } finally {
            if (!done || memory.bytes() > MOST_KEPT_BYTES) {
                builder.close();
                builder = null;
            }
        }
    }

    private byte[] message() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IpcOutput output =
                IpcOutput.of(
                        options.container(),
                        new OutputStreamChannel(bytes, null, staging),
                        written,
                        options.forFormat());
        try (RecordBatch batch = builder.build(1)) {
            if (options.dictionaryColumns().isEmpty()) {
                output.write(batch);
                output.finish(null);
            } else {
                writeEncoded(batch, output);
            }
        }
        return bytes.toByteArray();
    }

    /** The dictionaries are those of this message: there may be no other that is read before it. */
    private void writeEncoded(RecordBatch batch, IpcOutput output) throws IOException {
        try (DictionaryEncoder dictionaries = new DictionaryEncoder(written, memory);
                RecordBatchBuilder none = new RecordBatchBuilder(schema, memory)) {
            output.write(dictionaries.encode(batch));
            output.finish(dictionaries.encode(none.build(0)));
        }
    }
}
