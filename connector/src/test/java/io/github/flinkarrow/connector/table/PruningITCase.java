/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.types.Types;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Filters of SQL, by what is read of the file. */
class PruningITCase {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private TestTables tables;

    @BeforeEach
    void createEnvironment() {
        tables = TestTables.inBatch(directory);
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void aPushedFilterReadsOnlyTheBlocksThatItDoesNotExclude(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("t/a"), 10, 10_000);
        tables.create(connector, "t", "id BIGINT, text STRING");

        String query =
                "SELECT id FROM t WHERE id BETWEEN 25000 AND 42000 AND text LIKE 'row number 3%'";
        assertThat(tables.sql().explainSql(query))
                .containsPattern("TableSourceScan\\(.*filter=\\[.*(>=|SEARCH).*LIKE");
        assertThat(tables.rows(query)).hasSize(10_000);
        assertThat(tables.blocksRead("t/a")).containsExactly(3);

        tables.fileSystem().accesses().forget();
        assertThat(tables.rows("SELECT id FROM t")).hasSize(100_000);
        assertThat(tables.blocksRead("t/a")).hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void columnsThatOnlyTheFilterKnowsAreReadAndNoOthers(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("t/a"), 10, 100);
        tables.create(connector, "t", "id BIGINT, text STRING");

        assertThat(tables.rows("SELECT text FROM t WHERE id = 777"))
                .containsExactly(Row.of("row number 777"));
        assertThat(tables.blocksRead("t/a")).containsExactly(7);
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void twoFiltersOfOneTableInOneQueryAreKeptApart(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("t/a"), 10, 100);
        tables.create(connector, "t", "id BIGINT, text STRING");

        assertThat(
                        tables.rows(
                                "SELECT COUNT(*) FROM (SELECT id FROM t WHERE id < 10 UNION ALL "
                                        + "SELECT id FROM t WHERE id >= 990 UNION ALL SELECT id FROM t)"))
                .containsExactly(Row.of(1_020L));
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void valuesOfPartitionsAndMetadataAreNotThoseOfColumnsOfTheSameName(Connector connector)
            throws Exception {
        ArrowFiles.write(tables.local("t/id=5000/a"), 2, 10);
        tables.createPartitioned(
                connector,
                "t",
                "rest INT, id BIGINT, text STRING NOT NULL METADATA FROM 'file.name' VIRTUAL",
                "id");

        assertThat(tables.rows("SELECT id FROM t WHERE id = 5000 OR rest = 1")).hasSize(20);
        assertThat(tables.rows("SELECT text FROM t WHERE text = 'a'")).hasSize(20);
        assertThat(tables.rows("SELECT text FROM t WHERE text = 'a' AND rest IS NULL")).hasSize(20);
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void aFilterBesideThoseOfPartitionsPrunesInsideThem(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("t/k=1/a"), 10, 100);
        ArrowFiles.write(tables.local("t/k=2/a"), 10, 100);
        tables.createPartitioned(connector, "t", "id BIGINT, k INT", "k");

        assertThat(tables.rows("SELECT k, id FROM t WHERE k = 2 AND id = 555"))
                .containsExactly(Row.of(2, 555L));
        assertThat(tables.blocksRead("t/k=1/a")).isEmpty();
        assertThat(tables.blocksRead("t/k=2/a")).containsExactly(5);
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void aLimitBehindAFilterCountsTheRowsThatPass(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("t/a"), 10, 100);
        tables.create(connector, "t", "id BIGINT, text STRING");

        assertThat(tables.rows("SELECT id FROM t WHERE MOD(id, 100) = 99 AND id > 300 LIMIT 5"))
                .hasSize(5);
        assertThat(tables.rows("SELECT id FROM (SELECT id FROM t LIMIT 1000) WHERE id >= 990"))
                .hasSize(10);
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void timestampsAreComparedInTheTimeZoneOfTheSession(Connector connector) throws Exception {
        List<RowData> rows = new ArrayList<>();
        for (int hour = 0; hour < 100; hour++) {
            TimestampData time = TimestampData.fromEpochMillis(hour * 3_600_000L);
            rows.add(GenericRowData.of(hour, time, time));
        }
        ArrowFiles.write(
                new Path(tables.local("t/a").toUri()),
                Types.row("h INT, z TIMESTAMP_LTZ(3), t TIMESTAMP(3)"),
                rows,
                ArrowIpcWriteOptions.DEFAULT.withBatchRows(10));
        tables.create(connector, "t", "h INT, z TIMESTAMP_LTZ(3), t TIMESTAMP(3)");
        tables.sql().getConfig().set("table.local-time-zone", "America/New_York");
        String midnight = "TIMESTAMP '1970-01-02 00:00:00'";

        assertThat(
                        tables.rows(
                                "SELECT h FROM t WHERE z = CAST(%s AS TIMESTAMP_LTZ(3))"
                                        .formatted(midnight)))
                .containsExactly(Row.of(29));
        assertThat(tables.blocksRead("t/a")).containsExactly(2);
        for (String condition :
                List.of(
                        "z = " + midnight,
                        "CAST(z AS TIMESTAMP(3)) = " + midnight,
                        "z = CAST(t AS TIMESTAMP_LTZ(3)) AND h = 29 OR h = 29",
                        "CAST(DATE '1970-01-02' AS TIMESTAMP_LTZ(3)) = z",
                        "z BETWEEN TO_TIMESTAMP_LTZ(104400, 0) AND TO_TIMESTAMP_LTZ(104400000, 3)")) {
            assertThat(tables.rows("SELECT h FROM t WHERE " + condition))
                    .as(condition)
                    .containsExactly(Row.of(29));
        }
        assertThat(tables.rows("SELECT h FROM t WHERE t = " + midnight))
                .containsExactly(Row.of(24));
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void dictionaryEncodedColumnsPruneAsOthersDo(Connector connector) throws Exception {
        ArrowFiles.write(
                tables.local("t/a"),
                10,
                100,
                ArrowIpcWriteOptions.DEFAULT.withDictionaryColumns(List.of("text")));
        tables.create(connector, "t", "id BIGINT, text STRING");

        assertThat(tables.rows("SELECT id FROM t WHERE text = 'row number 555'"))
                .containsExactly(Row.of(555L));
        assertThat(tables.blocksRead("t/a"))
                .as("'row number 0' to '99' among them")
                .containsExactly(0, 5);
    }

    /** Statistics are of whole columns: a field that has another column's name is not it. */
    @ParameterizedTest
    @EnumSource(Connector.class)
    void aNestedFieldIsNotTheColumnOfItsName(Connector connector) throws Exception {
        List<RowData> rows = new ArrayList<>();
        for (int id = 0; id < 100; id++) {
            rows.add(GenericRowData.of(id, id + 1_000, GenericRowData.of(-id, id + 2_000)));
        }
        ArrowFiles.write(
                new Path(tables.local("t/a").toUri()),
                Types.row("a INT, r_a INT, r ROW<a INT, b INT>"),
                rows,
                ArrowIpcWriteOptions.DEFAULT.withBatchRows(10));
        tables.create(connector, "t", "a INT, r_a INT, r ROW<a INT, b INT>");

        assertThat(tables.rows("SELECT a FROM t WHERE r.a = -50")).containsExactly(Row.of(50));
        assertThat(tables.rows("SELECT r.b FROM t WHERE r.a = -50 AND r.b > 0"))
                .containsExactly(Row.of(2_050));
        tables.fileSystem().accesses().forget();
        assertThat(tables.rows("SELECT r_a, r.a FROM t WHERE r.a < -40 AND r_a = 1055"))
                .containsExactly(Row.of(1_055, -55));
        assertThat(tables.blocksRead("t/a")).containsExactly(5);
    }

    @Test
    void countingTheRowsOfAFilterReadsTheBlocksThatItLeaves() throws Exception {
        ArrowFiles.write(tables.local("t/k=1/a"), 10, 100);
        ArrowFiles.write(tables.local("t/k=2/a"), 10, 100);
        tables.createPartitioned(Connector.ARROW_IPC, "t", "id BIGINT, k INT", "k");

        assertThat(tables.rows("SELECT COUNT(*) FROM t WHERE id < 250"))
                .containsExactly(Row.of(500L));
        assertThat(tables.blocksRead("t/k=1/a")).containsExactly(0, 1, 2);

        String ofPartition = "SELECT COUNT(*) FROM t WHERE k = 2";
        assertThat(tables.sql().explainSql(ofPartition)).contains("aggregates=[");
        tables.fileSystem().accesses().forget();
        assertThat(tables.rows(ofPartition)).containsExactly(Row.of(1000L));
        assertThat(tables.blocksRead("t/k=1/a")).isEmpty();
        assertThat(tables.blocksRead("t/k=2/a")).as("a condition on partitions only").isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void aMonitoredTablePrunesFilesThatAppear(Connector connector) throws Exception {
        tables = TestTables.inStreaming(directory);
        ArrowFiles.write(tables.local("t/a"), 10, 100);
        tables.create(
                connector, "t", "id BIGINT, text STRING", "'source.monitor-interval' = '20 ms'");

        try (CloseableIterator<Row> rows =
                tables.sql().executeSql("SELECT id FROM t WHERE id >= 998").collect()) {
            assertThat(List.of(rows.next(), rows.next()))
                    .containsExactly(Row.of(998L), Row.of(999L));
            ArrowFiles.write(tables.local("t/_b"), 20, 100);
            Files.move(tables.local("t/_b"), tables.local("t/b"));
            IntStream.range(0, 1_002).forEach(i -> rows.next());
        }
        assertThat(tables.blocksRead("t/a")).containsExactly(9);
        assertThat(tables.blocksRead("t/b"))
                .containsExactlyElementsOf(IntStream.range(9, 20).boxed().toList());
    }
}
