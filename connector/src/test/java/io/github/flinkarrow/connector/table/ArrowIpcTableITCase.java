/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.VarCharType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.FileAccesses;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.Block;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** SQL over the connector. */
class ArrowIpcTableITCase {

    private static final int BLOCKS = 10;
    private static final int ROWS = 1_000;

    /** Wide enough that a column which is not read shows in the bytes that are. */
    private static final String WIDE = "x".repeat(200);

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private java.nio.file.Path directory;

    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private TableEnvironment sql;

    @BeforeEach
    void createEnvironment() {
        sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        sql.getConfig().set("table.local-time-zone", "UTC");
        sql.getConfig().set("parallelism.default", "2");
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void everyRowIsReadOnce(IpcContainer container) throws Exception {
        write("a", container);
        createTable("t", "id BIGINT, text STRING");

        List<Row> rows = rows("SELECT text, id FROM t");

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, BLOCKS * ROWS)
                                .mapToObj(id -> Row.of(ArrowFiles.text(id), id))
                                .toList());
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @Test
    void anEmptyDirectoryIsAnEmptyTableAndNoDirectoryIsAnError() throws Exception {
        createTable("t", "id BIGINT");
        sql.executeSql(
                "CREATE TABLE missing WITH ('path' = 'file:/no/such/path') LIKE t"
                        + " (OVERWRITING OPTIONS)");

        assertThat(rows("SELECT id FROM t")).isEmpty();
        assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly(Row.of(0L));
        assertThatThrownBy(() -> rows("SELECT id FROM missing"))
                .rootCause()
                .hasMessageContaining("/no/such/path");
    }

