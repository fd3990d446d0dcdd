/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.table;

import org.apache.flink.runtime.testutils.MiniClusterResourceConfiguration;
import org.apache.flink.test.junit5.MiniClusterExtension;

import io.github.flinkarrow.connector.types.Types;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.TimeUnit;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Which of four blocks each operator reads, through the casts that the planner adds: three of
 * rising values, the second of which starts with LOW and the third ends with HIGH, and one of
 * NULLs.
 */
class PrunedTypesITCase {

    private static final Map<String, List<Integer>> CONDITIONS = new LinkedHashMap<>();

    static {
        CONDITIONS.put("x = LOW", List.of(1));
        CONDITIONS.put("x <> LOW", List.of(0, 1, 2));
        CONDITIONS.put("x < LOW", List.of(0));
        CONDITIONS.put("x <= LOW", List.of(0, 1));
        CONDITIONS.put("LOW < x", List.of(1, 2));
        CONDITIONS.put("x >= LOW", List.of(1, 2));
        CONDITIONS.put("x IN (LOW, HIGH)", List.of(1, 2));
        CONDITIONS.put("x BETWEEN LOW AND HIGH", List.of(1, 2));
        CONDITIONS.put("x IS NULL", List.of(3));
        CONDITIONS.put("x IS NOT NULL", List.of(0, 1, 2));
        CONDITIONS.put("NOT (x >= LOW)", List.of(0));
        CONDITIONS.put("(x >= LOW) IS NOT TRUE", List.of(0, 3));
        CONDITIONS.put("x < LOW OR x = HIGH", List.of(0, 2));
        CONDITIONS.put("x >= LOW AND NOT x = LOW", List.of(1, 2));
    }

    @RegisterExtension
    private static final MiniClusterExtension CLUSTER =
            new MiniClusterExtension(
                    new MiniClusterResourceConfiguration.Builder()
                            .setNumberTaskManagers(1)
                            .setNumberSlotsPerTaskManager(1)
                            .build());

    @TempDir private java.nio.file.Path directory;

    static Stream<Arguments> types() {
        String hours = "1970-01-01 0%d:00:00";
        Object[] seconds = {-9L, -5L, 3_600L, 3_601L, 7_000L, 7_200L};
        return Stream.of(
                        type("TINYINT", Types.INT8, "3", "9", -9, -5, 3, 4, 7, 9),
                        type("SMALLINT", Types.INT16, "300", "900", -9, -5, 300, 400, 700, 900),
                        type("INT", Types.INT32, "3", "CAST(9 AS BIGINT)", -9, -5, 3, 4, 7, 9),
                        type("INT", Types.INT32, "3.0", "9e0", -9, -5, 3, 4, 7, 9),
                        type("BIGINT", Types.INT64, "3", "CAST(9 AS TINYINT)", -9, -5, 3, 4, 7, 9),
                        type("BIGINT", Types.INT64, "3e0", "9.0", -9, -5, 3, 4, 7, 9),
                        type("SMALLINT", Types.UINT8, "200", "255", 1, 2, 200, 201, 250, 255),
                        type("INT", Types.UINT16, "200", "65535", 1, 2, 200, 201, 250, -1),
                        type("BIGINT", Types.UINT32, "200", "4294967295", 1, 2, 200, 201, 250, -1),
                        type(
                                "DECIMAL(20, 0)",
                                Types.UINT64,
                                "200",
                                "CAST('18446744073709551615' AS DECIMAL(20, 0))",
                                1L,
                                2L,
                                200L,
                                201L,
                                250L,
                                -1L),
                        type("BIGINT", Types.UINT64, "200", "255", 1, 2, 200, 201, 250, 255),
                        type("FLOAT", Types.FLOAT16, "0.5", "3", -1f, 0f, 0.5f, 1f, 2f, 3f),
                        type("FLOAT", Types.FLOAT32, "0.5e0", "3.0", -1f, 0f, 0.5f, 1f, 2f, 3f),
                        type("DOUBLE", Types.FLOAT32, "0.5e0", "3", -1f, 0f, 0.5f, 1f, 2f, 3f),
                        type("DOUBLE", Types.FLOAT64, "0.5", "3e0", -1d, 0d, 0.5, 1d, 2d, 3d),
                        type("DECIMAL(10, 2)", Types.decimal(10, 2), "0.3", "5", decimals(2)),
                        type("DECIMAL(38, 2)", Types.decimal(10, 2), "0.300", "5.00", decimals(2)),
                        type("CHAR(2)", Types.UTF8, "'m'", "'z'", "", "l", "m", "mz", "y", "z"),
                        type("VARCHAR(9)", Types.UTF8, "'m'", "'z'", "", "l", "m", "mz", "y", "z"),
                        type("STRING", Types.UTF8, "'m'", "'é'", "", "l", "m", "mz", "y", "é"),
                        type(
                                "BYTES",
                                Types.BINARY,
                                "x'05'",
                                "x'FF'",
                                "01",
                                "02",
                                "05",
                                "06",
                                "C8",
                                "FF"),
                        type(
                                "DATE",
                                Types.DATE32,
                                "DATE '1970-01-04'",
                                "DATE '1970-01-10'",
                                -9,
                                2,
                                3,
                                4,
                                7,
                                9),
                        type(
                                "DATE",
                                Types.DATE64,
                                "DATE '1970-01-02'",
                                "DATE '1970-01-04'",
                                -1L,
                                0L,
                                86_400_001L,
                                172_800_000L,
                                259_200_000L,
                                259_200_001L),
                        type(
                                "TIME(0)",
                                Types.time(TimeUnit.SECOND),
                                "TIME '01:00:00'",
                                "TIME '02:00:00'",
                                1,
                                2,
                                3_600,
                                3_601,
                                7_000,
                                7_200),
                        type(
                                "TIME(3)",
                                Types.time(TimeUnit.MICROSECOND),
                                "TIME '00:00:00.003'",
                                "TIME '00:00:00.009'",
                                1L,
                                2_999L,
                                3_999L,
                                4_000L,
                                7_000L,
                                9_999L),
                        type(
                                "TIMESTAMP(0)",
                                Types.timestamp(TimeUnit.SECOND),
                                "TIMESTAMP '" + hours.formatted(1) + "'",
                                "TIMESTAMP '" + hours.formatted(2) + "'",
                                seconds),
                        type(
                                "TIMESTAMP(9)",
                                Types.timestamp(TimeUnit.SECOND),
                                "TIMESTAMP '" + hours.formatted(1) + ".000000000'",
                                "TIMESTAMP '" + hours.formatted(2) + "'",
                                seconds),
                        type(
                                "TIMESTAMP(3)",
                                Types.timestamp(TimeUnit.NANOSECOND),
                                "TIMESTAMP '1970-01-01 00:00:00.003'",
                                "TIMESTAMP '1970-01-01 00:00:00.009'",
                                -1L,
                                2_999_999L,
                                3_999_999L,
                                4_000_000L,
                                7_000_000L,
                                9_999_999L),
                        type(
                                "TIMESTAMP_LTZ(3)",
                                Types.zoned(TimeUnit.SECOND),
                                "TO_TIMESTAMP_LTZ(3600, 0)",
                                "TO_TIMESTAMP_LTZ(7200, 0)",
                                seconds),
                        type(
                                "TIMESTAMP_LTZ(3)",
                                Types.zoned(TimeUnit.SECOND),
                                "CAST('" + hours.formatted(1) + "' AS TIMESTAMP_LTZ(3))",
                                "CAST(TIMESTAMP '" + hours.formatted(2) + "' AS TIMESTAMP_LTZ(0))",
                                seconds),
                        type("BIGINT", Types.timestamp(TimeUnit.SECOND), "3600", "7200", seconds))
                .flatMap(
                        type ->
                                Arrays.stream(Connector.values())
                                        .map(
                                                connector -> {
                                                    List<Object> all = new ArrayList<>();
                                                    all.add(connector);
                                                    all.addAll(List.of(type.get()));
                                                    return Arguments.of(all.toArray());
                                                }));
    }

