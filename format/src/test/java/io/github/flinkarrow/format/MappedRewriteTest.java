/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.codec.BufferCodec;
import io.github.flinkarrow.format.internal.metadata.RecordBatchLayout;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes batches that were read, mapped ones too. */
class MappedRewriteTest {

    private static final Schema SCHEMA = RandomColumns.everyType();

    @TempDir private Path directory;

    private final BufferAllocator allocator = BufferAllocator.create("test", 8 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);
    private final WriteOptions writing = WriteOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @ParameterizedTest
    @EnumSource(Compression.class)
    void mappedBatchIsWrittenAgain(Compression compression) throws IOException {
        List<List<Object>> columns = new RandomColumns(4, 0.3).columns(SCHEMA, 500);
        Path file = directory.resolve("file.arrow");
        Files.write(
                file, WrittenBatches.write(IpcContainer.FILE, SCHEMA, List.of(columns), writing));

        MemoryChannel output = new MemoryChannel();
        IpcStreamWriter writer =
                new IpcStreamWriter(output, SCHEMA, writing.withCompression(compression));
        try (IpcFileReader reader = IpcFileReader.open(SeekableInput.ofMappedFile(file), reading);
                RecordBatch batch = reader.recordBatch(0)) {
            writer.write(batch);
        }
        writer.finish();

        try (IpcStreamReader reader =
                        IpcStreamReader.open(RecordingInput.of("s", output.bytes()), reading);
                RecordBatch batch = reader.next()) {
            assertThat(PlainValues.of(batch)).isEqualTo(columns);
        }
    }

    @Test
    void compressorNeverSeesMappedMemory() throws IOException {
        Path file = directory.resolve("bytes");
        Files.write(file, new byte[1000]);
        List<Boolean> readOnly = new ArrayList<>();
        BufferCodec codec =
                new BufferCodec() {
                    @Override
                    public void decompress(ByteBuffer source, ByteBuffer target) {
                        throw new AssertionError();
                    }

                    @Override
                    public long maxCompressedLength(int uncompressedLength) {
                        return 1;
                    }

                    @Override
                    public int compress(ByteBuffer source, ByteBuffer target) {
                        readOnly.add(source.isReadOnly());
                        assertThat(source.remaining()).isEqualTo(1000);
                        target.put((byte) 1);
                        return 1;
                    }
                };
        OwnedMemory memory = new OwnedMemory(allocator);
        try (SeekableInput input = SeekableInput.ofMappedFile(file)) {
            BodyParts parts = new BodyParts(new RecordBatchLayout(), codec, memory);
            parts.add(input.map(0, 1000));
        }
        memory.release();

        assertThat(readOnly).containsExactly(false);
    }
}
