/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.NotEnoughMemoryException;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What exceeds a limit, or the memory there is, is unsupported and names the option to raise. */
class LimitsTest extends MalformedInput {

    @Test
    void decompressedBytesAreLimitedBeforeTheyAreAllocated() {
        for (BodyCompression codec : List.of(BodyCompression.LZ4_FRAME, BodyCompression.ZSTD)) {
            byte[] file =
                    file(
                            INTS,
                            b ->
                                    b.compression(codec)
                                            .rows(1)
                                            .node(1, 0)
                                            .noBuffer()
                                            .longs(1L << 30, 77));
            assertThatThrownBy(() -> read(file, options.withMaxBatchBytes(1 << 20)))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageContaining("block 0 @ ")
                    .hasMessageContaining(
                            "the chosen columns take 1073741824 bytes, more than the limit of"
                                    + " 1048576 (limit.batch-bytes)");
            assertThat(allocator.peakAllocatedBytes()).isLessThan(1000);
        }
    }

    @Test
    void memoryThatThereIsNotIsATypedException() {
        byte[] file =
                file(
                        INTS,
                        b ->
                                b.compression(BodyCompression.ZSTD)
                                        .rows(1)
                                        .node(1, 0)
                                        .noBuffer()
                                        .longs(Integer.MAX_VALUE, 1));

        assertThatThrownBy(() -> read(file, options.withMaxBatchBytes(Long.MAX_VALUE)))
                .isInstanceOf(NotEnoughMemoryException.class)
                .hasMessageContaining("block 0 @ ")
                .hasMessageContaining("not enough memory for a buffer of 2147483647 bytes")
                .hasMessageContaining("which limit.batch-bytes allows");
    }

    @Test
    void compressedBytesDoNotCountBesideTheDecompressedOnes() throws IOException {
        byte[] file =
                file(
                        INTS,
                        b ->
                                b.compression(BodyCompression.ZSTD)
                                        .rows(2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .longs(-1, 5L << 32 | 4));

        assertThat(read(file, options.withMaxBatchBytes(16))).containsExactly(4L, 5L);
    }

    @Test
    void overlappingBuffersCountAsOftenAsTheyAreRead() throws IOException {
        Schema schema = Schema.of(Field.nullable("a", INT32), Field.nullable("b", INT32));
        byte[] file =
                file(
                        schema,
                        b ->
                                b.rows(2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .ints(1, 2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .buffer(0, 8));

        assertThat(read(file, options.withMaxBatchBytes(16))).containsExactly(1L, 2L);
        assertThatThrownBy(() -> read(file, options.withMaxBatchBytes(15)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("more than the limit of 15 (limit.batch-bytes)");
    }

    @Test
    void bytesOfABatchAreLimitedToThoseOfTheChosenColumns() throws IOException {
        Schema schema = Schema.of(Field.nullable("a", INT32), Field.nullable("b", INT32));
        byte[] file =
                file(
                        schema,
                        b ->
                                b.rows(2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .ints(1, 2)
                                        .node(2, 0)
                                        .noBuffer()
                                        .ints(3, 4));

        assertThat(read(file, options.withMaxBatchBytes(16))).containsExactly(1L, 2L);
        assertThatThrownBy(() -> read(file, options.withMaxBatchBytes(15)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("block 0 @ ")
                .hasMessageContaining("more than the limit of 15 (limit.batch-bytes)");
        try (IpcFileReader reader =
                        IpcFileReader.open(
                                RecordingInput.of("f", file), options.withMaxBatchBytes(8));
                RecordBatch batch = reader.recordBatch(0, Projection.of(1))) {
            assertThat(PlainValues.of(batch.column(0))).containsExactly(3L, 4L);
        }
    }

    @Test
    void footerIsLimited() {
        byte[] file = new HandMadeFile(INTS).file();

        assertThatThrownBy(
                        () ->
                                IpcFileReader.open(
                                        RecordingInput.of("f", file),
                                        options.withMaxMetadataBytes(100)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("more than the limit of 100 (limit.metadata-bytes)");
    }

    @Test
    void fieldsNestAsDeepAsTheLimit() throws IOException {
        Field field = Field.nullable("f", new ArrowType.Int(8, true));
        for (int i = 1; i < 64; i++) {
            field = Field.nullable("f", new ArrowType.List(), field);
        }
        byte[] file = new HandMadeFile(Schema.of(field)).file();

        openFile(file).close();
        assertThatThrownBy(
                        () ->
                                IpcFileReader.open(
                                        RecordingInput.of("f", file), options.withMaxNesting(63)))
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("fields nest deeper than the limit of 63 (limit.nesting)");
    }
}
