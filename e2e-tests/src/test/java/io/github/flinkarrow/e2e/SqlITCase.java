/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code arrow-ipc sql}. */
class SqlITCase {

    @TempDir private Path scratch;

    private static String flights() {
        return TestData.realDirectory().resolve("flights-3m-zstd.arrow").toString();
    }

    private static CommandRun sql(String... arguments) {
        List<String> all = new ArrayList<>(List.of("sql", "--parallelism", "2"));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    @Test
    void aFileIsATable() {
        CommandRun run =
                sql(
                        "--path",
                        flights(),
                        "SELECT origin, COUNT(*) n, SUM(delay) d FROM `flights-3m-zstd`"
                                + " GROUP BY origin ORDER BY n DESC LIMIT 5");

        assertThat(run.assertSucceeded().out())
                .isEqualTo(
                        """
                        +--------+--------+---------+
                        | origin |      n |       d |
                        +--------+--------+---------+
                        | ORD    | 166341 | 1542589 |
                        | DFW    | 157162 | 1210298 |
                        | ATL    | 124711 | 1100966 |
                        | LAX    | 115245 |  855417 |
                        | PHX    |  93036 |  929839 |
                        +--------+--------+---------+
                        """);
    }

    @Test
    void theFilesOfADirectoryAreTables() {
        CommandRun run =
                sql(
                        "--json",
                        "--path",
                        TestData.realDirectory().toString(),
                        "SHOW TABLES",
                        "SELECT SUM(CAST(delay AS BIGINT)) AS d FROM `flights-200k`");

        assertThat(run.assertSucceeded().lines())
                .containsExactly(
                        "{\"table name\":\"flights-200k\"}",
                        "{\"table name\":\"flights-200k-lz4-pyarrow\"}",
                        "{\"table name\":\"flights-300k-lz4-polars\"}",
                        "{\"table name\":\"flights-3m-zstd\"}",
                        "{\"d\":1500159}");
    }

    @Test
    void severalPathsAreTablesOfOneSession() throws IOException {
        Path one = directory("one", "flights-200k.arrow", "a.arrow");
        Path two = directory("two", "flights-200k.arrow", "b.arrows");
        Path file = directory("three", "flights-200k.arrow", "c").resolve("c");

        CommandRun run =
                sql(
                        "--json",
                        "--path",
                        file.toString(),
                        "--path",
                        one.toString(),
                        "--path",
                        two.toString(),
                        "SHOW TABLES",
                        "SELECT a.n + b.n + c.n AS n FROM (SELECT COUNT(*) n FROM a) a,"
                                + " (SELECT COUNT(*) n FROM b) b, (SELECT COUNT(*) n FROM c) c");

        assertThat(run.assertSucceeded().lines())
                .containsExactly(
                        "{\"table name\":\"a\"}",
                        "{\"table name\":\"b\"}",
                        "{\"table name\":\"c\"}",
                        "{\"n\":600000}");
    }

    @Test
    void aNameThatTwoPathsHaveIsAnError() throws IOException {
        Path one = directory("one", "flights-200k.arrow", "a.arrow");
        Path two = directory("two", "flights-200k.arrow", "a.feather");

        sql("--path", one.toString(), "--path", two.toString(), "SHOW TABLES")
                .assertInputIsWrong("the table 'a' is in ", "/one", "/two");
        sql("--path", one.toString(), "--path", two.resolve("a.feather").toString(), "SHOW TABLES")
                .assertInputIsWrong("the table 'a' is in ", "/one", "/two/a.feather");
    }

    @Test
    void aTableThatCannotBeReadDoesNotHideTheOthers() throws IOException {
        Path one = directory("one", "flights-200k.arrow", "a.arrow");
        Path two = directory("two", "flights-200k.arrow", "b.arrow");
        Files.writeString(two.resolve("broken.arrow"), "ARROW1\0\0 and no footer");

        CommandRun run =
                sql(
                        "--json",
                        "--path",
                        one.toString(),
                        "--path",
                        two.toString(),
                        "SELECT COUNT(*) AS n FROM b");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out()).isEqualTo("{\"n\":200000}\n");
        sql("--path", two.toString(), "SELECT * FROM broken")
                .assertInputIsWrong(two.resolve("broken.arrow").toString());
    }

