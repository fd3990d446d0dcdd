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
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Reads every golden file of arrow-testing, and compares with the JSON beside it. */
class GoldenFilesTest {

    private static final String READ = "read";
    private static final String BIG_ENDIAN = "big-endian data";

    /**
     * Every golden file, and what is to be expected of it: {@link #READ} where every column can be
     * read, or {@link #BIG_ENDIAN}.
     */
    private static final Map<String, String> EXPECTED = expected();

    private static Map<String, String> expected() {
        Map<String, String> files = new TreeMap<>();
        for (String name :
                List.of(
                        "datetime",
                        "decimal",
                        "dictionary",
                        "map",
                        "primitive",
                        "primitive_no_batches",
                        "primitive_zerolength")) {
            files.put("0.14.1/generated_" + name, READ);
            files.put("1.0.0-littleendian/generated_" + name, READ);
        }
        files.put("0.14.1/generated_interval", READ);
        files.put("0.14.1/generated_nested", READ);
        files.put("0.17.1/generated_union", READ);
        files.put("1.0.0-bigendian/generated_dictionary", BIG_ENDIAN);
        files.put("1.0.0-bigendian/generated_nested", BIG_ENDIAN);
        files.put("1.0.0-bigendian/generated_primitive", BIG_ENDIAN);
        files.put("1.0.0-littleendian/generated_custom_metadata", READ);
        files.put("1.0.0-littleendian/generated_decimal256", READ);
        files.put("1.0.0-littleendian/generated_dictionary_unsigned", READ);
        files.put("1.0.0-littleendian/generated_duplicate_fieldnames", READ);
        files.put("1.0.0-littleendian/generated_extension", READ);
        files.put("1.0.0-littleendian/generated_interval", READ);
        files.put("1.0.0-littleendian/generated_map_non_canonical", READ);
        files.put("1.0.0-littleendian/generated_nested", READ);
        files.put("1.0.0-littleendian/generated_nested_dictionary", READ);
        files.put("1.0.0-littleendian/generated_nested_large_offsets", READ);
        files.put("1.0.0-littleendian/generated_null", READ);
        files.put("1.0.0-littleendian/generated_null_trivial", READ);
        files.put("1.0.0-littleendian/generated_primitive_large_offsets", READ);
        files.put("1.0.0-littleendian/generated_recursive_nested", READ);
        files.put("1.0.0-littleendian/generated_union", READ);
        files.put("2.0.0-compression/generated_lz4", READ);
        files.put("2.0.0-compression/generated_uncompressible_lz4", READ);
        files.put("2.0.0-compression/generated_uncompressible_zstd", READ);
        files.put("2.0.0-compression/generated_zstd", READ);
        files.put("4.0.0-shareddict/generated_shared_dict", READ);
        files.put("cpp-21.0.0/generated_binary_view", READ);
        files.put("cpp-21.0.0/generated_decimal32", READ);
        files.put("cpp-21.0.0/generated_duration", READ);
        files.put("cpp-21.0.0/generated_interval_mdn", READ);
        files.put("cpp-21.0.0/generated_large_binary", READ);
        files.put("cpp-21.0.0/generated_list_view", READ);
        files.put("cpp-21.0.0/generated_run_end_encoded", READ);
        return files;
    }

    static Stream<String> files() {
        return EXPECTED.keySet().stream();
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
                    .containsExactlyInAnyOrderElementsOf(EXPECTED.keySet());
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
                int index = i;
                assertThat(reader.rowCount(i)).isEqualTo(golden.rowCount(i));
                checkBatch(file, golden, i, chosen -> reader.recordBatch(index, chosen));
            }
        }
        allocator.close();
    }

    private void readStream(String file, Opener opener) throws IOException {
        GoldenFile golden = GoldenFile.read(directory().resolve(file + ".json.gz"));
        Projection supported = supported(file);
        try (IpcStreamReader reader = opener.open()) {
            assertThat(SchemaShape.of(reader.schema())).isEqualTo(SchemaShape.of(golden.schema()));
            for (int i = 0; i < golden.batchCount(); i++) {
                compare(file, golden, i, supported, reader.next(supported));
            }
            assertThat(reader.next(supported)).isNull();
        }
        if (!EXPECTED.get(file).equals(READ)) {
            try (IpcStreamReader reader = opener.open()) {
                assertUnsupported(chosen -> reader.next(chosen));
            }
        }
        allocator.close();
    }

    private static void checkBatch(String file, GoldenFile golden, int index, BatchSource source)
            throws IOException {
        if (!EXPECTED.get(file).equals(READ)) {
            assertUnsupported(source);
        }
        Projection supported = supported(file);
        compare(file, golden, index, supported, source.read(supported));
    }

    private static void assertUnsupported(BatchSource source) {
        assertThatThrownBy(() -> source.read(Projection.ALL).close())
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining(" @ ")
                .hasMessageContaining(BIG_ENDIAN);
    }

    private static void compare(
            String file, GoldenFile golden, int index, Projection projection, RecordBatch batch) {
        try (batch) {
            assertThat(batch.rowCount()).isEqualTo(golden.rowCount(index));
            for (int i = 0; i < batch.columns().size(); i++) {
                int ordinal = projection.isAll() ? i : projection.columns().get(i).ordinal();
                String where =
                        "%s: batch %d: %s"
                                .formatted(file, index, batch.schema().fields().get(i).name());
                Columns.assertEqual(
                        where, PlainValues.of(batch.column(i)), golden.column(index, ordinal));
            }
        }
    }

    /** The columns of a file that can be read. */
    private static Projection supported(String file) {
        return EXPECTED.get(file).equals(READ) ? Projection.ALL : new Projection(List.of());
    }

    private static Path directory() {
        return TestData.goldenDirectory().resolve("arrow-ipc-stream/integration");
    }

    private interface Opener {
        IpcStreamReader open() throws IOException;
    }

    private interface BatchSource {
        RecordBatch read(Projection projection) throws IOException;
    }
}
