/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.ArrayEquality;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.testing.Columns;
import io.github.flinkarrow.format.testing.Conversions;
import io.github.flinkarrow.format.testing.Conversions.Contents;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.StrictIpcWalk;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Writes what other implementations wrote anew, and compares all that is in it. */
class ConvertEverythingTest {

    static List<Path> files() throws IOException {
        return Conversions.everyFile();
    }

    @ParameterizedTest
    @MethodSource("files")
    void everyContainerAndCodecHoldsTheSame(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Contents original = Conversions.read(bytes);
        boolean wasFile = IpcContainer.of(RecordingInput.of("x", bytes)) == IpcContainer.FILE;

        for (ConvertOptions way : Conversions.everyWay()) {
            byte[] converted = Conversions.convert(bytes, way);

            boolean isFile = way.container() == IpcContainer.FILE;
            walk(converted, isFile);
            assertCodec(converted, way.compression());
            assertSame(path + " as " + way, original, Conversions.read(converted));
            if (isFile && wasFile) {
                assertThat(Conversions.read(converted).footer()).isEqualTo(original.footer());
            }
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void pipeIsConvertedAsTheStreamIs(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        if (IpcContainer.of(RecordingInput.of("x", bytes)) == IpcContainer.FILE) {
            return;
        }
        Contents original = Conversions.read(bytes);
        for (IpcContainer container : IpcContainer.values()) {
            MemoryChannel output = new MemoryChannel();
            BufferAllocator allocator = BufferAllocator.create("pipe", 64 << 20);

            IpcConverter.convert(
                    new ByteArrayInputStream(bytes),
                    "pipe",
                    ReadOptions.DEFAULT.withAllocator(allocator),
                    output,
                    ConvertOptions.DEFAULT.withContainer(container).withAllocator(allocator));

            allocator.close();
            walk(output.bytes(), container == IpcContainer.FILE);
            assertSame(path.toString(), original, Conversions.read(output.bytes()));
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void batchesCutAnewHoldTheSameRows(Path path) throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        Contents original = Conversions.read(bytes);
        for (IpcContainer container : IpcContainer.values()) {
            for (int rows : new int[] {1, 3, 10, 1_000_000}) {
                if (original.rows() / rows > 100) {
                    continue;
                }
                byte[] converted =
                        Conversions.convert(
                                bytes,
                                ConvertOptions.DEFAULT
                                        .withContainer(container)
                                        .withBatchRows(rows));

                walk(converted, container == IpcContainer.FILE);
                Contents found = Conversions.read(converted);
                assertThat(found.schema()).isEqualTo(original.schema());
                assertThat(found.rows()).isEqualTo(original.rows());
                assertThat(found.rowCounts()).allMatch(count -> count > 0 && count <= rows);
                List<List<Object>> columns = original.columns();
                for (int i = 0; i < columns.size(); i++) {
                    String where = path + " by " + rows + ": column " + i;
                    Columns.assertEqual(where, found.columns().get(i), columns.get(i));
                }
            }
        }
    }

    /** Not every combination: these are large. */
    @ParameterizedTest
    @CsvSource({
        "flights-200k.arrow, FILE, NONE",
        "flights-200k.arrow, STREAM, ZSTD",
        "flights-200k-lz4-pyarrow.arrow, FILE, ZSTD",
        "flights-300k-lz4-polars.arrow, STREAM, NONE",
        "flights-300k-lz4-polars.arrow, FILE, LZ4_FRAME",
        "flights-3m-zstd.arrow, STREAM, LZ4_FRAME"
    })
    void realDataIsTheSame(String file, IpcContainer container, Compression compression)
            throws IOException {
        Path path = TestData.realDirectory().resolve(file);
        MemoryChannel output = new MemoryChannel();
        IpcConverter.Converted converted =
                IpcConverter.convert(
                        SeekableInput.ofFile(path),
                        ReadOptions.DEFAULT,
                        output,
                        ConvertOptions.DEFAULT
                                .withContainer(container)
                                .withCompression(compression));
        byte[] bytes = output.bytes();
        walk(bytes, container == IpcContainer.FILE);

        long rows = 0;
        RecordingInput input = RecordingInput.of(file, bytes);
        try (IpcFileReader original =
                        IpcFileReader.open(SeekableInput.ofFile(path), ReadOptions.DEFAULT);
                BatchSource found =
                        container == IpcContainer.FILE
                                ? new BatchSource.OfFile(
                                        IpcFileReader.open(input, ReadOptions.DEFAULT))
                                : new BatchSource.OfStream(
                                        IpcStreamReader.open(input, ReadOptions.DEFAULT))) {
            assertThat(found.schema()).isEqualTo(original.schema());
            for (int i = 0; i < original.recordBatchCount(); i++) {
                try (RecordBatch expected = original.recordBatch(i);
                        RecordBatch batch = found.next()) {
                    assertThat(batch.rowCount()).isEqualTo(expected.rowCount());
                    for (int c = 0; c < batch.columns().size(); c++) {
                        assertThat(
                                        ArrayEquality.equal(
                                                batch.column(c),
                                                expected.column(c),
                                                0,
                                                batch.rowCount()))
                                .as("batch %d column %d", i, c)
                                .isTrue();
                    }
                    rows += batch.rowCount();
                }
            }
            assertThat(found.next()).isNull();
        }
        assertThat(converted.rows()).isEqualTo(rows);
    }

    private static void assertSame(String where, Contents expected, Contents found) {
        assertThat(found.schema()).as(where).isEqualTo(expected.schema());
        assertThat(found.rowCounts()).as(where).isEqualTo(expected.rowCounts());
        assertThat(found.batchMetadata())
                .as(where)
                .isEqualTo(
                        expected.batchMetadata().stream()
                                .map(ConvertEverythingTest::withoutCodec)
                                .toList());
        for (int i = 0; i < expected.batches().size(); i++) {
            for (int c = 0; c < expected.schema().fields().size(); c++) {
                Columns.assertEqual(
                        where + ": batch " + i + ": column " + c,
                        found.batches().get(i).get(c),
                        expected.batches().get(i).get(c));
            }
        }
    }

    private static KeyValueMetadata withoutCodec(KeyValueMetadata metadata) {
        return metadata.without("ARROW:experimental_compression");
    }

    private static void assertCodec(byte[] bytes, Compression expected) throws IOException {
        IpcSummary summary =
                IpcInspector.inspect(RecordingInput.of("x", bytes), ReadOptions.DEFAULT);
        assertThat(summary.recordBatches()).allMatch(batch -> batch.compression() == expected);
    }

    private static void walk(byte[] bytes, boolean file) {
        if (file) {
            StrictIpcWalk.file(bytes);
        } else {
            StrictIpcWalk.stream(bytes);
        }
    }
}
