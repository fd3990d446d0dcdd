/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.Period;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tables that are created and written in the catalog. */
class CatalogWriteITCase {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @TempDir private Path directory;

    @Test
    void aTableIsWhatItWasDeclaredInAnotherSessionToo() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run(
                """
                CREATE TABLE t (
                    id BIGINT NOT NULL COMMENT 'the number',
                    code CHAR(3),
                    `at` TIMESTAMP_LTZ(3),
                    `clock` TIME(0),
                    `bag` MULTISET<VARCHAR(9)>,
                    `a``b` ROW<x DECIMAL(7, 2) NOT NULL, `y z` ARRAY<INT>>,
                    `from` STRING METADATA FROM 'file.name' VIRTUAL,
                    PRIMARY KEY (id) NOT ENFORCED
                ) COMMENT 'about ''it''' WITH ('arrow-ipc.compression' = 'zstd')
                """);

        CatalogSession next = CatalogSession.of(directory);

        assertThat(next.tables()).containsExactly("t");
        assertThat(next.rows("SELECT * FROM t")).isEmpty();
        assertThat(next.rows("SHOW CREATE TABLE t"))
                .isEqualTo(session.rows("SHOW CREATE TABLE t"))
                .asString()
                .contains(
                        "'the number'",
                        "CHAR(3)",
                        "TIMESTAMP(3) WITH LOCAL TIME ZONE",
                        "TIME(0)",
                        "MULTISET<VARCHAR(9)>",
                        "ROW<`x` DECIMAL(7, 2) NOT NULL, `y z` ARRAY<INT>>",
                        "METADATA FROM 'file.name' VIRTUAL",
                        "PRIMARY KEY (`id`) NOT ENFORCED",
                        "COMMENT 'about ''it'''",
                        "'arrow-ipc.compression' = 'zstd'");
    }

    @Test
    void rowsAreAddedAndReplaced() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run("CREATE TABLE t (id BIGINT, `at` TIMESTAMP_LTZ(3))");
        session.run(
                "INSERT INTO t VALUES (1, TO_TIMESTAMP_LTZ(0, 3)), (2, CAST(NULL AS TIMESTAMP_LTZ(3)))");
        session.run("INSERT INTO t VALUES (3, CAST(NULL AS TIMESTAMP_LTZ(3)))");

        assertThat(session.rows("SELECT * FROM t"))
                .containsExactlyInAnyOrder(
                        Row.of(1L, Instant.EPOCH), Row.of(2L, null), Row.of(3L, null));

        session.run("INSERT OVERWRITE t VALUES (4, CAST(NULL AS TIMESTAMP_LTZ(3)))");

        CatalogSession next = CatalogSession.of(directory);
        assertThat(next.rows("SELECT id FROM t")).containsExactly(Row.of(4L));
        assertThat(next.rows("SELECT COUNT(*) FROM t")).containsExactly(Row.of(1L));
    }

    @Test
    void aTableIsMadeOfAQuery() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run(
                "CREATE TABLE t AS SELECT id, INTERVAL '1' SECOND AS s, INTERVAL '2' YEAR AS y"
                        + " FROM (VALUES (1), (2)) AS v (id)");

        assertThat(CatalogSession.of(directory).rows("SELECT s, y, id FROM t"))
                .containsExactlyInAnyOrder(
                        Row.of(Duration.ofSeconds(1), Period.ofMonths(24), 1),
                        Row.of(Duration.ofSeconds(1), Period.ofMonths(24), 2));
    }

    @Test
    void partitionsAreWrittenListedAndReplacedOneByOne() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        session.run(
                "CREATE TABLE t (`day` INT, id BIGINT, `h` STRING) PARTITIONED BY (`day`, `h`)"
                        + " WITH ('partition.default-name' = 'none')");
        session.run(
                "INSERT INTO t VALUES (1, 10, 'a'), (2, 20, 'b/c'), (2, 21, CAST(NULL AS STRING))");

        CatalogSession next = CatalogSession.of(directory);
        assertThat(next.rows("SHOW PARTITIONS t"))
                .containsExactly(
                        Row.of("day=1/h=a"), Row.of("day=2/h=b/c"), Row.of("day=2/h=none"));
        assertThat(next.rows("SELECT * FROM t"))
                .containsExactlyInAnyOrder(
                        Row.of(1, 10L, "a"), Row.of(2, 20L, "b/c"), Row.of(2, 21L, null));
        next.run("INSERT OVERWRITE t PARTITION (`day` = 1, `h` = 'a') SELECT CAST(11 AS BIGINT)");
        assertThat(next.rows("SELECT id FROM t WHERE `day` = 1")).containsExactly(Row.of(11L));
        assertThat(next.rows("SELECT COUNT(*) FROM t")).containsExactly(Row.of(3L));
        assertThatThrownBy(() -> next.run("ALTER TABLE t DROP PARTITION (`day` = 1, `h` = 'a')"))
                .hasStackTraceContaining("'drop-deletes-data' = 'true'");

        CatalogSession dropping =
                CatalogSession.with(directory.toUri().toString(), ", 'drop-deletes-data' = 'true'");
        dropping.run("ALTER TABLE t DROP PARTITION (`day` = 1, `h` = 'a')");
        assertThat(dropping.rows("SELECT id FROM t WHERE `day` = 1")).isEmpty();
        assertThat(dropping.rows("SELECT COUNT(*) FROM t")).containsExactly(Row.of(2L));
    }

    @Test
    void streamingJobsWriteAndReadTables() throws Exception {
        CatalogSession session = CatalogSession.streaming(directory);
        session.run("CREATE TABLE t (id BIGINT, p STRING) PARTITIONED BY (p)");
        session.run("INSERT INTO t VALUES (1, 'a'), (2, 'b')");
        session.run("CREATE TABLE copied AS SELECT * FROM t");

        assertThat(CatalogSession.streaming(directory).rows("SELECT * FROM copied"))
                .containsExactlyInAnyOrder(Row.of(1L, "a"), Row.of(2L, "b"));
    }

    @Test
    void whatAQueryThatFailsLeavesIsDroppedAndMadeAgain() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        ArrowFiles.write(directory.resolve("a.arrow"), 1, 3);

        assertThatThrownBy(
                        () -> session.run("CREATE TABLE t AS SELECT CAST(text AS INT) AS n FROM a"))
                .isInstanceOf(ExecutionException.class);
        session.run("DROP TABLE t");
        session.run("CREATE TABLE t AS SELECT id FROM a");

        assertThat(session.rows("SELECT COUNT(*) FROM t")).containsExactly(Row.of(3L));
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("a.arrow", "t");
    }

    @Test
    void aFileIsNeverWrittenOver() throws Exception {
        CatalogSession session = CatalogSession.of(directory);
        Path file = directory.resolve("a.arrow");
        ArrowFiles.write(file, 1, 3);
        byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> session.run("INSERT INTO a VALUES (1, 'x')"))
                .hasStackTraceContaining("a.arrow");
        assertThatThrownBy(() -> session.run("INSERT OVERWRITE a VALUES (1, 'x')"))
                .hasStackTraceContaining("a.arrow");

        assertThat(file).hasBinaryContent(before);
    }
}
