/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.CatJson;
import io.github.flinkarrow.format.testing.GoldenFile;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every column of what other implementations wrote is read as the values beside it. */
class SharedFilesTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** By file, the columns that Flink cannot have, and why. */
    private static final Map<String, Map<String, String>> UNREADABLE =
            Map.of(
                    "1.0.0-littleendian/generated_duplicate_fieldnames",
                    Map.of("struct", "the name is blank"));

    /** By file, the columns with values that Flink cannot hold. */
    private static final Map<String, Set<String>> UNHELD =
            Map.of(
                    // Decimals of more digits than their type has.
                    "0.14.1/generated_decimal",
                    Set.of("f0"),
                    "1.0.0-littleendian/generated_decimal",
                    columns(0, 36),
                    "1.0.0-littleendian/generated_decimal256",
                    columns(0, 33),
                    // Times of 24:00:00.
                    "1.0.0-littleendian/generated_datetime",
                    Set.of("f2", "f3", "f4"),
                    // Durations of seconds beyond milliseconds of 64 bits.
                    "0.14.1/generated_interval",
                    Set.of("f1"),
                    "1.0.0-littleendian/generated_interval",
                    Set.of("f1"),
                    "cpp-21.0.0/generated_duration",
                    Set.of("f1"));

    /** By file, the columns that a table has only if they are declared, and why. */
    private static final Map<String, Map<String, String>> LEFT_OUT =
            Map.of(
                    "0.17.1/generated_union",
                    Map.of(
                            "dense", "the name is not unique",
                            "sparse", "the name is not unique"),
                    "1.0.0-littleendian/generated_union",
                    Map.of(
                            "dense", "the name is not unique",
                            "sparse", "the name is not unique"),
                    "1.0.0-littleendian/generated_duplicate_fieldnames",
                    Map.of(
                            "ints", "the name is not unique",
                            "struct", "the name is blank"),
                    // The first two have 37 and 38 digits.
                    "1.0.0-littleendian/generated_decimal256",
                    columns(2, 33).stream()
                            .collect(
                                    Collectors.toMap(
                                            name -> name,
                                            name -> "Flink's DECIMAL has at most 38 digits")));

    private static Set<String> columns(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "f" + i).collect(Collectors.toSet());
    }

    static List<String> goldenFiles() throws IOException {
        return files(golden(), ".json.gz");
    }

    static List<String> interopFiles() throws IOException {
        return files(TestData.interopDirectory(), ".jsonl");
    }

    private static Path golden() {
        return TestData.goldenDirectory().resolve("arrow-ipc-stream/integration");
    }

    /** The files with a suffix, without it. */
    private static List<String> files(Path root, String suffix) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(path -> root.relativize(path).toString())
                    .filter(path -> path.endsWith(suffix))
                    .map(path -> path.substring(0, path.length() - suffix.length()))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void goldenFilesHoldTheRowsOfTheirJson(String file) throws IOException {
        GoldenFile json = GoldenFile.read(golden().resolve(file + ".json.gz"));
        Findings findings = new Findings();
        findings.columns(json.schema());
        try (SeekableInput input = SeekableInput.ofFile(golden().resolve(file + ".arrow_file"));
                IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
            List<Field> fields = reader.schema().fields();
            for (int i = 0; i < fields.size(); i++) {
                SharedColumn column = findings.column(file, fields.get(i));
                for (int b = 0; column != null && b < reader.recordBatchCount(); b++) {
                    try (RecordBatch batch = reader.recordBatch(b, column.projection(i))) {
                        findings.check(column, batch, json.column(b, i));
                    }
                }
            }
        }
        findings.assertAsListed(file);
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void goldenStreamsHoldTheRowsOfTheirJson(String file) throws IOException {
        GoldenFile json = GoldenFile.read(golden().resolve(file + ".json.gz"));
        Findings findings = new Findings();
        findings.columns(json.schema());
        Path path = golden().resolve(file + ".stream");
        List<Field> fields = schema(path, true).fields();
        for (int i = 0; i < fields.size(); i++) {
            SharedColumn column = findings.column(file, fields.get(i));
            if (column != null) {
                int ordinal = i;
                int[] next = new int[1];
                BatchCheck check =
                        batch -> findings.check(column, batch, json.column(next[0]++, ordinal));
                read(path, true, column.projection(i), check);
                assertThat(next[0]).isEqualTo(json.batchCount());
            }
        }
        findings.assertAsListed(file);
    }

    @ParameterizedTest
    @MethodSource("interopFiles")
    void interopFilesHoldTheRowsOfTheirJson(String file) throws IOException {
        Path root = TestData.interopDirectory();
        List<JsonNode> lines = new ArrayList<>();
        for (String line : Files.readAllLines(root.resolve(file + ".jsonl"))) {
            lines.add(MAPPER.readTree(line));
        }
        Findings findings = new Findings();
        boolean stream = Files.exists(root.resolve(file + ".arrows"));
        Path path = root.resolve(file + (stream ? ".arrows" : ".arrow"));
        Schema schema = schema(path, stream);
        findings.columns(schema);
        List<Field> fields = schema.fields();
        for (int i = 0; i < fields.size(); i++) {
            SharedColumn column = findings.column(file, fields.get(i));
            if (column == null) {
                continue;
            }
            List<Object> values = new ArrayList<>();
            for (JsonNode line : lines) {
                values.add(CatJson.value(fields.get(i), line.get(i)));
            }
            int[] first = new int[1];
            read(
                    path,
                    stream,
                    column.projection(i),
                    batch -> {
                        int start = first[0];
                        first[0] += batch.rowCount();
                        findings.check(column, batch, values.subList(start, first[0]));
                    });
            assertThat(first[0]).isEqualTo(values.size());
        }
        findings.assertAsListed(file);
    }

    static Schema schema(Path path, boolean stream) throws IOException {
        if (stream) {
            try (IpcStreamReader reader =
                    IpcStreamReader.open(SeekableInput.ofFile(path), ReadOptions.DEFAULT)) {
                return reader.schema();
            }
        }
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofFile(path), ReadOptions.DEFAULT)) {
            return reader.schema();
        }
    }

    private interface BatchCheck {
        void check(RecordBatch batch) throws IOException;
    }

    private static void read(Path path, boolean stream, Projection projection, BatchCheck check)
            throws IOException {
        SeekableInput input = SeekableInput.ofFile(path);
        if (stream) {
            try (IpcStreamReader reader = IpcStreamReader.open(input, ReadOptions.DEFAULT)) {
                RecordBatch batch = reader.next(projection);
                while (batch != null) {
                    try (RecordBatch open = batch) {
                        check.check(open);
                    }
                    batch = reader.next(projection);
                }
            }
            return;
        }
        try (IpcFileReader reader = IpcFileReader.open(input, ReadOptions.DEFAULT)) {
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                try (RecordBatch batch = reader.recordBatch(i, projection)) {
                    check.check(batch);
                }
            }
        }
    }

    /** What Flink cannot read of a file. */
    private static final class Findings {

        private final Map<String, String> unreadable = new TreeMap<>();
        private final Set<String> unheld = new TreeSet<>();
        private final Map<String, String> leftOut = new TreeMap<>();

        /** Notes which columns a table has only if they are declared. */
        void columns(Schema schema) {
            ArrowToFlinkTypes.inferRowType(schema)
                    .skipped()
                    .forEach(column -> leftOut.put(column.name(), column.reason()));
        }

        /** Null if Flink cannot have the column. */
        SharedColumn column(String file, Field field) throws IOException {
            try {
                return SharedColumn.of(file, field);
            } catch (IncompatibleTypeException e) {
                unreadable.put(field.name(), e.getMessage());
                return null;
            }
        }

        void check(SharedColumn column, RecordBatch batch, List<Object> plain) throws IOException {
            if (!column.check(batch, plain)) {
                unheld.add(column.name());
            }
        }

        void assertAsListed(String file) {
            assertReasons(file, unreadable, UNREADABLE.getOrDefault(file, Map.of()));
            assertReasons(file, leftOut, LEFT_OUT.getOrDefault(file, Map.of()));
            assertThat(unheld).as(file).isEqualTo(UNHELD.getOrDefault(file, Set.of()));
        }

        private static void assertReasons(
                String file, Map<String, String> found, Map<String, String> reasons) {
            assertThat(found.keySet()).as(file).isEqualTo(reasons.keySet());
            found.forEach((column, reason) -> assertThat(reason).contains(reasons.get(column)));
        }
    }
}
