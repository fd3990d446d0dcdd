/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.SinkJobs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What Flink's file system connector offers to those who write, under both connectors. */
class WrittenTablesITCase {

    private static final int ROWS = 10_000;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private Path directory;

    @ParameterizedTest
    @EnumSource(Connector.class)
    void rowsAreInsertedIntoPartitionsAndPartitionsOverwritten(Connector connector)
            throws Exception {
        TestTables tables = TestTables.inBatch(directory);
        tables.createPartitioned(connector, "t", "id BIGINT, k STRING, n INT", "k, n");

        tables.insert("INSERT INTO t VALUES (1, 'a', 1), (2, 'a', 2), (3, 'c', 2)");
        tables.insert("INSERT INTO t PARTITION (k = 'a', n = 1) SELECT 4");
        assertThat(tables.rows("SELECT * FROM t"))
                .containsExactlyInAnyOrder(
                        Row.of(1L, "a", 1),
                        Row.of(4L, "a", 1),
                        Row.of(2L, "a", 2),
                        Row.of(3L, "c", 2));
        assertThat(directory.resolve("t/k=c/n=2")).isDirectory();

        tables.insert("INSERT OVERWRITE t PARTITION (k = 'a') SELECT 5, 2");
        tables.insert("INSERT OVERWRITE t VALUES (6, 'b', 3)");
        assertThat(tables.rows("SELECT * FROM t"))
                .as("partitions that are written anew, and no others")
                .containsExactlyInAnyOrder(
                        Row.of(1L, "a", 1),
                        Row.of(4L, "a", 1),
                        Row.of(5L, "a", 2),
                        Row.of(3L, "c", 2),
                        Row.of(6L, "b", 3));
    }

    /** Flink's file system connector writes such a partition, too, but cannot read it. */
    @Test
    void thePartitionOfNullHasTheNameThatAnOptionSays() throws Exception {
        TestTables tables = TestTables.inBatch(directory);
        tables.createPartitioned(
                Connector.ARROW_IPC,
                "t",
                "id BIGINT, k STRING",
                "k",
                "'partition.default-name' = 'none'");

        tables.insert("INSERT INTO t VALUES (1, CAST(NULL AS STRING)), (2, 'a')");

        assertThat(directory.resolve("t/k=none")).isDirectory();
        assertThat(tables.rows("SELECT * FROM t WHERE k IS NULL"))
                .containsExactly(Row.of(1L, null));
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void aTableIsOverwrittenAsAWhole(Connector connector) throws Exception {
        TestTables tables = TestTables.inBatch(directory);
        tables.create(connector, "t", "id BIGINT", "'sink.parallelism' = '2'");

        tables.insert("INSERT INTO t VALUES (1), (2)");
        tables.insert("INSERT OVERWRITE t VALUES (3)");

        assertThat(tables.rows("SELECT * FROM t")).containsExactly(Row.of(3L));
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void filesAreRolledWhenTheyAreLargeEnough(Connector connector) throws Exception {
        insertInStreaming(
                connector,
                "",
                "1 h",
                "'sink.rolling-policy.file-size' = '4 kb'",
                "'arrow-ipc.batch.rows' = '100'");

        List<Path> files = SinkJobs.files(directory.resolve("t"));
        assertThat(files).as("of a job with a single checkpoint").hasSizeGreaterThan(20);
        for (Path file : files) {
            assertThat(Files.size(file)).isLessThan(16 << 10);
        }
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void smallFilesAreJoined(Connector connector) throws Exception {
        insertInStreaming(
                connector,
                "k",
                "20 ms",
                "'auto-compaction' = 'true'",
                "'compaction.file-size' = '1 mb'",
                "'arrow-ipc.batch.rows' = '100'");

        assertThat(SinkJobs.files(directory.resolve("t")))
                .isNotEmpty()
                .allMatch(file -> file.getFileName().toString().startsWith("compacted-"));
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void partitionsAreCommittedWhenTheyAreComplete(Connector connector) throws Exception {
        insertInStreaming(
                connector,
                "k",
                "20 ms",
                "'sink.partition-commit.policy.kind' = 'success-file,custom'",
                "'sink.partition-commit.policy.class' = '%s'"
                        .formatted(RecordingCommitPolicy.class.getName()),
                "'sink.partition-commit.success-file.name' = '_DONE'");

        assertThat(directory.resolve("t/k=0/_DONE")).isEmptyFile();
        assertThat(directory.resolve("t/k=1/_DONE")).isEmptyFile();
        assertThat(RecordingCommitPolicy.committedBelow(directory.resolve("t").toString()))
                .contains(List.of("0"), List.of("1"));
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void aPartitionThatABatchJobWroteIsMarked(Connector connector) throws Exception {
        TestTables tables = TestTables.inBatch(directory);
        tables.createPartitioned(
                connector,
                "t",
                "id BIGINT, k INT",
                "k",
                "'sink.partition-commit.policy.kind' = 'success-file'");

        tables.insert("INSERT INTO t VALUES (1, 7)");

        assertThat(directory.resolve("t/k=7/_SUCCESS")).isEmptyFile();
        assertThat(tables.rows("SELECT * FROM t")).containsExactly(Row.of(1L, 7));
    }

    /** Inserts rows into a table, and reads them all back. */
    private void insertInStreaming(
            Connector connector, String by, String checkpointInterval, String... options)
            throws Exception {
        TestTables tables = TestTables.inStreaming(directory);
        tables.sql().getConfig().set("execution.checkpointing.interval", checkpointInterval);
        ArrowFiles.write(tables.local("input/a"), 10, ROWS / 10);
        tables.create(Connector.ARROW_IPC, "input", "id BIGINT, text STRING");
        tables.createPartitioned(connector, "t", "id BIGINT, text STRING, k INT", by, options);

        tables.insert("INSERT INTO t SELECT id, text, CAST(MOD(id, 2) AS INT) FROM input");

        tables = TestTables.inBatch(directory);
        tables.createPartitioned(connector, "t", "id BIGINT, text STRING, k INT", by);
        assertThat(tables.rows("SELECT k, text, id FROM t"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, ROWS)
                                .mapToObj(id -> Row.of((int) id % 2, ArrowFiles.text(id), id))
                                .toList());
    }
}
