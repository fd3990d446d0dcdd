/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ListBuilder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.internal.metadata.RecordBatchHeader;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;

import static org.assertj.core.api.Assertions.assertThat;

/** An array of n values has n + 1 offsets, one where there is no value. */
class EmptyOffsetsTest {

    private static final Location HERE = new Location("test", "", 0);

    @Test
    void aBatchWithoutRowsHasOneOffset() throws IOException {
        Schema schema =
                Schema.of(
                        Field.nullable("a", new ArrowType.Utf8()),
                        Field.nullable("b", new ArrowType.LargeUtf8()),
                        Field.nullable(
                                "c",
                                new ArrowType.List(),
                                Field.nullable("element", new ArrowType.Int(32, true))));
        try (RecordBatchBuilder rows = new RecordBatchBuilder(schema, BufferAllocator.shared())) {
            RecordBatchHeader header = written(rows.build(0));

            assertThat(header.bufferLength(1)).isEqualTo(4);
            assertThat(header.bufferLength(4)).isEqualTo(8);
            assertThat(header.bufferLength(7)).isEqualTo(4);
        }
    }

    @Test
    void textInListsThatAreAllEmptyHasOneOffsetEvenAfterItWasRead() throws IOException {
        Schema schema =
                Schema.of(
                        Field.nullable(
                                "a",
                                new ArrowType.List(),
                                Field.nullable("element", new ArrowType.Utf8())));
        try (RecordBatchBuilder rows = new RecordBatchBuilder(schema, BufferAllocator.shared())) {
            ((ListBuilder) rows.column(0)).append();
            byte[] stream = stream(rows.build(1));
            try (IpcStreamReader reader =
                            IpcStreamReader.open(
                                    new ByteArrayInputStream(stream), "test", ReadOptions.DEFAULT);
                    RecordBatch again = reader.next()) {
                assertThat(written(again).bufferLength(3)).isEqualTo(4);
            }
        }
    }

    private static RecordBatchHeader written(RecordBatch batch) throws IOException {
        ForwardInput input = new ForwardInput(new ByteArrayInputStream(stream(batch)), "test");
        MessageReader messages = new MessageReader(input, ReadOptions.DEFAULT);
        EncapsulatedMessage schema = messages.readNext(0, HERE);
        return (RecordBatchHeader) messages.readNext(schema.end(input), HERE).message().header();
    }

    private static byte[] stream(RecordBatch batch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        IpcStreamWriter writer =
                new IpcStreamWriter(
                        Channels.newChannel(bytes), batch.schema(), WriteOptions.DEFAULT);
        writer.write(batch);
        writer.finish();
        return bytes.toByteArray();
    }
}
