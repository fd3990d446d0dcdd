/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code arrow-ipc cat} over files of other implementations. */
class CatTest {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir private Path scratch;

    static List<String> interopFiles() throws IOException {
        return files(TestData.interopDirectory(), ".arrow", ".arrows");
    }

    static List<String> goldenFiles() throws IOException {
        return files(TestData.goldenDirectory().resolve("arrow-ipc-stream"), ".arrow_file");
    }

    private static List<String> files(Path root, String... suffixes) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.map(path -> root.relativize(path).toString())
                    .filter(path -> Stream.of(suffixes).anyMatch(path::endsWith))
                    .sorted()
                    .toList();
        }
    }

    static boolean isGolden(Path file) {
        return file.toString().endsWith(".arrow_file") || file.toString().endsWith(".stream");
    }

    @ParameterizedTest
    @MethodSource("interopFiles")
    void rowsAreThoseOfTheJsonBesideTheFile(String file) throws IOException {
        Path path = TestData.interopDirectory().resolve(file);
        String json = path.toString().replaceAll("\\.arrows?$", ".jsonl");

        List<String> found = CommandRun.of("cat", "--arrays", path.toString()).lines();

        List<String> expected = Files.readAllLines(Path.of(json));
        assertThat(found).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertSame(file + ":" + (i + 1), expected.get(i), found.get(i));
        }
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
    @MethodSource("goldenFiles")
    void aFileHasTheRowsOfItsStream(String file) throws IOException {
        Path path = TestData.goldenDirectory().resolve("arrow-ipc-stream").resolve(file);
        String stream = path.toString().replace(".arrow_file", ".stream");

        CommandRun ofFile = CommandRun.of("cat", "--arrays", path.toString());

        assertThat(ofFile.assertSucceeded().out())
                .isEqualTo(CommandRun.of("cat", "--arrays", stream).assertSucceeded().out());
    }

    @ParameterizedTest
    @CsvSource({
        "flights-200k.arrow, 200000, 1500159, 145847125",
        "flights-200k-lz4-pyarrow.arrow, 200000, 1809922, 145843075",
        "flights-300k-lz4-polars.arrow, 300000, 1387184, 218163672"
    })
    void realFilesHaveTheirSums(String file, long rows, long delays, long distances)
            throws IOException {
        Path path = TestData.realDirectory().resolve(file);

        CommandRun run =
                CommandRun.of("cat", "--arrays", "--columns", "delay,distance", path.toString());

        long delay = 0;
        long distance = 0;
        for (String line : run.assertSucceeded().lines()) {
            JsonNode row = MAPPER.readTree(line);
            delay += row.get(0).longValue();
            distance += row.get(1).longValue();
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

    /** Equal text, but for how floating point numbers are written. */
    private static void assertSame(String where, String expected, String found) throws IOException {
        JsonNode expectedRow = MAPPER.readTree(expected);
        JsonNode foundRow = MAPPER.readTree(found);
        assertThat(foundRow.size()).as(where).isEqualTo(expectedRow.size());
        for (int i = 0; i < expectedRow.size(); i++) {
            assertThat(numbersAtWidth(foundRow.get(i), expectedRow.get(i)))
                    .as("%s: column %d", where, i)
                    .isEqualTo(expectedRow.get(i).toString());
        }
    }

    /**
     * The text with each number replaced by the expected one where both are one number to a float.
     */
    private static String numbersAtWidth(JsonNode found, JsonNode expected) {
        if (found.isContainerNode() && found.size() == expected.size()) {
            StringBuilder text = new StringBuilder(found.isArray() ? "[" : "{");
            var names = found.fieldNames();
            for (int i = 0; i < found.size(); i++) {
                text.append(i == 0 ? "" : ",");
                String name = found.isArray() ? null : names.next();
                if (name != null) {
                    text.append('"').append(name).append("\":");
                }
                JsonNode inFound = name == null ? found.get(i) : found.get(name);
                JsonNode inExpected = name == null ? expected.get(i) : expected.get(name);
                text.append(inExpected == null ? "?" : numbersAtWidth(inFound, inExpected));
            }
            return text.append(found.isArray() ? ']' : '}').toString();
        }
        boolean sameFloat =
                found.isDouble()
                        && expected.isDouble()
                        && (found.floatValue() == expected.floatValue()
                                || half(found.floatValue()) == half(expected.floatValue()));
        return sameFloat ? expected.toString() : found.toString();
    }

    /** Rounded to the 11 bits that a half has. */
    private static float half(float value) {
        float moved = value * ((1 << 13) + 1);
        return moved - (moved - value);
    }
}
