/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.MemoryChannel;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Nothing goes on behind a gap. */
class AfterAFailureTest {

    private static final Schema TEXT = Schema.of(Field.nullable("t", new ArrowType.Utf8()));

    /** Takes some bytes, then fails once. */
    private static final class FailingChannel implements WritableByteChannel {
        private int left = 1_000;

        @Override
        public int write(ByteBuffer source) throws IOException {
            int count = source.remaining();
            if (left >= 0 && count > left) {
                left = -1;
                throw new IOException("no space");
            }
            left -= left < 0 ? 0 : count;
            source.position(source.limit());
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {}
    }

    @Test
    void aFileWithAGapIsNeverFinished() throws IOException {
        IpcFileWriter writer = new IpcFileWriter(new FailingChannel(), TEXT, WriteOptions.DEFAULT);
        assertThatThrownBy(() -> write(writer, "x".repeat(5_000))).hasMessage("no space");

        assertThatThrownBy(writer::finish).hasMessageContaining("after a write that failed");
        assertThatThrownBy(() -> write(writer, "y")).hasMessageContaining("that failed");
    }

    @Test
    void aStreamIsNeverReadWithAGap() throws IOException {
        MemoryChannel channel = new MemoryChannel();
        IpcStreamWriter writer = new IpcStreamWriter(channel, TEXT, WriteOptions.DEFAULT);
        try (RecordBatchBuilder rows = new RecordBatchBuilder(TEXT, BufferAllocator.shared())) {
            for (String text : new String[] {"first", "second"}) {
                append(rows, text);
                writer.write(rows.build(1));
                rows.reset();
            }
        }
        writer.finish();
        byte[] bytes = channel.bytes();
        int offset = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("first") - 64;
        assertThat(bytes[offset + 4]).isEqualTo((byte) 5);
        bytes[offset + 4] = 6;

        try (IpcStreamReader reader =
                IpcStreamReader.open(new ByteArrayInputStream(bytes), "s", ReadOptions.DEFAULT)) {
            assertThatThrownBy(reader::next).isInstanceOf(IpcFormatException.class);
            assertThatThrownBy(reader::next)
                    .isInstanceOf(IOException.class)
                    .hasMessage("s: an earlier message of the stream was not read");
        }
    }

    private static void write(IpcFileWriter writer, String text) throws IOException {
        try (RecordBatchBuilder rows = new RecordBatchBuilder(TEXT, BufferAllocator.shared())) {
            append(rows, text);
            writer.write(rows.build(1));
        }
    }

    private static void append(RecordBatchBuilder rows, String text) {
        ((VariableSizeBinaryBuilder) rows.column(0)).append(text.getBytes(StandardCharsets.UTF_8));
    }
}
