/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.CatJson;
import io.github.flinkarrow.format.testing.Columns;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads what other implementations wrote, and compares with the JSON beside it. */
class InteropFilesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    static List<String> files() throws IOException {
        Path root = TestData.interopDirectory();
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(path -> root.relativize(path).toString())
                    .filter(path -> path.endsWith(".arrow") || path.endsWith(".arrows"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("files")
    void columnsHoldTheValuesOfTheJson(String file) throws IOException {
        Path path = TestData.interopDirectory().resolve(file);
        List<JsonNode> rows = new ArrayList<>();
        String json = path.toString().replaceAll("\\.arrows?$", ".jsonl");
        for (String line : Files.readAllLines(Path.of(json))) {
            rows.add(MAPPER.readTree(line));
        }
        List<Field> fields = schema(path).fields();
        for (int i = 0; i < fields.size(); i++) {
            Projection column = Projection.of(i);
            Field field = fields.get(i);
            String where = file + ": column " + i + " " + field;
            List<Object> expected = new ArrayList<>();
            for (JsonNode row : rows) {
                expected.add(CatJson.value(field, row.get(i)));
            }
            Columns.assertEqual(where, read(path, column), expected);
        }
        allocator.close();
    }

    private Schema schema(Path path) throws IOException {
        if (path.toString().endsWith(".arrow")) {
            try (IpcFileReader reader = IpcFileReader.open(SeekableInput.ofFile(path), options)) {
                return reader.schema();
            }
        }
        try (IpcStreamReader reader = IpcStreamReader.open(SeekableInput.ofFile(path), options)) {
            return reader.schema();
        }
    }

    /** The values of the one column of the projection, of all batches. */
    private List<Object> read(Path path, Projection column) throws IOException {
        List<Object> values = new ArrayList<>();
        if (path.toString().endsWith(".arrow")) {
            try (IpcFileReader reader = IpcFileReader.open(SeekableInput.ofFile(path), options)) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    add(values, reader.recordBatch(i, column));
                }
            }
        } else {
            try (IpcStreamReader reader =
                    IpcStreamReader.open(SeekableInput.ofFile(path), options)) {
                for (RecordBatch batch = reader.next(column);
                        batch != null;
                        batch = reader.next(column)) {
                    add(values, batch);
                }
            }
        }
        return values;
    }

    private static void add(List<Object> values, RecordBatch batch) {
        try (batch) {
            assertThat(batch.columns()).hasSize(1);
            values.addAll(PlainValues.of(batch.column(0)));
        }
    }
}
