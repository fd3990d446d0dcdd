/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.Table;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.connector.data.ExpectedValues;
import io.github.flinkarrow.connector.data.Values;
import io.github.flinkarrow.connector.source.ArrowIpcReadOptions;
import io.github.flinkarrow.connector.source.FileHead;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.testing.CatJson;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** All of what other implementations wrote, selected with no table declared. */
class InteropCatalogITCase {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(4)
                            .build());

    @ParameterizedTest
    @ValueSource(strings = {"js", "polars", "pyarrow"})
    void everyFileIsATableOfTheRowsOfItsJson(String writer) throws Exception {
        Path directory = TestData.interopDirectory().resolve(writer);
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setRuntimeMode(RuntimeExecutionMode.BATCH);
        env.setParallelism(1);
        StreamTableEnvironment sql = StreamTableEnvironment.create(env);
        sql.executeSql(
                "CREATE CATALOG c WITH ('type' = 'arrow-ipc', 'path' = '%s')"
                        .formatted(directory.toUri()));
        sql.useCatalog("c");
        Map<String, Path> files = files(directory);

        assertThat(sql.listTables()).isNotEmpty().containsExactlyElementsOf(files.keySet());
        for (Map.Entry<String, Path> file : files.entrySet()) {
            Table table = sql.sqlQuery("SELECT * FROM `" + file.getKey() + "`");

            assertThat(rows(sql, table))
                    .as(file.getKey())
                    .containsExactlyInAnyOrderElementsOf(expected(file.getValue(), type(table)));
        }
    }

    /** By the names of their tables. */
    private static Map<String, Path> files(Path directory) throws IOException {
        Map<String, Path> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(directory)) {
            for (Path path : paths.toList()) {
                String name = path.getFileName().toString();
                if (!name.endsWith(".jsonl")) {
                    assertThat(files.put(name.replaceAll("\\.arrows?$", ""), path)).isNull();
                }
            }
        }
        return files;
    }

    private static RowType type(Table table) {
        return (RowType) table.getResolvedSchema().toPhysicalRowDataType().getLogicalType();
    }

    private static List<List<?>> rows(StreamTableEnvironment sql, Table table) throws Exception {
        RowType type = type(table);
        List<List<?>> rows = new ArrayList<>();
        try (CloseableIterator<RowData> results =
                sql.<RowData>toDataStream(
                                table,
                                table.getResolvedSchema()
                                        .toPhysicalRowDataType()
                                        .bridgedTo(RowData.class))
                        .executeAndCollect()) {
            results.forEachRemaining(row -> rows.add(Values.plain(row, type)));
        }
        return rows;
    }

    private static List<List<?>> expected(Path file, RowType type) throws IOException {
        org.apache.flink.core.fs.Path path = new org.apache.flink.core.fs.Path(file.toUri());
        FileStatus status = path.getFileSystem().getFileStatus(path);
        List<Field> fields = FileHead.schema(status, ArrowIpcReadOptions.DEFAULT).fields();
        assertThat(type.getFieldNames()).isEqualTo(fields.stream().map(Field::name).toList());
        List<List<?>> rows = new ArrayList<>();
        for (String line :
                Files.readAllLines(Path.of(file.toString().replaceAll("\\.arrows?$", ".jsonl")))) {
            JsonNode json = MAPPER.readTree(line);
            List<Object> row = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                Object plain = CatJson.value(fields.get(i), json.get(i));
                row.add(ExpectedValues.of(fields.get(i), type.getTypeAt(i), plain));
            }
            rows.add(row);
        }
        return rows;
    }
}
