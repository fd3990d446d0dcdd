/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.EnvironmentSettings;
import org.apache.flink.table.api.TableEnvironment;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.test.junit5.MiniClusterExtension;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.testing.SinkJobs;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.statistics.ColumnStatistics;
import io.github.flinkarrow.format.statistics.ValueRange;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What options make of the files that SQL writes. */
class WriteOptionsITCase {

    private static final int BLOCKS = 20;
    private static final int ROWS_PER_BLOCK = 500;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private java.nio.file.Path directory;
    private TableEnvironment sql;
    private java.nio.file.Path output;

    @BeforeEach
    void createInput() throws Exception {
        output = directory.resolve("out");
        Path input = ArrowFiles.write(directory.resolve("in"), BLOCKS, ROWS_PER_BLOCK);
        sql = TableEnvironment.create(EnvironmentSettings.inStreamingMode());
        sql.getConfig().set("parallelism.default", "2");
        sql.getConfig().set("execution.checkpointing.interval", "20 ms");
        createTable("source", "id BIGINT, text STRING", input.toString());
    }

    private void createTable(String name, String columns, String path, String... options) {
        StringBuilder more = new StringBuilder();
        for (String option : options) {
            more.append(", ").append(option);
        }
        sql.executeSql(
                "CREATE TABLE %s (%s) WITH ('connector' = 'filesystem', 'format' = 'arrow-ipc', 'path' = '%s'%s)"
                        .formatted(name, columns, path, more));
    }

    private void insertAll(String... options) throws Exception {
        createTable("sink", "id BIGINT, text STRING", output.toUri().toString(), options);
        sql.executeSql("INSERT INTO sink SELECT id, text FROM source").await();
    }

    @ParameterizedTest
    @ValueSource(strings = {"file", "stream"})
    void autoCompactionKeepsEveryRow(String container) throws Exception {
        insertAll(
                "'auto-compaction' = 'true'", "'arrow-ipc.container' = '%s'".formatted(container));

        assertThat(SinkJobs.files(output))
                .isNotEmpty()
                .allMatch(file -> file.getFileName().toString().startsWith("compacted-"));
        assertThat(SinkJobs.ids(output))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, BLOCKS * ROWS_PER_BLOCK).boxed().toList());
    }

    @Test
    void filesHaveStatisticsUnlessTheyAreTurnedOff() throws Exception {
        insertAll("'arrow-ipc.dictionary.columns' = 'text'");

        for (java.nio.file.Path file : SinkJobs.files(output)) {
            try (IpcFileReader reader =
                    IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
                assertThat(reader.schema().fields().get(0).isDictionaryEncoded()).isFalse();
                assertThat(reader.schema().fields().get(1).isDictionaryEncoded()).isTrue();
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    ColumnStatistics ids = reader.statistics().get().column(i, 0).get();
                    ValueRange.Longs range = (ValueRange.Longs) ids.range();
                    assertThat(range.max() - range.min()).isBetween(0L, 9_999L);
                    assertThat(reader.statistics().get().column(i, 1)).isPresent();
                }
            }
        }
    }

    @Test
    void filesHaveNoStatisticsWhereTheyAreTurnedOff() throws Exception {
        insertAll("'arrow-ipc.statistics' = 'false'");

        for (java.nio.file.Path file : SinkJobs.files(output)) {
            try (IpcFileReader reader =
                    IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
                assertThat(reader.metadata().isEmpty()).isTrue();
                assertThat(reader.statistics()).isEmpty();
            }
        }
    }

    @Test
    void aDictionaryColumnThatIsNotThereIsAnErrorThatListsThoseThatAre() {
        for (String wrong : List.of("nothing", "id;nothing")) {
            assertThatThrownBy(
                            () ->
                                    insertAll(
                                            "'arrow-ipc.dictionary.columns' = '%s'"
                                                    .formatted(wrong)))
                    .isInstanceOf(ValidationException.class)
                    .hasMessage(
                            "dictionary.columns: 'nothing' is no column that can be"
                                    + " dictionary-encoded; these can: 'id', 'text'");
            sql.executeSql("DROP TABLE sink");
        }
    }
}
