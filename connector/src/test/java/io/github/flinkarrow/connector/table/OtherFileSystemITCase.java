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
import io.github.flinkarrow.connector.testing.Faults;
import io.github.flinkarrow.connector.testing.WatchedFileSystem;
import io.github.flinkarrow.format.IpcContainer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** SQL over the file system connector, on a file system that is not local and reads in pieces. */
class OtherFileSystemITCase {

    private static final int BLOCKS = 20;
    private static final int ROWS = 100;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private java.nio.file.Path data;

    private final WatchedFileSystem fileSystem = WatchedFileSystem.create();

    @BeforeEach
    void readInPieces() throws Exception {
        data = Files.createDirectories(directory.resolve("data"));
        fileSystem.setFaults(Faults.NONE.withShortReads(1_000));
        // Flink's enumerator cuts files where these blocks begin, wherever record batches do.
        fileSystem.setBlocks(3_333, "a", "b", "c");
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aBoundedTableHasEveryRowOnce(IpcContainer container) throws Exception {
        Path file = write("a", container);
        TableEnvironment sql = createTable(EnvironmentSettings.inBatchMode(), "");

        assertThat(ids(sql, BLOCKS * ROWS + 1))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, BLOCKS * ROWS).boxed().toList());
        assertThat(fileSystem.accesses().opened().stream().filter(file::equals).count())
                .as("opened for a split each")
                .isGreaterThan(2);
        assertThat(fileSystem.accesses().openStreams()).isZero();
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void aMonitoredTableHasEveryRowOfFilesThatAppear(IpcContainer container) throws Exception {
        write("a", container);
        TableEnvironment sql =
                createTable(
                        EnvironmentSettings.inStreamingMode(),
                        ", 'source.monitor-interval' = '20 ms'");
        List<Long> expected = new ArrayList<>();
        List<Long> ids = new ArrayList<>();
        try (CloseableIterator<Row> rows = sql.executeSql("SELECT id FROM t").collect()) {
            for (int file = 0; file < 3; file++) {
                LongStream.range(0, BLOCKS * ROWS).forEach(expected::add);
                while (ids.size() < expected.size()) {
                    ids.add(rows.next().<Long>getFieldAs(0));
                }
                assertThat(ids).containsExactlyInAnyOrderElementsOf(expected);
                write("next" + file, container);
            }
        }
    }

    private TableEnvironment createTable(EnvironmentSettings settings, String options) {
        TableEnvironment sql = TableEnvironment.create(settings);
        sql.getConfig().set("parallelism.default", "2");
        sql.executeSql(
                """
                CREATE TABLE t (id BIGINT, text STRING)
                WITH ('connector' = 'filesystem', 'format' = 'arrow-ipc', 'path' = '%s'%s)
                """
                        .formatted(fileSystem.path(data), options));
        return sql;
    }

    /** At most so many ids. */
    private static List<Long> ids(TableEnvironment sql, int most) throws Exception {
        List<Long> ids = new ArrayList<>();
        try (CloseableIterator<Row> rows = sql.executeSql("SELECT id FROM t").collect()) {
            while (ids.size() < most && rows.hasNext()) {
                ids.add(rows.next().<Long>getFieldAs(0));
            }
        }
        return ids;
    }

    /** Writes a file, which appears as a whole. */
    private Path write(String name, IpcContainer container) throws Exception {
        java.nio.file.Path written = directory.resolve(name);
        ArrowFiles.write(
                written, BLOCKS, ROWS, ArrowIpcWriteOptions.DEFAULT.withContainer(container));
        return fileSystem.path(Files.move(written, data.resolve(name)));
    }
}
