/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.table.api.ExplainDetail;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.types.Row;

import io.github.flinkarrow.connector.sink.ArrowIpcWriteOptions;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.types.Types;
import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileWriter;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.PlainAppender;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What both connectors offer to those who read. */
class ReadTablesITCase {

    private static final int BLOCKS = 10;
    private static final int ROWS = 100;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(2)
                            .build());

    @TempDir private Path directory;
    private TestTables tables;

    @BeforeEach
    void createEnvironment() {
        tables = TestTables.inBatch(directory);
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void thePlanSaysWhatWasPushed(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("t/a"), BLOCKS, ROWS);
        tables.create(connector, "t", "id BIGINT, text STRING, more STRING");

        assertThat(tables.sql().explainSql("SELECT text FROM t WHERE id > 5"))
                .contains("filter=[>(id, 5)]")
                .containsPattern("project=\\[(text, id|id, text)\\]");
        assertThat(tables.sql().explainSql("SELECT text FROM t LIMIT 7")).contains("limit=[7]");
        assertThat(tables.sql().explainSql("SELECT text FROM t WHERE id > 5 LIMIT 7"))
                .as("rows are filtered behind the scan")
                .doesNotContain("limit=[7]");
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void thePlannerKnowsTheRowsOfAFileFromItsFooter(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("t/a"), BLOCKS, ROWS);
        ArrowFiles.write(tables.local("t/b"), 1, 7);
        tables.create(connector, "t", "id BIGINT, text STRING");
        tables.create(connector, "quiet", "id BIGINT", "'source.report-statistics' = 'NONE'");
        ArrowFiles.write(tables.local("quiet/a"), BLOCKS, ROWS);

        assertThat(cost("SELECT * FROM t")).contains("rowcount = 1007.0");
        assertThat(tables.reads("t/a"))
                .as("but for its end and its magic")
                .allMatch(read -> read.end() <= 8);
        assertThat(cost("SELECT * FROM t LIMIT 3")).contains("rowcount = 3.0");
        assertThat(cost("SELECT * FROM quiet")).doesNotContain("rowcount = 1000.0");
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void withoutStatisticsThePlannerKnowsTheRowsFromTheHeaders(Connector connector)
            throws Exception {
        ArrowFiles.write(
                tables.local("t/a"),
                BLOCKS,
                ROWS,
                ArrowIpcWriteOptions.DEFAULT.withStatistics(false));
        tables.create(connector, "t", "id BIGINT, text STRING");

        assertThat(cost("SELECT * FROM t")).contains("rowcount = 1000.0");
        assertThat(tables.blocksRead("t/a")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void aTableWithAStreamOrABrokenFileIsOfUnknownSize(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("streams/a"), BLOCKS, ROWS);
        ArrowFiles.write(
                tables.local("streams/b"),
                BLOCKS,
                ROWS,
                ArrowIpcWriteOptions.DEFAULT.withContainer(IpcContainer.STREAM));
        tables.create(connector, "streams", "id BIGINT");
        Files.writeString(tables.local("broken/a"), "this is not an Arrow IPC file");
        tables.create(connector, "broken", "id BIGINT");

        assertThat(cost("SELECT * FROM streams")).doesNotContainPattern("rowcount = [12]000\\.0");
        assertThat(cost("SELECT * FROM broken")).contains("rowcount = ");
    }

    /** They are of no use: what they say would have to be checked against all headers. */
    @ParameterizedTest
    @CsvSource({"record_batch_num_rows, '[5000000]'", "record_batch_cum_len, '[0]'"})
    void rowCountsOfPolarsAreNotBelieved(String key, String wrong) throws Exception {
        Schema schema = Schema.of(Types.field("id", Types.INT64));
        try (FileChannel channel =
                        FileChannel.open(
                                tables.local("t/a"),
                                StandardOpenOption.CREATE_NEW,
                                StandardOpenOption.WRITE);
                RecordBatchBuilder builder =
                        new RecordBatchBuilder(schema, BufferAllocator.shared())) {
            PlainAppender.append(builder, List.of(List.of(1L, 2L, 3L)));
            IpcFileWriter writer = new IpcFileWriter(channel, schema, WriteOptions.DEFAULT);
            try (RecordBatch batch = builder.build(3)) {
                writer.write(batch);
            }
            writer.finish(
                    KeyValueMetadata.of(
                            Map.of(
                                    "__POLARS_IPC_METADATA",
                                    "{\"v0\":{\"%s\":%s}}".formatted(key, wrong))));
        }
        tables.create(Connector.ARROW_IPC, "t", "id BIGINT");

        assertThat(cost("SELECT * FROM t")).contains("rowcount = 3.0");
        assertThat(tables.rows("SELECT COUNT(*) FROM t")).containsExactly(Row.of(3L));
        assertThat(tables.rows("SELECT SUM(id) FROM t")).containsExactly(Row.of(6L));
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void onlyThePartitionsOfTheQueryAreRead(Connector connector) throws Exception {
        for (String partition : List.of("day=mon/n=1", "day=tue/n=1", "day=tue/n=2")) {
            ArrowFiles.write(tables.local("t/" + partition + "/a"), BLOCKS, ROWS);
        }
        tables.createPartitioned(connector, "t", "id BIGINT, `day` STRING, n INT", "`day`, n");

        assertThat(tables.rows("SELECT n, id, `day` FROM t WHERE `day` > 'mon' AND n < 2"))
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, BLOCKS * ROWS)
                                .mapToObj(id -> Row.of(1, id, "tue"))
                                .toList());
        assertThat(tables.blocksRead("t/day=mon/n=1/a")).isEmpty();
        assertThat(tables.blocksRead("t/day=tue/n=1/a")).hasSize(BLOCKS);
        assertThat(tables.blocksRead("t/day=tue/n=2/a")).isEmpty();
        assertThat(tables.rows("SELECT COUNT(*) FROM t WHERE n = 9")).containsExactly(Row.of(0L));
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void metadataColumnsSayWhereARowIsFrom(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("t/k=1/a"), BLOCKS, ROWS);
        tables.createPartitioned(
                connector,
                "t",
                """
                id BIGINT,
                k INT,
                p STRING NOT NULL METADATA FROM 'file.path' VIRTUAL,
                n STRING NOT NULL METADATA FROM 'file.name' VIRTUAL,
                s BIGINT NOT NULL METADATA FROM 'file.size' VIRTUAL,
                m TIMESTAMP_LTZ(3) NOT NULL METADATA FROM 'file.modification-time' VIRTUAL
                """,
                "k");
        Path local = tables.local("t/k=1/a");

        assertThat(tables.rows("SELECT m, k, id, s, n, p FROM t WHERE id = 555 AND n = 'a'"))
                .containsExactly(
                        Row.of(
                                Instant.ofEpochMilli(Files.getLastModifiedTime(local).toMillis()),
                                1,
                                555L,
                                Files.size(local),
                                "a",
                                tables.path("t/k=1/a").getPath()));
        assertThat(tables.blocksRead("t/k=1/a")).containsExactly(5);
    }

    @ParameterizedTest
    @EnumSource(Connector.class)
    void aLimitEndsTheReading(Connector connector) throws Exception {
        ArrowFiles.write(tables.local("t/a"), BLOCKS, 10_000);
        tables.create(connector, "t", "id BIGINT, text STRING");

        assertThat(tables.rows("SELECT id FROM t LIMIT 3")).hasSize(3);

        assertThat(tables.blocksRead("t/a")).hasSizeLessThan(BLOCKS);
    }

    private String cost(String query) {
        return tables.sql().explainSql(query, ExplainDetail.ESTIMATED_COST);
    }
}
