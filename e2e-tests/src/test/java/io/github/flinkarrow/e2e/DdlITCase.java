/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;

import io.github.flinkarrow.format.IpcStreamWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code arrow-ipc ddl}: its statements are executed. */
class DdlITCase {

    private final TableEnvironment tables =
            TableEnvironment.create(EnvironmentSettings.inBatchMode());

    @TempDir private Path scratch;

    static List<String> interopFiles() throws IOException {
        return CatTest.interopFiles();
    }

    @Test
    void itCreatesATableOfTheColumns() throws Exception {
        Path file = TestData.realDirectory().resolve("flights-3m-zstd.arrow");

        String ddl = CommandRun.of("ddl", file.toString()).assertSucceeded().out();

        assertThat(ddl)
                .isEqualTo(
                        """
                        CREATE TABLE `flights-3m-zstd` (
                            `date` TIMESTAMP(6),
                            `delay` BIGINT,
                            `distance` BIGINT,
                            `origin` STRING,
                            `destination` STRING
                        ) WITH (
                            'connector' = 'filesystem',
                            'path' = '%s',
                            'format' = 'arrow-ipc'
                        );
                        """
                                .formatted(file.toAbsolutePath().normalize()));
        tables.executeSql(ddl);
        try (var sums =
                tables.executeSql("SELECT SUM(`delay`), COUNT(*) FROM `flights-3m-zstd`")
                        .collect()) {
            assertThat(sums.next()).hasToString("+I[20003603, 3000000]");
        }
    }

    @ParameterizedTest
    @MethodSource("interopFiles")
    void tablesOfOtherImplementationsFilesCanBeQueried(String file) {
        Path path = TestData.interopDirectory().resolve(file);

        String ddl = CommandRun.of("ddl", path.toString()).assertSucceeded().out();

        tables.executeSql(ddl);
        String name = path.getFileName().toString().replaceAll("\\.arrows?$", "");
        assertThat(tables.explainSql("SELECT * FROM `" + name + "`")).contains("TableSourceScan");
    }

    @Test
    void whatSqlCannotSayIsANumberOrLeftOutWithAComment() throws IOException {
        Field seconds = Field.nullable("s", new ArrowType.Duration(TimeUnit.SECOND));
        Path file =
                write(
                        "it's `all`.arrow",
                        Schema.of(
                                Field.nullable("a`b 'c' \u6f22", new ArrowType.Utf8()),
                                seconds,
                                Field.nullable(
                                        "months", new ArrowType.Interval(IntervalUnit.YEAR_MONTH)),
                                Field.notNull("nested", new ArrowType.Struct(), seconds),
                                Field.nullable("t", new ArrowType.Time(TimeUnit.NANOSECOND)),
                                Field.nullable(
                                        "at", new ArrowType.Timestamp(TimeUnit.SECOND, "UTC")),
                                Field.nullable("b", new ArrowType.LargeBinary()),
                                Field.nullable("two", new ArrowType.Bool()),
                                Field.nullable("two", new ArrowType.Bool()),
                                Field.nullable("wide", new ArrowType.Decimal(50, 2, 256)),
                                Field.nullable("line\nbreak", new ArrowType.Bool())));

        String ddl = CommandRun.of("ddl", file.toString()).assertSucceeded().out();

        assertThat(ddl)
                .contains(
                        "CREATE TABLE `it's ``all``` (",
                        "    `a``b 'c' \u6f22` STRING,\n",
                        "    `s` BIGINT COMMENT 'Duration(s) in raw units',\n",
                        "    `months` INT COMMENT 'Interval(YEAR_MONTH) in raw units',\n",
                        "    `nested` ROW<`s` BIGINT> NOT NULL COMMENT"
                                + " '''s'': Duration(s) in raw units',\n",
                        "    `t` TIME(3),\n",
                        "    `at` TIMESTAMP_LTZ(0),\n",
                        "    `b` BYTES\n",
                        "Left out: ",
                        "''two'': ",
                        "''wide'': ",
                        "''line\\u000abreak'': ",
                        "/it''s `all`.arrow'");
        tables.executeSql(ddl);
        assertThat(tables.from("`it's ``all```").getResolvedSchema().getColumnNames())
                .containsExactly("a`b 'c' \u6f22", "s", "months", "nested", "t", "at", "b");
    }

    @Test
    void aFileWithoutColumnsForFlinkIsAnError() throws IOException {
        Path file = write("none.arrow", Schema.of(Field.nullable(" ", new ArrowType.Bool())));

        CommandRun.of("ddl", file.toString())
                .assertInputIsWrong(file.toString(), "no column that Flink can hold: ");
        CommandRun.of("ddl", "-").assertInputIsWrong("-: ");
        Path empty = write("empty.arrow", Schema.of());
        CommandRun.of("ddl", empty.toString())
                .assertInputIsWrong(empty + ": there are no columns\n");
    }

    @ParameterizedTest
    @CsvSource({
        "_a.arrow, begins with _ or .",
        ".a.arrow, begins with _ or .",
        ".arrow, begins with _ or .",
        "a\\b.arrow, has a backslash"
    })
    void aFileWhoseNameFlinkDoesNotReadIsAnError(String name, String reason) throws IOException {
        Path file = write(name, Schema.of(Field.nullable("a", new ArrowType.Bool())));

        CommandRun.of("ddl", file.toString())
                .assertInputIsWrong(file + ": Flink", reason, "rename");
    }

    @ParameterizedTest
    @ValueSource(strings = {"line\nbreak.arrow", "a b;%20#é'.arrow"})
    void everyOtherNameOfAFileWorks(String name) throws Exception {
        Path file = write(name, Schema.of(Field.nullable("a", new ArrowType.Bool())));

        String ddl = CommandRun.of("ddl", file.toString()).assertSucceeded().out();

        tables.executeSql(ddl);
        String table = tables.listTables()[0];
        assertThat(table.chars()).noneMatch(Character::isISOControl);
        try (var count = tables.executeSql("SELECT COUNT(*) FROM `" + table + "`").collect()) {
            assertThat(count.next()).hasToString("+I[0]");
        }
    }

    private Path write(String name, Schema schema) throws IOException {
        Path file = scratch.resolve(name);
        try (FileChannel channel =
                FileChannel.open(Files.createFile(file), StandardOpenOption.WRITE)) {
            new IpcStreamWriter(channel, schema, WriteOptions.DEFAULT).finish();
        }
        return file;
    }
}
