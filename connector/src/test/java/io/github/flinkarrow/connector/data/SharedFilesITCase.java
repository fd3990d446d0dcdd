/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.test.junit5.MiniClusterExtension;
import org.apache.flink.util.CloseableIterator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.flinkarrow.connector.source.ArrowIpcSource;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.testing.CatJson;
import io.github.flinkarrow.format.testing.GoldenContainers;
import io.github.flinkarrow.format.testing.GoldenFile;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Whole jobs over what other implementations wrote. */
class SharedFilesITCase {

    private static final int READERS = 2;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(READERS)
                            .build());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0.14.1/generated_datetime.arrow_file",
                "1.0.0-bigendian/generated_nested.arrow_file",
                "1.0.0-littleendian/generated_nested_dictionary.arrow_file",
                "2.0.0-compression/generated_lz4.arrow_file",
                "2.0.0-compression/generated_zstd.stream",
                "cpp-21.0.0/generated_binary_view.arrow_file",
                "cpp-21.0.0/generated_list_view.arrow_file",
                "cpp-21.0.0/generated_run_end_encoded.arrow_file"
            })
    void goldenFilesHoldTheRowsOfTheirJson(String file) throws Exception {
        GoldenFile golden = GoldenContainers.oracle(file);
        assertRows(GoldenContainers.path(file), golden.schema().fields(), golden.rows());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "js/js-7-stream.arrows",
                "polars/polars-7-lz4-newest-file.arrow",
                "pyarrow/0024-stream.arrows",
                "pyarrow/0031-file-v4.arrow"
            })
    void interopFilesHoldTheRowsOfTheirJson(String file) throws Exception {
        java.nio.file.Path path = TestData.interopDirectory().resolve(file);
        List<Field> fields = SharedFilesTest.schema(path, file.endsWith(".arrows")).fields();
        List<List<Object>> rows = new ArrayList<>();
        for (String line :
                Files.readAllLines(
                        java.nio.file.Path.of(
                                path.toString().replaceAll("\\.arrows?$", ".jsonl")))) {
            JsonNode json = MAPPER.readTree(line);
            List<Object> row = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                row.add(CatJson.value(fields.get(i), json.get(i)));
            }
            rows.add(row);
        }
        assertRows(path, fields, rows);
    }

    @ParameterizedTest
    @CsvSource({
        "1.0.0-littleendian/generated_decimal.arrow_file, f0",
        "1.0.0-littleendian/generated_datetime.stream, f2"
    })
    void aValueThatFlinkCannotHoldFailsTheJob(String file, String column) throws Exception {
        ArrowIpcSource source = source(GoldenContainers.path(file));

        // Not into Flink's collecting sink, which ends the task manager where it fails unopened.
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                .sinkTo(new DiscardingSink<>());
        assertThatThrownBy(env::execute)
                .rootCause()
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("column '" + column + "'")
                .hasMessageContaining(" does not fit ");
    }

    private static void assertRows(
            java.nio.file.Path path, List<Field> fields, List<List<Object>> plain)
            throws Exception {
        ArrowIpcSource source = source(path);
        RowType type = source.rowType();
        assertThat(type.getFieldNames()).isEqualTo(fields.stream().map(Field::name).toList());
        List<List<?>> expected = new ArrayList<>();
        for (List<Object> row : plain) {
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                values.add(ExpectedValues.of(fields.get(i), type.getTypeAt(i), row.get(i)));
            }
            expected.add(values);
        }

        List<List<?>> found =
                rows(source).stream().<List<?>>map(r -> Values.plain(r, type)).toList();

        assertThat(found).isNotEmpty().containsExactlyInAnyOrderElementsOf(expected);
    }

    private static ArrowIpcSource source(java.nio.file.Path path) throws Exception {
        return ArrowIpcSource.forPaths(new Path(path.toUri())).withSplitMinBytes(0).build();
    }

    private static List<RowData> rows(ArrowIpcSource source) throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(READERS);
        List<RowData> rows = new ArrayList<>();
        try (CloseableIterator<RowData> results =
                env.fromSource(source, WatermarkStrategy.noWatermarks(), "arrow")
                        .executeAndCollect()) {
            results.forEachRemaining(rows::add);
        }
        return rows;
    }
}
