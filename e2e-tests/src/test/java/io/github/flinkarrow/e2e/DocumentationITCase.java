/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.TableResult;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;
import org.apache.flink.util.FileUtils;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import javax.tools.ToolProvider;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the code of the README and of the documentation, over flights in {@code /data/flights}; what
 * needs a broker is run by {@link KafkaITCase}.
 */
class DocumentationITCase {

    private static final Pattern CLASS = Pattern.compile("public class (\\w+)");

    private static final String FLIGHTS =
            """
            CREATE TABLE flights (origin STRING, delay BIGINT)
            WITH ('connector' = 'filesystem', 'path' = '/data/flights', 'format' = 'arrow-ipc');

            INSERT INTO flights
            VALUES ('ORD', 61), ('ORD', 60), ('ATL', -5), ('LAX', 1000), ('LAX', CAST(0 AS BIGINT));
            """;

    @TempDir private static Path scratch;

    @BeforeAll
    static void writeFlights() throws Exception {
        runSql(FLIGHTS);
    }

    static List<Markdown> pages() throws IOException {
        return Markdown.pages().stream()
                .filter(page -> !page.blocks("java").isEmpty() || !page.blocks("sql").isEmpty())
                .filter(page -> !page.path().endsWith("how-to/messages.md"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void examplesRun(Markdown page) throws Exception {
        for (String block : page.blocks("java")) {
            runJava(block);
        }
        for (String block : page.blocks("sql")) {
            List<List<Row>> results = runSql(block);

            assertThat(results.get(results.size() - 1)).isNotEmpty();
        }
    }

    @Test
    void theReadmeCopiesLateFlights() throws Exception {
        FileUtils.deleteDirectory(scratch.resolve("data/late").toFile());

        runJava(Markdown.page("README.md").blocks("java").get(0));

        assertThat(
                        runSql(
                                        FLIGHTS.lines()
                                                        .limit(2)
                                                        .reduce("", String::concat)
                                                        .replace("/data/flights", "/data/late")
                                                + "SELECT * FROM flights")
                                .get(1))
                .containsExactlyInAnyOrder(Row.of("ORD", 61L), Row.of("LAX", 1000L));
    }

    @Test
    void theReadmeGroupsFlights() throws Exception {
        assertThat(runSql(Markdown.page("README.md").blocks("sql").get(0)).get(1))
                .containsExactlyInAnyOrder(
                        Row.of("ORD", 2L, 61L), Row.of("ATL", 1L, -5L), Row.of("LAX", 2L, 1000L));
    }

    private static String inScratch(String code) {
        return code.replace("/data/", scratch + "/data/");
    }

    /** In a process of its own, so that a job finds the class as it would on a cluster. */
    private static void runJava(String code) throws Exception {
        Matcher name = CLASS.matcher(code);
        assertThat(name.find()).as(code).isTrue();
        Path source = scratch.resolve(name.group(1) + ".java");
        Files.writeString(source, inScratch(code));
        Path classes = Files.createDirectories(scratch.resolve("classes"));
        int compiled =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                System.out,
                                System.out,
                                "-d",
                                classes.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                source.toString());
        assertThat(compiled).as("javac's result for %s", source).isZero();

        ForkedProcess.java(Jdk.current(), scratch, List.of("-Xmx512m"), classes, name.group(1))
                .assertSucceeded();
    }

    private static List<Row> rows(TableResult result) throws Exception {
        List<Row> all = new ArrayList<>();
        if (result.getJobClient().isPresent() && isInsert(result)) {
            result.await();
        } else {
            try (CloseableIterator<Row> rows = result.collect()) {
                rows.forEachRemaining(all::add);
            }
        }
        return all;
    }

    /** Whether the result is not of a query, but the number of rows that a sink was given. */
    private static boolean isInsert(TableResult result) {
        return result.getResolvedSchema()
                .getColumnNames()
                .get(0)
                .matches("\\w+\\.default(_database)?\\.\\w+");
    }

    /** The rows of each statement. */
    private static List<List<Row>> runSql(String statements) throws Exception {
        TableEnvironment tables = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        List<List<Row>> results = new ArrayList<>();
        for (String statement : inScratch(statements).split(";", -1)) {
            if (!statement.isBlank()) {
                results.add(rows(tables.executeSql(statement)));
            }
        }
        return results;
    }
}
