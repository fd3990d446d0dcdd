/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.FileAccesses;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.connector.types.Types;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Filters of SQL under the file system connector, by what is read of the file. */
class PruningITCase {

    private static final String FORMAT = "'connector' = 'filesystem', 'format' = 'arrow-ipc'";
    private static final int BLOCKS = 30;

    /** Of the first two conditions all blocks but one, and some of the others. */
    private static final int LEAST_PRUNED = 2 * (BLOCKS - 1) + 10;

    /** Each costs a quarter of a second. */
    private static final int CONDITIONS = 10;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private TableEnvironment sql;

    @BeforeEach
    void createEnvironment() {
        sql = TableEnvironment.create(EnvironmentSettings.inBatchMode());
        sql.getConfig().set("table.local-time-zone", "America/New_York");
        sql.getConfig().set("parallelism.default", "1");
    }

    @Test
    void aPushedFilterReadsOnlyTheBlocksThatItDoesNotExclude() throws Exception {
        Path file = fileSystem.path(directory.resolve("t/a"));
        Files.createDirectories(directory.resolve("t"));
        ArrowFiles.write(directory.resolve("t/a"), 10, 10_000);
        createTable("t", "id BIGINT, text STRING", "");

        String query =
                "SELECT id FROM t WHERE id BETWEEN 25000 AND 42000 AND text LIKE 'row number 3%'";
        assertThat(sql.explainSql(query))
                .containsPattern("TableSourceScan\\(.*filter=\\[.*(>=|SEARCH).*LIKE");
        assertThat(rows(query)).hasSize(10_000);
        assertThat(blocksRead(file)).containsExactly(3);
        long filtered = fileSystem.accesses().bytesRead(file);

        fileSystem.accesses().forget();
        assertThat(rows("SELECT id FROM t")).hasSize(100_000);
        assertThat(fileSystem.accesses().bytesRead(file)).isGreaterThan(2 * filtered);
    }

    @Test
    void twoFiltersOfOneTableInOneQueryAreKeptApart() throws Exception {
        Files.createDirectories(directory.resolve("t"));
        ArrowFiles.write(directory.resolve("t/a"), 10, 100);
        createTable("t", "id BIGINT, text STRING", "");

        assertThat(
                        rows(
                                "SELECT COUNT(*) FROM (SELECT id FROM t WHERE id < 10 UNION ALL "
                                        + "SELECT id FROM t WHERE id >= 990 UNION ALL SELECT id FROM t)"))
                .containsExactly(Row.of(1_020L));
    }

    @Test
    void valuesOfPartitionsAndMetadataAreNotThoseOfColumnsOfTheSameName() throws Exception {
        Files.createDirectories(directory.resolve("t/id=5000"));
        ArrowFiles.write(directory.resolve("t/id=5000/a"), 2, 10);
        createTable(
                "t",
                "rest INT, id BIGINT, text STRING NOT NULL METADATA FROM 'file.name' VIRTUAL",
                " PARTITIONED BY (id)");

        assertThat(rows("SELECT id FROM t WHERE id = 5000 OR rest = 1")).hasSize(20);
        assertThat(rows("SELECT text FROM t WHERE text = 'a'")).hasSize(20);
    }

    /** Flink filters both; the tables are the same but for the statistics. */
    @Test
    void randomFiltersGiveTheSameRowsWithStatisticsAndWithout() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        RandomFilters filters = new RandomFilters(random);
        List<String> conditions =
                Stream.concat(
                                Stream.of("id < 15", "id >= 435"),
                                IntStream.range(0, CONDITIONS)
                                        .mapToObj(i -> filters.condition(i % 3)))
                        .toList();
        var type = Types.row(RandomFilters.COLUMNS);
        var rows = filters.rows(BLOCKS, 15);
        ArrowIpcWriteOptions options = ArrowIpcWriteOptions.DEFAULT.withBatchRows(15);
        for (String table : List.of("pruned", "plain")) {
            Files.createDirectories(directory.resolve(table));
            ArrowFiles.write(
                    new Path(directory.resolve(table).resolve("a").toUri()),
                    type,
                    rows,
                    options.withStatistics(table.equals("pruned")));
            createTable(table, RandomFilters.COLUMNS, "");
        }

        Map<Integer, Set<Long>> expected = passing("plain", conditions);
        Map<Integer, Set<Long>> actual = passing("pruned", conditions);

        for (int i = 0; i < conditions.size(); i++) {
            assertThat(actual.get(i))
                    .as("seed %d: %s", seed, conditions.get(i))
                    .isEqualTo(expected.get(i));
        }
        int all = blockReads(fileSystem.path(directory.resolve("plain/a"))).size();
        int left = blockReads(fileSystem.path(directory.resolve("pruned/a"))).size();

        assertThat(all - left).as("seed %d: of %d", seed, all).isGreaterThanOrEqualTo(LEAST_PRUNED);
    }

    /** The ids of the rows that pass each condition, all in one job. */
    private Map<Integer, Set<Long>> passing(String table, List<String> conditions)
            throws Exception {
        String query =
                IntStream.range(0, conditions.size())
                        .mapToObj(
                                i ->
                                        "SELECT %d, id FROM %s WHERE %s"
                                                .formatted(i, table, conditions.get(i)))
                        .collect(Collectors.joining(" UNION ALL "));
        Map<Integer, Set<Long>> passing = new TreeMap<>();
        IntStream.range(0, conditions.size()).forEach(i -> passing.put(i, new TreeSet<>()));
        for (Row row : rows(query)) {
            passing.get(row.<Integer>getFieldAs(0)).add(row.getFieldAs(1));
        }
        return passing;
    }

    private void createTable(String name, String columns, String partitions) {
        sql.executeSql(
                "CREATE TABLE %s (%s)%s WITH (%s, 'path' = '%s')"
                        .formatted(
                                name,
                                columns,
                                partitions,
                                FORMAT,
                                fileSystem.path(directory.resolve(name))));
    }

    private List<Row> rows(String query) throws Exception {
        List<Row> rows = new ArrayList<>();
        try (CloseableIterator<Row> result = sql.executeSql(query).collect()) {
            result.forEachRemaining(rows::add);
        }
        return rows;
    }

    private Set<Integer> blocksRead(Path file) throws Exception {
        return new HashSet<>(blockReads(file));
    }

    /** The blocks of a file in the order in which their first bytes were read. */
    private List<Integer> blockReads(Path file) throws Exception {
        List<Integer> blocks = new ArrayList<>();
        try (IpcFileReader reader =
                IpcFileReader.open(
                        SeekableInput.ofFile(fileSystem.local(file)), ReadOptions.DEFAULT)) {
            for (FileAccesses.Range read : fileSystem.accesses().reads()) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    long offset = reader.block(i).offset();
                    if (read.path().equals(file) && read.offset() == offset) {
                        blocks.add(i);
                    }
                }
            }
        }
        return blocks;
    }
}
