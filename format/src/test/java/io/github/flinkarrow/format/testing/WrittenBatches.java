/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.IpcStreamWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
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
        MemoryChannel output = new MemoryChannel();
        BufferAllocator allocator = BufferAllocator.create("builders", 1 << 20);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            IpcFileWriter file = new IpcFileWriter(output, schema, options);
            IpcStreamWriter stream = new IpcStreamWriter(output, schema, options);
            for (List<List<Object>> columns : batches) {
                builder.reset();
                PlainAppender.append(builder, columns);
                int rows = columns.isEmpty() ? 0 : columns.get(0).size();
                if (container == IpcContainer.FILE) {
                    file.write(builder.build(rows));
                } else {
                    stream.write(builder.build(rows));
                }
            }
            if (container == IpcContainer.FILE) {
                file.finish();
            } else {
                stream.finish();
            }
        }
        allocator.close();
        return output.bytes();
    }
}
