/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.testing.Columns;
import io.github.flinkarrow.format.testing.GoldenFile;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.SchemaShape;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads every golden file of arrow-testing, and compares with the JSON beside it. */
class GoldenFilesTest {

    private static final List<String> FILES =
            List.of(
                    "0.14.1/generated_datetime",
                    "0.14.1/generated_decimal",
                    "0.14.1/generated_dictionary",
                    "0.14.1/generated_interval",
                    "0.14.1/generated_map",
                    "0.14.1/generated_nested",
                    "0.14.1/generated_primitive",
                    "0.14.1/generated_primitive_no_batches",
                    "0.14.1/generated_primitive_zerolength",
                    "0.17.1/generated_union",
                    "1.0.0-bigendian/generated_dictionary",
                    "1.0.0-bigendian/generated_nested",
                    "1.0.0-bigendian/generated_primitive",
                    "1.0.0-littleendian/generated_custom_metadata",
                    "1.0.0-littleendian/generated_datetime",
                    "1.0.0-littleendian/generated_decimal",
                    "1.0.0-littleendian/generated_decimal256",
                    "1.0.0-littleendian/generated_dictionary",
                    "1.0.0-littleendian/generated_dictionary_unsigned",
                    "1.0.0-littleendian/generated_duplicate_fieldnames",
                    "1.0.0-littleendian/generated_extension",
                    "1.0.0-littleendian/generated_interval",
                    "1.0.0-littleendian/generated_map",
                    "1.0.0-littleendian/generated_map_non_canonical",
                    "1.0.0-littleendian/generated_nested",
                    "1.0.0-littleendian/generated_nested_dictionary",
                    "1.0.0-littleendian/generated_nested_large_offsets",
                    "1.0.0-littleendian/generated_null",
                    "1.0.0-littleendian/generated_null_trivial",
                    "1.0.0-littleendian/generated_primitive",
                    "1.0.0-littleendian/generated_primitive_large_offsets",
                    "1.0.0-littleendian/generated_primitive_no_batches",
                    "1.0.0-littleendian/generated_primitive_zerolength",
                    "1.0.0-littleendian/generated_recursive_nested",
                    "1.0.0-littleendian/generated_union",
                    "2.0.0-compression/generated_lz4",
                    "2.0.0-compression/generated_uncompressible_lz4",
                    "2.0.0-compression/generated_uncompressible_zstd",
                    "2.0.0-compression/generated_zstd",
                    "4.0.0-shareddict/generated_shared_dict",
                    "cpp-21.0.0/generated_binary_view",
                    "cpp-21.0.0/generated_decimal32",
                    "cpp-21.0.0/generated_duration",
                    "cpp-21.0.0/generated_interval_mdn",
                    "cpp-21.0.0/generated_large_binary",
                    "cpp-21.0.0/generated_list_view",
                    "cpp-21.0.0/generated_run_end_encoded");

    static Stream<String> files() {
        return FILES.stream();
    }

    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @Test
    void everyGoldenFileIsListed() throws IOException {
        Path root = directory();
        try (Stream<Path> paths = Files.walk(root)) {
            assertThat(
                            paths.map(path -> root.relativize(path).toString())
                                    .filter(path -> path.endsWith(".json.gz"))
                                    .map(path -> path.substring(0, path.length() - 8)))
                    .containsExactlyInAnyOrderElementsOf(FILES);
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void bufferedFileHoldsTheRowsOfItsJson(String file) throws IOException {
        Path path = directory().resolve(file + ".arrow_file");
        readFile(file, SeekableInput.ofFile(path));
    }

    @ParameterizedTest
    @MethodSource("files")
    void mappedFileHoldsTheRowsOfItsJson(String file) throws IOException {
        Path path = directory().resolve(file + ".arrow_file");
        readFile(file, SeekableInput.ofMappedFile(path));
    }

    @ParameterizedTest
    @MethodSource("files")
    void bufferedStreamHoldsTheRowsOfItsJson(String file) throws IOException {
        Path path = directory().resolve(file + ".stream");
        readStream(file, () -> IpcStreamReader.open(SeekableInput.ofFile(path), options));
    }

    @ParameterizedTest
    @MethodSource("files")
    void mappedStreamHoldsTheRowsOfItsJson(String file) throws IOException {
        Path path = directory().resolve(file + ".stream");
        readStream(file, () -> IpcStreamReader.open(SeekableInput.ofMappedFile(path), options));
    }

    @ParameterizedTest
    @MethodSource("files")
    void pipeHoldsTheRowsOfItsJson(String file) throws IOException {
        Path path = directory().resolve(file + ".stream");
        readStream(file, () -> IpcStreamReader.open(Files.newInputStream(path), "a pipe", options));
    }

    private void readFile(String file, SeekableInput input) throws IOException {
        GoldenFile golden = GoldenFile.read(directory().resolve(file + ".json.gz"));
        try (IpcFileReader reader = IpcFileReader.open(input, options)) {
            assertThat(SchemaShape.of(reader.schema())).isEqualTo(SchemaShape.of(golden.schema()));
            assertThat(reader.recordBatchCount()).isEqualTo(golden.batchCount());
            for (int i = golden.batchCount() - 1; i >= 0; i--) {
                assertThat(reader.rowCount(i)).isEqualTo(golden.rowCount(i));
                compare(file, golden, i, reader.recordBatch(i));
            }
        }
        allocator.close();
    }

    private void readStream(String file, Opener opener) throws IOException {
        GoldenFile golden = GoldenFile.read(directory().resolve(file + ".json.gz"));
        try (IpcStreamReader reader = opener.open()) {
            assertThat(SchemaShape.of(reader.schema())).isEqualTo(SchemaShape.of(golden.schema()));
            for (int i = 0; i < golden.batchCount(); i++) {
                compare(file, golden, i, reader.next());
            }
            assertThat(reader.next()).isNull();
        }
        allocator.close();
    }

    private static void compare(String file, GoldenFile golden, int index, RecordBatch batch) {
        try (batch) {
            assertThat(batch.rowCount()).isEqualTo(golden.rowCount(index));
            assertThat(batch.columns()).hasSize(golden.schema().fields().size());
            for (int i = 0; i < batch.columns().size(); i++) {
                String where =
                        "%s: batch %d: %s"
                                .formatted(file, index, batch.schema().fields().get(i).name());
                Columns.assertEqual(
                        where, PlainValues.of(batch.column(i)), golden.column(index, i));
            }
        }
    }

    private static Path directory() {
        return TestData.goldenDirectory().resolve("arrow-ipc-stream/integration");
    }

    private interface Opener {
        IpcStreamReader open() throws IOException;
    }
}
