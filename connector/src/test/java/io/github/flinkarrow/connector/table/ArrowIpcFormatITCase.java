/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** SQL over the file system connector. */
class ArrowIpcFormatITCase {

    private static final String FORMAT = "'connector' = 'filesystem', 'format' = 'arrow-ipc'";

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private Path directory;
    private TableEnvironment sql;

    @BeforeEach
    void createEnvironment() {
        sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        sql.getConfig().set("table.local-time-zone", "UTC");
        sql.getConfig().set("parallelism.default", "2");
    }

    @ParameterizedTest
    @CsvSource({
        "file, none, buffered",
        "file, lz4, buffered",
        "file, zstd, mmap",
        "file, none, mmap",
        "stream, zstd, buffered"
    })
    void everyTypeOfDdlComesBackAsItWas(String container, String compression, String readMode)
            throws Exception {
        createTable(
                "t",
                """
                b BOOLEAN, i8 TINYINT, i16 SMALLINT, i32 INT, i64 BIGINT, f FLOAT, d DOUBLE,
                small_dec DECIMAL(10, 2), big_dec DECIMAL(38, 10),
                c CHAR(3), vc VARCHAR(10), s STRING, bin BINARY(2), vbin VARBINARY(8), all_bytes BYTES,
                dt DATE, t0 TIME(0), t3 TIME(3),
                ts0 TIMESTAMP(0), ts3 TIMESTAMP(3), ts6 TIMESTAMP(6), ts9 TIMESTAMP(9),
                z0 TIMESTAMP_LTZ(0), z3 TIMESTAMP_LTZ(3), z6 TIMESTAMP_LTZ(6), z9 TIMESTAMP_LTZ(9),
                arr ARRAY<INT>, rows_ ARRAY<ROW<x INT, y STRING>>, m MAP<STRING, INT>,
                r ROW<a INT, n ROW<b STRING>>
                """,
                "'arrow-ipc.container' = '%s'".formatted(container),
                "'arrow-ipc.compression' = '%s'".formatted(compression),
                "'arrow-ipc.read.mode' = '%s'".formatted(readMode));
        List<Row> rows = List.of(Row.of(new Object[30]), beforeTheEpoch(), afterTheEpoch());

        sql.fromValues(sql.from("t").getResolvedSchema().toPhysicalRowDataType(), rows)
                .executeInsert("t")
                .await();

        assertThat(rows("SELECT * FROM t ORDER BY i64")).isEqualTo(rows);
        assertThat(containers())
                .containsOnly(IpcContainer.valueOf(container.toUpperCase(Locale.ROOT)));
    }

    @Test
    void partitionColumnsAndMetadataComeFromThePath() throws Exception {
        sql.executeSql(
                """
                CREATE TABLE t (id BIGINT, day_ STRING, text STRING,
                    file STRING NOT NULL METADATA FROM 'file.name' VIRTUAL)
                PARTITIONED BY (day_)
                WITH (%s, 'path' = '%s')
                """
                        .formatted(FORMAT, directory.toUri()));
        insert("INSERT INTO t VALUES (1, 'mon', 'a'), (2, 'tue', 'b'), (3, 'tue', 'c')");

        assertThat(directory.resolve("day_=mon")).isDirectory();
        assertThat(rows("SELECT id, day_, text FROM t ORDER BY id"))
                .containsExactly(
                        Row.of(1L, "mon", "a"), Row.of(2L, "tue", "b"), Row.of(3L, "tue", "c"));
        assertThat(rows("SELECT text, day_ FROM t WHERE day_ = 'tue' ORDER BY text"))
                .containsExactly(Row.of("b", "tue"), Row.of("c", "tue"));
        assertThat(rows("SELECT file FROM t WHERE id = 1").toString()).contains("part-");
    }

    @Test
    void aQueryReadsOnlyTheColumnsThatItNeeds() throws Exception {
        createTable("t", "id BIGINT, text STRING, third INT");
        insert("INSERT INTO t VALUES (1, 'a', 10), (2, 'b', 20)");

        assertThat(sql.explainSql("SELECT SUM(third) FROM t"))
                .containsPattern("TableSourceScan\\(.*project=\\[third\\]");
        assertThat(rows("SELECT third, id FROM t ORDER BY id"))
                .containsExactly(Row.of(10, 1L), Row.of(20, 2L));
        assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly(Row.of(2L));
        assertThat(rows("SELECT id FROM t LIMIT 1")).hasSize(1);
    }

