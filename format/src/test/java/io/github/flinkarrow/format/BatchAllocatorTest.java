/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import com.github.luben.zstd.Zstd;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

import static io.github.flinkarrow.format.testing.DictionaryParts.indices;
import static io.github.flinkarrow.format.testing.DictionaryParts.letters;
import static org.assertj.core.api.Assertions.assertThat;

/** Record batches and dictionaries may lie in memory of different allocators. */
class BatchAllocatorTest {

    private static final Schema SCHEMA =
            Schema.of(
                    new Field(
                            "letter",
                            true,
                            new ArrowType.Utf8(),
                            new DictionaryEncoding(1, new ArrowType.Int(8, true), false),
                            List.of(),
                            KeyValueMetadata.EMPTY));

    private final BufferAllocator own = BufferAllocator.create("own", 1 << 20);
    private final BufferAllocator ofDictionaries = BufferAllocator.create("dictionaries", 1 << 20);
    private final BufferAllocator given = BufferAllocator.create("given", 1 << 20);
    private final ReadOptions options =
            ReadOptions.DEFAULT.withAllocator(own).withDictionaryAllocator(ofDictionaries);

    private static HandMadeFile handMade() {
        return new HandMadeFile(SCHEMA).dictionary(1, false, letters("ab")).batch(indices(0, 1, 0));
    }

    @AfterEach
    void everythingIsGivenBack() {
        own.close();
        ofDictionaries.close();
        given.close();
    }

    @Test
    void aBatchOfAFileIsReadIntoTheMemoryThatIsGiven() throws IOException {
        try (IpcFileReader reader =
                        IpcFileReader.open(RecordingInput.of("a", handMade().file()), options);
                RecordBatch batch = reader.recordBatch(0, Projection.ALL, given)) {
            assertShared(batch);
        }
    }

    @Test
    void aBatchOfAStreamIsReadIntoTheMemoryThatIsGiven() throws IOException {
        try (IpcStreamReader reader =
                        IpcStreamReader.open(RecordingInput.of("a", handMade().stream()), options);
                RecordBatch batch = reader.next(Projection.ALL, given)) {
            assertShared(batch);
        }
    }

    /** Native code that has an array holds up garbage collection. */
    @Test
    void zstdOntoTheHeapGoesByWayOfDirectMemory() throws IOException {
        int rows = 10_000;
        byte[] frame = Zstd.compress(new byte[rows * 4]);
        HandMadeFile file =
                new HandMadeFile(Schema.of(Field.nullable("i", new ArrowType.Int(32, true))))
                        .batch(
                                b ->
                                        b.compression(BodyCompression.ZSTD)
                                                .rows(rows)
                                                .node(rows, 0)
                                                .noBuffer()
                                                .compressed(rows * 4L, frame));
        BufferAllocator heap = BufferAllocator.ofHeapMemory("heap", 1 << 20);
        try (IpcFileReader reader =
                        IpcFileReader.open(RecordingInput.of("a", file.file()), options);
                RecordBatch batch = reader.recordBatch(0, Projection.ALL, heap)) {
            assertThat(heap.allocatedBytes()).isEqualTo(batch.memoryBytes()).isEqualTo(rows * 4L);
            assertThat(own.peakAllocatedBytes()).isGreaterThanOrEqualTo(rows * 4L);
        }
        heap.close();
    }

    private void assertShared(RecordBatch batch) {
        assertThat(given.allocatedBytes()).isEqualTo(batch.memoryBytes()).isPositive();
        assertThat(ofDictionaries.allocatedBytes()).isPositive();
        assertThat(own.allocatedBytes()).isZero();
    }
}