    @Test
    void statementsRunOneAfterTheOther() throws IOException {
        Path late = scratch.resolve("late");

        CommandRun run =
                sql(
                        "--json",
                        "--path",
                        flights(),
                        "CREATE TABLE late (origin STRING, delay BIGINT) WITH"
                                + " ('connector' = 'arrow-ipc', 'path' = '%s')".formatted(late),
                        "INSERT INTO late SELECT origin, delay FROM `flights-3m-zstd`"
                                + " WHERE delay > 1000",
                        "SELECT COUNT(*) AS n, MIN(delay) AS least FROM late;");

        assertThat(run.assertSucceeded().out()).matches("\\{\"n\":[1-9]\\d*,\"least\":1\\d{3}}\n");
        try (Stream<Path> files = Files.list(late)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .isNotEmpty()
                    .noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void optionsOfFlinkCanBeSet() {
        CommandRun run =
                sql(
                        "--json",
                        "SET 'table.local-time-zone' = 'Asia/Tokyo'",
                        "SELECT CAST(TO_TIMESTAMP_LTZ(0, 3) AS STRING) AS t,"
                                + " TO_TIMESTAMP_LTZ(0, 3) AS z");

        assertThat(run.assertSucceeded().out())
                .isEqualTo(
                        "{\"t\":\"1970-01-01 09:00:00.000\",\"z\":\"1970-01-01T00:00:00.000Z\"}\n");
    }

    @Test
    void plansAreTextAndWhatReturnsNothingPrintsNothing() {
        CommandRun run =
                sql(
                        "--path",
                        flights(),
                        "CREATE TEMPORARY VIEW v AS SELECT origin FROM `flights-3m-zstd`",
                        "EXPLAIN SELECT * FROM v LIMIT 3");

        assertThat(run.assertSucceeded().out())
                .startsWith("== Abstract Syntax Tree ==\n")
                .contains("project=[origin]", "limit=[3]");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "SELECT delay FORM t WHERE; line 1, column 19: Encountered \"t\"",
                "SELECT dealy FROM t; line 1, column 8: Column 'dealy' not found in any table",
                "SELECT * FROM flihgts; line 1, column 15: Object 'flihgts' not found",
                "SELECT NOSUCH(delay) FROM t; line 1, column 8: No match found for function"
            })
    void errorsBeginWithThePosition(String statement, String error) {
        String view = "CREATE TEMPORARY VIEW t AS SELECT * FROM `flights-3m-zstd`";

        CommandRun run = sql("--path", flights(), view, statement);

        run.assertInputIsWrong("arrow-ipc: statement 2: " + error);
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anArgumentIsOneStatement() {
        sql("SELECT 1; SELECT 2").assertInputIsWrong("each statement as an argument of its own");
    }

    @Test
    void aFailedJobSaysWhatFailed() throws IOException {
        byte[] bytes =
                Files.readAllBytes(TestData.realDirectory().resolve("flights-3m-zstd.arrow"));
        // In the data of a record batch, far from the footer.
        for (int i = bytes.length / 2; i < bytes.length / 2 + 100_000; i++) {
            bytes[i] = 0x55;
        }
        Path broken = Files.write(scratch.resolve("broken.arrow"), bytes);

        CommandRun run = sql("--json", "--path", broken.toString(), "SELECT * FROM broken");

        run.assertInputIsWrong(broken.toString());
        sql("SELECT 1 / (x - x) FROM (VALUES (1), (2)) AS t(x)").assertInputIsWrong("by zero");
    }

    /** Each part of a job needs memory of its own. */
    @Test
    void manyProcessorsAreUsed() {
        CommandRun run =
                CommandRun.of(
                        "sql",
                        "--json",
                        "--parallelism",
                        "32",
                        "--path",
                        flights(),
                        "SELECT COUNT(*) AS n FROM"
                                + " (SELECT origin FROM `flights-3m-zstd` GROUP BY origin)");

        assertThat(run.assertSucceeded().out()).matches("\\{\"n\":\\d{3}}\n");
    }

    @Test
    void pathsThatAreNotThereAreAnError() throws IOException {
        Path missing = scratch.resolve("missing");
        Path text = Files.writeString(scratch.resolve("text.txt"), "Once upon a time\n");

        sql("--path", missing.toString(), "SELECT 1")
                .assertInputIsWrong(missing + ": no such file or directory");
        sql("--path", text.toString(), "SELECT 1").assertInputIsWrong(text + ": neither");
    }

    @Test
    void wrongUsageExitsWithTwo() {
        assertThat(sql().exitCode()).isEqualTo(2);
        assertThat(sql("--parallelism", "0", "SELECT 1").exitCode()).isEqualTo(2);
        assertThat(sql("--paht", ".", "SELECT 1").exitCode()).isEqualTo(2);
    }

    private Path directory(String name, String file, String copy) throws IOException {
        Path directory = Files.createDirectory(scratch.resolve(name));
        Files.copy(TestData.realDirectory().resolve(file), directory.resolve(copy));
        return directory;
    }
}