    @Test
    void onlyTheNestedFieldsOfTheQueryAreRead() throws Exception {
        Path file = writeNested("a", BLOCKS * ROWS);
        createTable(
                "t", "id BIGINT, wide STRING, r ROW<a INT, wide STRING, n ROW<b INT, c STRING>>");

        assertThat(sql.explainSql("SELECT r.n.b FROM t")).contains("project=[r_n_b]");
        List<Row> rows = rows("SELECT id, r.n.b, r.a FROM t");

        assertThat(rows)
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, BLOCKS * ROWS)
                                .mapToObj(ArrowIpcTableITCase::nestedResult)
                                .toList());
        // Beside the values the least that is requested of a store, for the header and three runs.
        assertThat(bytesRead(file)).isLessThan(BLOCKS * ROWS * (8L + 4 + 4 + 1) + 4L * (64 << 10));
    }

    @Test
    void aRowAndAFieldOfItAreReadOnce() throws Exception {
        writeNested("a", ROWS);
        createTable("t", "id BIGINT, r ROW<a INT, n ROW<b INT>>");

        assertThat(rows("SELECT r, r.n, r.n.b, r.a FROM t WHERE id = 1"))
                .containsExactly(Row.of(Row.of(1, Row.of(2)), Row.of(2), 2, 1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "SELECT COUNT(*) FROM t WHERE id < 7 | 7",
                "SELECT COUNT(*) FROM (SELECT id FROM t LIMIT 5) | 5",
                "SELECT COUNT(text) FROM t | 10000",
                "SELECT COUNT(DISTINCT text) FROM t | 10000",
                "SELECT COUNT(*) FILTER (WHERE id < 7) FROM t | 7",
            })
    void countingSomeRowsCountsThose(String query, long count) throws Exception {
        write("a", IpcContainer.FILE);
        createTable("t", "id BIGINT, text STRING");

        assertThat(rows(query)).containsExactly(Row.of(count));
    }

    @Test
    void rowsOfStreamsAreCountedToo() throws Exception {
        write("a", IpcContainer.STREAM);
        write("b", IpcContainer.FILE);
        createTable("t", "id BIGINT");

        assertThat(rows("SELECT COUNT(*) FROM t")).containsExactly(Row.of(2L * BLOCKS * ROWS));
    }

    @Test
    void aLimitEndsTheReading() throws Exception {
        Path file = write("a", IpcContainer.FILE);
        createTable("t", "id BIGINT", "'split.min-bytes' = '0'", "'scan.parallelism' = '1'");

        assertThat(sql.explainSql("SELECT id FROM t LIMIT 3")).contains("limit=[3]");
        fileSystem.accesses().forget();
        assertThat(rows("SELECT id FROM t LIMIT 3")).hasSize(3);

        assertThat(blocksRead(file)).hasSize(1);
    }

    @Test
    void onlyThePartitionsOfTheQueryAreRead() throws Exception {
        Files.createDirectories(directory.resolve("n=1/day=mon"));
        Files.createDirectories(directory.resolve("n=2/day=tue"));
        Files.createDirectories(directory.resolve("n=2/day=__DEFAULT_PARTITION__"));
        Path one = write("n=1/day=mon/a", IpcContainer.FILE);
        Path two = write("n=2/day=tue/a", IpcContainer.FILE);
        write("n=2/day=__DEFAULT_PARTITION__/a", IpcContainer.FILE);
        sql.executeSql(
                """
                CREATE TABLE t (day STRING, id BIGINT, n INT) PARTITIONED BY (n, day)
                WITH ('connector' = 'arrow-ipc', 'path' = '%s')
                """
                        .formatted(fileSystem.path(directory))
                        .replace("day", "`day`"));

        assertThat(rows("SELECT n, `day`, id FROM t WHERE id = 7"))
                .containsExactlyInAnyOrder(
                        Row.of(1, "mon", 7L), Row.of(2, "tue", 7L), Row.of(2, null, 7L));
        fileSystem.accesses().forget();
        assertThat(rows("SELECT `day`, n FROM t WHERE n = 2 AND `day` = 'tue' AND id = 3"))
                .containsExactly(Row.of("tue", 2));
        assertThat(fileSystem.accesses().opened()).contains(two).doesNotContain(one);
        assertThat(rows("SELECT id FROM t WHERE n = 3")).isEmpty();
        assertThat(rows("SELECT COUNT(*) FROM t WHERE n = 2"))
                .containsExactly(Row.of(2L * BLOCKS * ROWS));
        assertThat(rows("SELECT DISTINCT n FROM t"))
                .containsExactlyInAnyOrder(Row.of(1), Row.of(2));
    }

    @Test
    void oneLocalFileIsReadInParallel() throws Exception {
        ArrowFiles.write(directory.resolve("a"), BLOCKS, ROWS);
        sql.executeSql(
                """
                CREATE TABLE t (id BIGINT) WITH ('connector' = 'arrow-ipc', 'path' = '%s',
                    'scan.parallelism' = '3')
                """
                        .formatted(directory.toUri()));

        assertThat(sql.explainSql("SELECT id FROM t", ExplainDetail.JSON_EXECUTION_PLAN))
                .containsPattern("Source: t[^}]*\"parallelism\" : 3");
        assertThat(rows("SELECT SUM(id) FROM t"))
                .containsExactly(Row.of(LongStream.range(0, BLOCKS * ROWS).sum()));
    }

    @Test
    void whatIsInsertedIsReadBack() throws Exception {
        sql.executeSql(
                """
                CREATE TABLE t (id BIGINT, `day` STRING, r ROW<a INT>) PARTITIONED BY (`day`)
                WITH ('connector' = 'arrow-ipc', 'path' = '%s', 'arrow-ipc.compression' = 'zstd',
                    'split.min-bytes' = '0', 'on-broken-file' = 'skip', 'sink.parallelism' = '1')
                """
                        .formatted(directory.toUri()));

        insert("INSERT INTO t VALUES (1, 'mon', ROW(5)), (2, 'tue', CAST(NULL AS ROW<a INT>))");
        insert("INSERT OVERWRITE t PARTITION (`day` = 'mon') SELECT 3, ROW(6)");

        assertThat(rows("SELECT * FROM t"))
                .containsExactlyInAnyOrder(Row.of(3L, "mon", Row.of(6)), Row.of(2L, "tue", null));
        assertThat(rows("SELECT r.a, `day` FROM t"))
                .containsExactlyInAnyOrder(Row.of(6, "mon"), Row.of(null, "tue"));
    }

    @Test
    void aMonitoredTableHasFilesThatAppear() throws Exception {
        Files.createDirectories(directory.resolve("k=1"));
        write("k=1/a", IpcContainer.FILE);
        sql = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        sql.executeSql(
                """
                CREATE TABLE t (id BIGINT, k INT) PARTITIONED BY (k)
                WITH ('connector' = 'arrow-ipc', 'path' = '%s',
                    'source.monitor-interval' = '20 ms')
                """
                        .formatted(fileSystem.path(directory)));

        try (CloseableIterator<Row> rows =
                sql.executeSql("SELECT k, id FROM t WHERE k > 0 AND id < 2").collect()) {
            assertThat(List.of(rows.next(), rows.next()))
                    .containsExactlyInAnyOrder(Row.of(1, 0L), Row.of(1, 1L));
            Files.createDirectories(directory.resolve("k=2"));
            write("k=2/b", IpcContainer.FILE);
            assertThat(List.of(rows.next(), rows.next()))
                    .containsExactlyInAnyOrder(Row.of(2, 0L), Row.of(2, 1L));
        }
    }

    @Test
    void aBrokenFileFailsTheQueryOrIsSkipped() throws Exception {
        write("a", IpcContainer.FILE);
        Files.writeString(directory.resolve("b"), "this is not an Arrow IPC file");
        createTable("strict", "id BIGINT");
        createTable("lenient", "id BIGINT", "'on-broken-file' = 'skip'");

        assertThat(rows("SELECT COUNT(id) FROM lenient"))
                .containsExactly(Row.of((long) BLOCKS * ROWS));
        assertThatThrownBy(() -> rows("SELECT id FROM strict"))
                .rootCause()
                .isInstanceOf(IpcFormatException.class)
                .hasMessageContaining("/b: ");
    }

    @Test
    void aFieldOfARowThatIsNullIsNullAlsoWhereItIsDeclaredNotNull() throws Exception {
        createTable("t", "id BIGINT, r ROW<a INT NOT NULL, s STRING>", "'sink.parallelism' = '1'");
        insert(
                """
                INSERT INTO t VALUES (1, CAST(NULL AS ROW<a INT NOT NULL, s STRING>)),
                    (2, CAST(ROW(7, 'x') AS ROW<a INT NOT NULL, s STRING>))
                """);

        assertThat(rows("SELECT id, r.a FROM t ORDER BY id"))
                .containsExactly(Row.of(1L, null), Row.of(2L, 7));
    }

    /** The reads of values and headers: all but those of the footer, which come with a tail. */
    private List<FileAccesses.Range> reads(Path file) throws Exception {
        long size = Files.size(fileSystem.local(file));
        return fileSystem.accesses().reads().stream()
                .filter(read -> read.path().equals(file) && read.end() < size)
                .toList();
    }

    private long bytesRead(Path file) throws Exception {
        return reads(file).stream().mapToLong(FileAccesses.Range::length).sum();
    }

    /** The blocks whose bodies were read, at least in part. */
    private List<Block> blocksRead(Path file) throws Exception {
        List<FileAccesses.Range> reads = reads(file);
        return blocks(file).stream()
                .filter(block -> reads.stream().anyMatch(read -> touchesBody(read, block)))
                .toList();
    }

    private static boolean touchesBody(FileAccesses.Range read, Block block) {
        return read.end() > block.offset() + block.metadataLength()
                && read.offset() < block.offset() + block.length();
    }

    private List<Block> blocks(Path file) throws Exception {
        List<Block> blocks = new ArrayList<>();
        try (IpcFileReader reader =
                IpcFileReader.open(
                        SeekableInput.ofFile(fileSystem.local(file)), ReadOptions.DEFAULT)) {
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                blocks.add(reader.block(i));
            }
        }
        return blocks;
    }

    private static Row nestedResult(int id) {
        boolean hasRow = id % 3 != 0;
        boolean hasInner = hasRow && id % 2 != 0;
        return Row.of((long) id, hasInner ? 2 * id : null, hasRow ? id : null);
    }

    private Path writeNested(String name, int batchRows) throws Exception {
        RowType inner =
                RowType.of(
                        new LogicalType[] {new IntType(), new VarCharType(VarCharType.MAX_LENGTH)},
                        new String[] {"b", "c"});
        RowType outer =
                RowType.of(
                        new LogicalType[] {
                            new IntType(), new VarCharType(VarCharType.MAX_LENGTH), inner
                        },
                        new String[] {"a", "wide", "n"});
        RowType type =
                RowType.of(
                        new LogicalType[] {
                            new BigIntType(), new VarCharType(VarCharType.MAX_LENGTH), outer
                        },
                        new String[] {"id", "wide", "r"});
        StringData wide = StringData.fromString(WIDE);
        List<RowData> rows = new ArrayList<>();
        for (int id = 0; id < BLOCKS * ROWS; id++) {
            RowData n = id % 2 == 0 ? null : GenericRowData.of(2 * id, wide);
            RowData r = id % 3 == 0 ? null : GenericRowData.of(id, wide, n);
            rows.add(GenericRowData.of((long) id, wide, r));
        }
        java.nio.file.Path file = directory.resolve(name);
        ArrowFiles.write(
                new Path(file.toUri()),
                type,
                rows,
                ArrowIpcWriteOptions.DEFAULT.withBatchRows(batchRows));
        return fileSystem.path(file);
    }

    private Path write(String name, IpcContainer container) throws Exception {
        java.nio.file.Path hidden = directory.resolve("_writing");
        ArrowFiles.write(
                hidden, BLOCKS, ROWS, ArrowIpcWriteOptions.DEFAULT.withContainer(container));
        return fileSystem.path(Files.move(hidden, directory.resolve(name)));
    }

    private void createTable(String name, String columns, String... options) {
        String more = options.length == 0 ? "" : ", " + String.join(", ", options);
        sql.executeSql(
                "CREATE TABLE %s (%s) WITH ('connector' = 'arrow-ipc', 'path' = '%s'%s)"
                        .formatted(name, columns, fileSystem.path(directory), more));
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
}
