/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.internal.metadata.FooterEncoder;
import io.github.flinkarrow.format.internal.metadata.MessageEncoder;
import io.github.flinkarrow.format.internal.metadata.RecordBatchLayout;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

/** A body of more than 2 GiB, nearly all of it a hole in the file. */
class LargeBodyTest {

    /** Bytes of each of the two columns before the last one. */
    private static final long WIDE = (1L << 31) + 64;

    private static final Field NUMBER = Field.notNull("number", new ArrowType.Int(32, true));
    private static final Schema SCHEMA =
            Schema.of(
                    Field.notNull("fits", new ArrowType.FixedSizeBinary(1 << 29)),
                    Field.notNull("too large", new ArrowType.Binary()),
                    NUMBER);

    @TempDir private Path directory;

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);
    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = directory.resolve("large.arrow");
        ByteBuffer head = ByteBuffer.allocate(8).put(0, new byte[] {'A', 'R', 'R', 'O', 'W', '1'});
        ByteBuffer schema = MessageEncoder.schema(SCHEMA, 8);
        long start = 8L + schema.remaining();
        RecordBatchLayout layout = new RecordBatchLayout();
        layout.reset(3, BodyCompression.NONE);
        long first = 3L << 29;
        layout.addNode(3, 0);
        layout.addBuffer(0, 0);
        layout.addBuffer(0, first);
        layout.addNode(3, 0);
        layout.addBuffer(first, 0);
        layout.addBuffer(first, 64);
        layout.addBuffer(first + 64, WIDE);
        layout.addNode(3, 0);
        layout.addBuffer(first + 64 + WIDE, 0);
        layout.addBuffer(first + 64 + WIDE, 64);
        long bodyLength = first + 64 + WIDE + 64;
        layout.bodyLength(bodyLength);
        ByteBuffer message = MessageEncoder.recordBatch(layout, KeyValueMetadata.EMPTY, start);
        int metadataLength = message.remaining();
        long body = start + metadataLength;
        ByteBuffer values = ByteBuffer.allocate(12).order(ByteOrder.LITTLE_ENDIAN);
        values.putInt(7).putInt(8).putInt(9).flip();
        FooterEncoder blocks = new FooterEncoder();
        blocks.addRecordBatch(start, metadataLength, bodyLength);
        ByteBuffer footer = blocks.encode(SCHEMA, KeyValueMetadata.EMPTY);
        ByteBuffer tail = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
        tail.putInt(footer.remaining()).put(new byte[] {'A', 'R', 'R', 'O', 'W', '1'}).flip();
        try (FileChannel output =
                FileChannel.open(
                        file,
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.SPARSE,
                        StandardOpenOption.WRITE)) {
            output.write(head, 0);
            output.write(schema, 8);
            output.write(message, start);
            output.write(values, body + bodyLength - 64);
            long end = body + bodyLength;
            int footerLength = footer.remaining();
            output.write(footer, end);
            output.write(tail, end + footerLength);
        } catch (IOException e) {
            abort("no room for a file with a large hole: " + e);
        }
    }

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void columnBehindTwoGibibytesIsReadAlone() throws IOException {
        for (SeekableInput input :
                List.of(SeekableInput.ofFile(file), SeekableInput.ofMappedFile(file))) {
            try (IpcFileReader reader = IpcFileReader.open(input, options);
                    RecordBatch batch = reader.recordBatch(0, Projection.of(2))) {
                Int32Array numbers = (Int32Array) batch.column(0);
                assertThat(numbers.get(0)).isEqualTo(7);
                assertThat(numbers.get(2)).isEqualTo(9);
                assertThat(allocator.peakAllocatedBytes()).isLessThanOrEqualTo(12);
            }
        }
    }

    @Test
    void columnOfMoreThanTheLimitCanBeMapped() throws IOException {
        try (IpcFileReader reader = IpcFileReader.open(SeekableInput.ofMappedFile(file), options);
                RecordBatch batch = reader.recordBatch(0, Projection.of(0, 2))) {
            assertThat(batch.column(0).length()).isEqualTo(3);
            assertThat(allocator.totalAllocatedBytes()).isZero();
        }
        try (IpcFileReader reader = IpcFileReader.open(SeekableInput.ofFile(file), options)) {
            assertThatThrownBy(() -> reader.recordBatch(0, Projection.of(0)))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageContaining("limit.batch-bytes");
        }
    }

    @Test
    void bufferOfMoreThanTwoGibibytesIsUnsupported() throws IOException {
        for (SeekableInput input :
                List.of(SeekableInput.ofFile(file), SeekableInput.ofMappedFile(file))) {
            try (IpcFileReader reader = IpcFileReader.open(input, options)) {
                assertThatThrownBy(() -> reader.recordBatch(0))
                        .isInstanceOf(UnsupportedIpcFeatureException.class)
                        .hasMessageContaining("block 0 @ ")
                        .hasMessageContaining(
                                "field 'too large': data buffer of "
                                        + WIDE
                                        + " bytes, more than 2 GiB");
            }
        }
    }
}
