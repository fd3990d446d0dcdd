/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.flinkarrow.format.IpcInspector;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.testing.GoldenContainers;
import io.github.flinkarrow.format.testing.GoldenFile;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code arrow-ipc cat} over files of other implementations. */
class CatTest {

    @TempDir private Path scratch;

    static List<String> interopFiles() throws IOException {
        return files(TestData.interopDirectory(), ".arrow", ".arrows");
    }

    static List<String> goldenContainers() throws IOException {
        return GoldenContainers.names();
    }

    private static List<String> files(Path root, String... suffixes) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(path -> root.relativize(path).toString())
                    .filter(path -> Stream.of(suffixes).anyMatch(path::endsWith))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("interopFiles")
    void rowsAreThoseOfTheJsonBesideTheFile(String file) throws IOException {
        Path path = TestData.interopDirectory().resolve(file);
        String json = path.toString().replaceAll("\\.arrows?$", ".jsonl");

        List<Field> fields = fields(path);
        List<JsonNode> arrays = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of(json))) {
            arrays.add(CatRows.parse(line));
        }

        assertRows(file, fields, arrays, "cat", "--arrays", path.toString());
        if (ExpectedJson.areNamesDistinct(fields)) {
            List<JsonNode> objects = arrays.stream().map(row -> named(fields, row)).toList();
            assertRows(file, fields, objects, "cat", path.toString());
        }
    }

    @ParameterizedTest
    @MethodSource("goldenContainers")
    void goldenRowsAreThoseOfTheJsonBesideTheFile(String file) throws IOException {
        Path path = GoldenContainers.path(file);
        GoldenFile golden = GoldenContainers.oracle(file);
        List<Field> fields = golden.schema().fields();
        List<List<Object>> rows = golden.rows();

        List<JsonNode> arrays = rows.stream().map(r -> ExpectedJson.array(fields, r)).toList();
        assertRows(file, fields, arrays, "cat", "--arrays", path.toString());
        if (ExpectedJson.areNamesDistinct(fields)) {
            List<JsonNode> objects =
                    rows.stream().map(row -> ExpectedJson.object(fields, row)).toList();
            assertRows(file, fields, objects, "cat", path.toString());
        } else {
            CommandRun.of("cat", path.toString()).assertInputIsWrong("use --arrays");
        }
    }

    private static void assertRows(
            String file, List<Field> fields, List<JsonNode> expected, String... arguments)
            throws IOException {
        List<String> lines = CommandRun.of(arguments).assertSucceeded().lines();
        CatRows.assertSame(file, fields, expected, lines);
    }

    private static List<Field> fields(Path path) throws IOException {
        try (SeekableInput input = SeekableInput.ofFile(path)) {
            return IpcInspector.inspect(input, ReadOptions.DEFAULT).schema().fields();
        }
    }

    private static JsonNode named(List<Field> fields, JsonNode row) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (int i = 0; i < fields.size(); i++) {
            object.set(fields.get(i).name(), row.get(i));
        }
        return object;
    }

    @ParameterizedTest
    @MethodSource("interopFiles")
    void standardInputIsReadAsTheFileIs(String file) throws IOException {
        Path path = TestData.interopDirectory().resolve(file);
        byte[] bytes = Files.readAllBytes(path);

        CommandRun run = CommandRun.of(bytes, "cat", "--arrays", "-");

        if (file.endsWith(".arrow")) {
            run.assertInputIsWrong("-: a file, not a stream");
        } else {
            assertThat(run.assertSucceeded().out())
                    .isEqualTo(CommandRun.of("cat", "--arrays", path.toString()).out());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "flights-200k.arrow, 200000, 1500159, 145847125",
        "flights-200k-lz4-pyarrow.arrow, 200000, 1809922, 145843075",
        "flights-300k-lz4-polars.arrow, 300000, 1387184, 218163672",
        "flights-3m-zstd.arrow, 3000000, 20003603, 2194861208"
    })
    void realFilesHaveTheirSums(String file, long rows, long delays, long distances)
            throws IOException {
        Path path = TestData.realDirectory().resolve(file);

        CommandRun run =
                CommandRun.of("cat", "--arrays", "--columns", "delay,distance", path.toString());

        long delay = 0;
        long distance = 0;
        for (String line : run.assertSucceeded().lines()) {
            int comma = line.indexOf(',');
            delay += Long.parseLong(line.substring(1, comma));
            distance += Long.parseLong(line.substring(comma + 1, line.length() - 1));
        }
        assertThat(run.lines()).hasSize((int) rows);
        assertThat(delay).isEqualTo(delays);
        assertThat(distance).isEqualTo(distances);
    }

    @Test
    void rowsAreObjectsUnlessArraysAreAskedFor() {
        String file = TestData.realDirectory().resolve("flights-3m-zstd.arrow").toString();

        assertThat(CommandRun.of("cat", "--limit", "2", file).assertSucceeded().out())
                .isEqualTo(
                        """
                        {"date":"2001-01-01T00:01:00.000000","delay":33,"distance":2176,\
                        "origin":"LAS","destination":"PHL"}
                        {"date":"2001-01-01T00:01:00.000000","delay":19,"distance":215,\
                        "origin":"ATL","destination":"SAV"}
                        """);
        assertThat(CommandRun.of("cat", "--limit=1", "--columns=origin,delay", file).out())
                .isEqualTo("{\"origin\":\"LAS\",\"delay\":33}\n");
        assertThat(CommandRun.of("cat", "--arrays", "--limit=3", "--columns=delay", file, file))
                .isEqualTo(new CommandRun(0, "[33]\n[19]\n[14]\n", ""));
        assertThat(CommandRun.of("cat", "--limit=0", file)).isEqualTo(new CommandRun(0, "", ""));
    }

    @Test
    void columnsThatAreNotThereAreAnError() {
        String file = TestData.realDirectory().resolve("flights-200k.arrow").toString();

        CommandRun.of("cat", "--columns", "delay,dealy", file)
                .assertInputIsWrong(file, "'dealy'", "there are: delay, distance, time");
    }

    @Test
    void duplicateNamesNeedArrays() {
        String file = duplicateNames();

        CommandRun.of("cat", file).assertInputIsWrong(file, "use --arrays");
        CommandRun.of("cat", "--arrays", file).assertSucceeded();
    }

    private static String duplicateNames() {
        return TestData.goldenDirectory()
                .resolve("arrow-ipc-stream/integration/1.0.0-littleendian")
                .resolve("generated_duplicate_fieldnames.arrow_file")
                .toString();
    }

    @Test
    void whatIsWrongWithAnInputIsSaidInOneLine() throws IOException {
        Path directory = Files.createDirectory(scratch.resolve("directory"));
        Path empty = Files.createFile(scratch.resolve("empty.arrow"));
        Path text = Files.writeString(scratch.resolve("text.arrow"), "Once upon a time\n");
        Path feather = Files.writeString(scratch.resolve("v1.feather"), "FEA1 and so on FEA1");
        Path missing = scratch.resolve("missing.arrow");

        CommandRun.of("cat", directory.toString())
                .assertInputIsWrong(directory + ": is a directory");
        CommandRun.of("cat", empty.toString()).assertInputIsWrong(empty + ": the input is empty");
        CommandRun.of("cat", text.toString()).assertInputIsWrong(text + ": neither");
        CommandRun.of("cat", feather.toString()).assertInputIsWrong(feather + ": Feather V1");
        CommandRun.of("cat", missing.toString()).assertInputIsWrong(missing + ": no such file");
        CommandRun.of("cat", "a\0b").assertInputIsWrong("no such file");
        CommandRun.of("cat", "-").assertInputIsWrong("-: the input is empty");
    }

    @Test
    void rowsBeforeTheFaultArePrinted() throws IOException {
        byte[] whole =
                Files.readAllBytes(
                        TestData.interopDirectory().resolve("pyarrow/0026-stream.arrows"));
        List<String> rows = CommandRun.of(whole, "cat", "--arrays", "-").lines();
        byte[] cut = Arrays.copyOf(whole, whole.length - 64);

        CommandRun run = CommandRun.of(cut, "cat", "--arrays", "-");

        run.assertInputIsWrong("-: ", "ends");
        assertThat(run.lines()).isNotEmpty().isEqualTo(rows.subList(0, run.lines().size()));
    }

    @Test
    void wrongUsageExitsWithTwo() {
        assertThat(CommandRun.of().exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("cat").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("dog", "file").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("cat", "--limit", "-1", "file").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("cat", "--columns", "a,a", "file").exitCode()).isEqualTo(2);
        assertThat(CommandRun.of("cat", "--help").exitCode()).isZero();
    }
}