    private static Arguments type(
            String type, ArrowType stored, String low, String high, Object... values) {
        return Arguments.of(type, stored, low, high, List.of(values));
    }

    private static Object[] decimals(int scale) {
        return Stream.of(-100, 2, 30, 31, 400, 500)
                .map(value -> BigDecimal.valueOf(value, scale))
                .toArray();
    }

    @ParameterizedTest(name = "{0}: {1} of {2}, {3} to {4}")
    @MethodSource("types")
    void eachOperatorReadsTheBlocksThatMayHaveARow(
            Connector connector,
            String type,
            ArrowType stored,
            String low,
            String high,
            List<Object> values)
            throws Exception {
        Map<String, List<Integer>> conditions = new LinkedHashMap<>();
        CONDITIONS.forEach(
                (condition, blocks) ->
                        conditions.put(
                                condition.replace("LOW", low).replace("HIGH", high), blocks));

        assertThat(blocksRead(connector, type, Types.field("x", stored), values, conditions))
                .isEqualTo(conditions);
    }

    private Map<String, List<Integer>> blocksRead(
            Connector connector,
            String type,
            Field field,
            List<Object> values,
            Map<String, List<Integer>> conditions)
            throws Exception {
        java.nio.file.Path written = directory.resolve("written");
        ColumnFile.write(
                written,
                field,
                List.of(
                        values.subList(0, 2),
                        values.subList(2, 4),
                        values.subList(4, 6),
                        Arrays.asList(null, null)));
        TestTables tables = TestTables.inBatch(directory);
        List<String> queries = new ArrayList<>();
        for (String condition : conditions.keySet()) {
            String table = "t" + queries.size();
            Files.copy(written, tables.local(table + "/a"));
            tables.create(connector, table, "x " + type);
            queries.add("SELECT x FROM %s WHERE %s".formatted(table, condition));
        }
        // One job: a table for each condition tells whose reads they are.
        tables.rows(String.join(" UNION ALL ", queries));
        Map<String, List<Integer>> read = new LinkedHashMap<>();
        for (String condition : conditions.keySet()) {
            read.put(condition, tables.blocksRead("t" + read.size() + "/a"));
        }
        return read;
    }
}
