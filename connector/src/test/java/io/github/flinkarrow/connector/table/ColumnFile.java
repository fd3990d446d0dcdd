/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.PlainAppender;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** A file of one column, with statistics. */
final class ColumnFile {

    private ColumnFile() {}

    /**
     * @param blocks the values of each, as {@link PlainAppender} takes them
     */
    static void write(Path file, Field field, List<List<Object>> blocks) throws IOException {
        Schema schema = Schema.of(field);
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            IpcFileWriter writer =
                    new IpcFileWriter(channel, schema, WriteOptions.DEFAULT.withStatistics(true));
            for (List<Object> values : blocks) {
                try (RecordBatchBuilder builder =
                        new RecordBatchBuilder(schema, BufferAllocator.shared())) {
                    PlainAppender.append(builder, List.of(values));
                    try (RecordBatch batch = builder.build(values.size())) {
                        writer.write(batch);
                    }
                }
            }
            writer.finish();
        }
    }
}
