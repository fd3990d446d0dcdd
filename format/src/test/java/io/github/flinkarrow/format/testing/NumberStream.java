/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcStreamWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.Int8Builder;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;

/** Streams of one column of 8-bit numbers, which go on from batch to batch. */
public final class NumberStream {

    /** A record batch. */
    public record Part(int rows, KeyValueMetadata metadata) {}

    private NumberStream() {}

    /** A record batch without metadata. */
    public static Part batch(int rows) {
        return new Part(rows, KeyValueMetadata.EMPTY);
    }

    /** A record batch with metadata. */
    public static Part batch(int rows, KeyValueMetadata metadata) {
        return new Part(rows, metadata);
    }

    /** A stream of these batches. */
    public static byte[] of(Part... parts) throws IOException {
        Schema schema = Schema.of(Field.nullable("n", new ArrowType.Int(8, true)));
        MemoryChannel output = new MemoryChannel();
        IpcStreamWriter writer = new IpcStreamWriter(output, schema, WriteOptions.DEFAULT);
        byte next = 0;
        try (RecordBatchBuilder builder =
                new RecordBatchBuilder(schema, BufferAllocator.shared())) {
            for (Part part : parts) {
                builder.reset();
                for (int i = 0; i < part.rows(); i++) {
                    ((Int8Builder) builder.column(0)).append(next++);
                }
                writer.write(WrittenBatches.with(part.metadata(), builder.build(part.rows())));
            }
        }
        writer.finish();
        return output.bytes();
    }
}