    @Test
    void batchOptionsCutTheBatches() throws Exception {
        createTable("t", "id BIGINT", "'arrow-ipc.batch.rows' = '3'", "'sink.parallelism' = '1'");
        insert("INSERT INTO t VALUES (1), (2), (3), (4), (5), (6), (7)");

        assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly(Row.of(7L));
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofFile(files().get(0)), ReadOptions.DEFAULT)) {
            assertThat(reader.recordBatchCount()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "arrow-ipc.compresion | lz4 | Unsupported options found for",
                "arrow-ipc.compression | lzma | Expected one of: [[none, lz4, zstd]]",
                "arrow-ipc.container | folder | Expected one of: [[FILE, STREAM]]",
                "arrow-ipc.batch.rows | 0 | 'arrow-ipc.batch.rows' must be at least 1 but is 0",
                "arrow-ipc.batch.bytes | 0 | 'arrow-ipc.batch.bytes' must be at least 1",
                "arrow-ipc.limit.nesting | 0 | 'arrow-ipc.limit.nesting' must be at least 1",
                "arrow-ipc.batch.rows | many | Could not parse value 'many'",
                "arrow-ipc.compression.level | 3 | 'arrow-ipc.compression.level' needs 'arrow-ipc.comp",
                "arrow-ipc.limit.metadata-bytes | 4gb | 'arrow-ipc.limit.metadata-bytes' must be at most",
            })
    void aWrongOptionIsAnErrorThatSaysWhatIsRight(String key, String value, String message) {
        createTable("t", "id BIGINT", "'%s' = '%s'".formatted(key, value));

        assertThatThrownBy(() -> insert("INSERT INTO t VALUES (1)"))
                .hasStackTraceContaining(message)
                .hasStackTraceContaining("arrow-ipc");
    }

    @Test
    void anUnknownOptionIsAnsweredWithAllThatExist() {
        createTable("t", "id BIGINT", "'arrow-ipc.compresion' = 'lz4'");

        assertThatThrownBy(() -> rows("SELECT * FROM t"))
                .rootCause()
                .hasMessage(
                        """
                        Unsupported options found for 'arrow-ipc'.

                        Unsupported options:

                        arrow-ipc.compresion

                        Supported options:

                        arrow-ipc.batch.bytes
                        arrow-ipc.batch.rows
                        arrow-ipc.compression
                        arrow-ipc.compression.level
                        arrow-ipc.container
                        arrow-ipc.dictionary.columns
                        arrow-ipc.limit.batch-bytes
                        arrow-ipc.limit.batch-rows
                        arrow-ipc.limit.metadata-bytes
                        arrow-ipc.limit.nesting
                        arrow-ipc.read.mode
                        arrow-ipc.statistics""");
    }

    @Test
    void aFileThatIsNotArrowFailsTheQueryAndIsNamed() throws Exception {
        Files.writeString(directory.resolve("notes.txt"), "this is not an Arrow IPC file");
        createTable("t", "id BIGINT");

        assertThatThrownBy(() -> rows("SELECT * FROM t"))
                .rootCause()
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("notes.txt: ");
    }

    @Test
    void aColumnOfAnotherTypeFailsTheQueryAndIsNamed() throws Exception {
        ArrowFiles.write(directory.resolve("a.arrow"), 1, 1);
        createTable("t", "id DATE");

        assertThatThrownBy(() -> rows("SELECT * FROM t"))
                .rootCause()
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageContaining("a.arrow")
                .hasMessageContaining("id")
                .hasMessageContaining("DATE");
    }

    @ParameterizedTest
    @CsvSource({
        "flights-200k.arrow, 'delay SMALLINT, distance SMALLINT', 1500159, 145847125",
        "flights-3m-zstd.arrow, 'delay BIGINT, distance BIGINT', 20003603, 2194861208",
        "flights-200k-lz4-pyarrow.arrow, 'delay BIGINT, distance BIGINT', 1809922, 145843075",
        "flights-300k-lz4-polars.arrow, 'delay BIGINT, distance BIGINT', 1387184, 218163672"
    })
    void sumsOfRealData(String file, String columns, long delay, long distance) throws Exception {
        Path real = TestData.realDirectory().resolve(file);
        sql.executeSql(
                "CREATE TABLE f (%s) WITH (%s, 'path' = '%s')"
                        .formatted(columns, FORMAT, real.toUri()));

        assertThat(rows("SELECT SUM(CAST(delay AS BIGINT)), SUM(CAST(distance AS BIGINT)) FROM f"))
                .containsExactly(Row.of(delay, distance));
    }

    private static Row beforeTheEpoch() {
        return Row.of(
                false,
                (byte) -128,
                (short) -32768,
                Integer.MIN_VALUE,
                -9223372036854775807L,
                -1.5f,
                -2.5d,
                new BigDecimal("-99999999.99"),
                new BigDecimal("-0.0000000001"),
                "zzz",
                "",
                "",
                new byte[] {-1, -1},
                new byte[] {-1},
                new byte[] {0},
                LocalDate.of(1969, 12, 31),
                LocalTime.of(0, 0),
                LocalTime.of(23, 59, 59, 999_000_000),
                LocalDateTime.of(1969, 12, 31, 23, 59, 59),
                LocalDateTime.of(1969, 12, 31, 23, 59, 59, 999_000_000),
                LocalDateTime.of(1900, 1, 1, 0, 0, 0, 1_000),
                LocalDateTime.of(1677, 12, 31, 23, 59, 59, 999_999_999),
                Instant.ofEpochMilli(-1000),
                Instant.ofEpochMilli(-1),
                Instant.ofEpochMilli(-999),
                Instant.ofEpochMilli(-1001),
                new Integer[] {-1},
                new Row[] {Row.of(-1, "")},
                Map.of("", -7),
                Row.of(-5, Row.of("")));
    }

    private static Row afterTheEpoch() {
        return Row.of(
                true,
                (byte) 1,
                (short) 2,
                3,
                4L,
                1.5f,
                2.5d,
                new BigDecimal("12.34"),
                new BigDecimal("1234567890123456789012345678.0123456789"),
                "abc",
                "vär",
                "text",
                new byte[] {1, 2},
                new byte[] {3},
                new byte[0],
                LocalDate.of(2024, 2, 29),
                LocalTime.of(12, 34, 56),
                LocalTime.of(12, 34, 56, 789_000_000),
                LocalDateTime.of(2024, 2, 29, 1, 2, 3),
                LocalDateTime.of(2024, 2, 29, 1, 2, 3, 123_000_000),
                LocalDateTime.of(2024, 2, 29, 1, 2, 3, 123_456_000),
                LocalDateTime.of(2024, 2, 29, 1, 2, 3, 123_456_789),
                Instant.ofEpochMilli(1000),
                Instant.ofEpochMilli(1001),
                Instant.ofEpochMilli(1002),
                Instant.ofEpochMilli(1003),
                new Integer[] {1, 2, null},
                new Row[] {Row.of(1, "x")},
                Map.of("k", 7),
                Row.of(5, Row.of("deep")));
    }

    private void createTable(String name, String columns, String... options) {
        String more = options.length == 0 ? "" : ", " + String.join(", ", options);
        sql.executeSql(
                "CREATE TABLE %s (%s) WITH (%s, 'path' = '%s'%s)"
                        .formatted(name, columns, FORMAT, directory.toUri(), more));
    }

    private void insert(String statement) throws Exception {
        sql.executeSql(statement).await();
    }

    private List<Row> rows(String query) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> result = sql.executeSql(query).collect()) {
            result.forEachRemaining(rows::add);
        }
        return rows;
    }

    private List<Path> files() throws Exception {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private List<IpcContainer> containers() throws Exception {
        List<IpcContainer> containers = new ArrayList<>();
        for (Path file : files()) {
            try (SeekableInput input = SeekableInput.ofFile(file)) {
                containers.add(IpcContainer.of(input));
            }
        }
        return containers;
    }
}
