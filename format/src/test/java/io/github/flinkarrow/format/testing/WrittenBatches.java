/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.IpcStreamWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.util.Collections;
import java.util.List;

/** Files and streams in memory, written by the builders and writers of the project. */
public final class WrittenBatches {

    private WrittenBatches() {}

    /**
     * Writes record batches, all with one builder.
     *
     * @param batches for each the values of each column, as {@link PlainValues} has them
     */
    public static byte[] write(
            IpcContainer container,
            Schema schema,
            List<List<List<Object>>> batches,
            WriteOptions options)
            throws IOException {
        KeyValueMetadata none = KeyValueMetadata.EMPTY;
        return write(
                container,
                schema,
                batches,
                Collections.nCopies(batches.size(), none),
                none,
                options);
    }

    /**
     * Writes record batches with custom metadata.
     *
     * @param messages that of each batch
     * @param footer not written to a stream
     */
    public static byte[] write(
            IpcContainer container,
            Schema schema,
            List<List<List<Object>>> batches,
            List<KeyValueMetadata> messages,
            KeyValueMetadata footer,
            WriteOptions options)
            throws IOException {
        MemoryChannel output = new MemoryChannel();
        BufferAllocator allocator = BufferAllocator.create("builders", 1 << 20);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            IpcFileWriter file = new IpcFileWriter(output, schema, options);
            IpcStreamWriter stream = new IpcStreamWriter(output, schema, options);
            for (int i = 0; i < batches.size(); i++) {
                List<List<Object>> columns = batches.get(i);
                builder.reset();
                PlainAppender.append(builder, columns);
                int rows = columns.isEmpty() ? 0 : columns.get(0).size();
                RecordBatch batch = with(messages.get(i), builder.build(rows));
                if (container == IpcContainer.FILE) {
                    file.write(batch);
                } else {
                    stream.write(batch);
                }
            }
            if (container == IpcContainer.FILE) {
                file.finish(footer);
            } else {
                stream.finish();
            }
        }
        allocator.close();
        return output.bytes();
    }

    /** A view of a batch with custom metadata. */
    public static RecordBatch with(KeyValueMetadata metadata, RecordBatch batch) {
        return new RecordBatch(
                batch.schema(), batch.rowCount(), batch.columns(), metadata, () -> {});
    }
}
