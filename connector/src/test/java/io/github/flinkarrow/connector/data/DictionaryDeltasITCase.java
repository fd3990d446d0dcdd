/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Jobs over dictionaries that grow from batch to batch, one inside of another too. */
class DictionaryDeltasITCase {

    private static final int READERS = 2;
    private static final int BATCHES = 20;

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(READERS)
                            .build());

    @TempDir private Path directory;

    private static Field encoded(String name, long id, ArrowType type, Field... children) {
        return new Field(
                name,
                true,
                type,
                new DictionaryEncoding(id, new ArrowType.Int(8, true), false),
                List.of(children),
                KeyValueMetadata.EMPTY);
    }

    @ParameterizedTest
    @EnumSource(IpcContainer.class)
    void everyBatchSeesTheValuesThatItNeeds(IpcContainer container) throws Exception {
        Field inner = encoded("x", 1, new ArrowType.Utf8());
        Schema schema =
                Schema.of(
                        encoded("t", 0, new ArrowType.Utf8()),
                        encoded("l", 2, new ArrowType.List(), inner));
        List<List<List<Object>>> batches = new ArrayList<>();
        List<List<?>> expected = new ArrayList<>();
        for (int i = 0; i < BATCHES; i++) {
            List<Object> texts = List.of("text " + i, "text " + i / 2);
            List<Object> lists = List.of(List.of("a" + i, "b"), List.of("a" + i / 3));
            batches.add(List.of(texts, lists));
            expected.add(List.of(texts.get(0), lists.get(0)));
            expected.add(List.of(texts.get(1), lists.get(1)));
        }
        Path file = directory.resolve("growing");
        Files.write(file, WrittenBatches.write(container, schema, batches, WriteOptions.DEFAULT));
        ArrowIpcSource source =
                ArrowIpcSource.forPaths(new org.apache.flink.core.fs.Path(file.toUri()))
                        .withSplitMinBytes(0)
                        .build();

        List<List<?>> found = new ArrayList<>();
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(READERS);
        try (CloseableIterator<RowData> rows =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                        .executeAndCollect()) {
            rows.forEachRemaining(row -> found.add(Values.plain(row, source.rowType())));
        }

        assertThat(found).containsExactlyInAnyOrderElementsOf(expected);
    }
}
