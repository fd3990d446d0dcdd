/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.util.Collections;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code COUNT(*)} of a table of two files, which the planner counts first. */
class CountITCase {

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    /** Files that were just modified are counted again. */
    private static final FileTime LONG_AGO = FileTime.fromMillis(1_600_000_000_000L);

    @TempDir private java.nio.file.Path directory;
    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();
    private StreamTableEnvironment sql;

    @BeforeEach
    void createTable() {
        Configuration batch = new Configuration();
        batch.set(ExecutionOptions.RUNTIME_MODE, RuntimeExecutionMode.BATCH);
        sql =
                StreamTableEnvironment.create(
                        StreamExecutionEnvironment.getExecutionEnvironment(batch));
        sql.executeSql(
                "CREATE TABLE t (id BIGINT) WITH ('connector' = 'arrow-ipc', 'path' = '%s')"
                        .formatted(fileSystem.path(directory)));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void filesThatThePlannerHasCountedAreNotOpenedAgain(boolean statistics) throws Exception {
        write("a", 5, statistics);
        write("b", 3, statistics);

        assertThat(result(count())).isEqualTo(80);

        assertThat(opened("a")).isEqualTo(1);
        assertThat(opened("b")).isEqualTo(1);
    }

    @Test
    void withoutThePlannersCountsEachFileIsRead() throws Exception {
        write("a", 5, true);
        write("b", 3, true);
        sql.getConfig().set("table.optimizer.source.report-statistics-enabled", "false");

        assertThat(result(count())).isEqualTo(80);
    }

    @Test
    void whatIsThereWhenTheJobStartsIsCounted() throws Exception {
        write("a", 5, true);
        write("b", 3, true);

        DataStream<Row> planned = count();
        write("c", 4, true);
        assertThat(result(planned)).as("one more file").isEqualTo(120);

        planned = count();
        write("b", 1, true);
        assertThat(result(planned)).as("another file of the same name").isEqualTo(100);

        planned = count();
        Files.delete(directory.resolve("a"));
        assertThat(result(planned)).as("a file is gone").isEqualTo(50);
    }

    @Test
    void countsOfSeveralScansAreTheirOwn() throws Exception {
        write("a", 5, true);
        sql.executeSql("CREATE TABLE u WITH ('path' = '%s') LIKE t".formatted(inOther("u/a", 2)));

        assertThat(
                        result(
                                query(
                                        "SELECT SUM(n) FROM (SELECT COUNT(*) AS n FROM t"
                                                + " UNION ALL SELECT COUNT(*) FROM u"
                                                + " UNION ALL SELECT COUNT(*) FROM t WHERE id < 3)")))
                .isEqualTo(50 + 20 + 3);
    }

    @Test
    void aTableMayBeCountedTwice() throws Exception {
        write("a", 5, true);

        assertThat(result(query("SELECT (SELECT COUNT(*) FROM t) + (SELECT COUNT(*) FROM t)")))
                .isEqualTo(100);
        assertThat(opened("a")).as("by the planner, once a scan at most").isBetween(1, 2);
    }

    private DataStream<Row> count() {
        return query("SELECT COUNT(*) FROM t");
    }

    /** A query, planned and not yet run. */
    private DataStream<Row> query(String query) {
        return sql.toDataStream(sql.sqlQuery(query));
    }

    private static long result(DataStream<Row> planned) throws Exception {
        return (long) planned.executeAndCollect(2).get(0).getField(0);
    }

    /** A file of blocks of ten rows. */
    private void write(String name, int blocks, boolean statistics) throws Exception {
        ArrowFiles.write(
                directory.resolve(name),
                blocks,
                10,
                ArrowIpcWriteOptions.DEFAULT.withStatistics(statistics));
        Files.setLastModifiedTime(directory.resolve(name), LONG_AGO);
    }

    /** A directory of another table with such a file. */
    private Path inOther(String name, int blocks) throws Exception {
        java.nio.file.Path file = directory.resolve("_" + name);
        Files.createDirectories(file.getParent());
        ArrowFiles.write(file, blocks, 10);
        Files.setLastModifiedTime(file, LONG_AGO);
        return fileSystem.path(file.getParent());
    }

    private int opened(String name) {
        return Collections.frequency(
                fileSystem.accesses().opened(), fileSystem.path(directory.resolve(name)));
    }
}
