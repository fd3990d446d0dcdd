/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What is written is read equal: types x shares of NULL x memory. */
class RoundTripTest {

    private static final int ROWS = 203;

    static final List<String> TYPES =
            List.of(
                    "BOOLEAN",
                    "TINYINT",
                    "SMALLINT",
                    "INT",
                    "BIGINT",
                    "FLOAT",
                    "DOUBLE",
                    "DECIMAL(1, 0)",
                    "DECIMAL(18, 18)",
                    "DECIMAL(19, 2)",
                    "DECIMAL(38, 38)",
                    "CHAR(3)",
                    "STRING",
                    "BINARY(1)",
                    "BINARY(17)",
                    "BYTES",
                    "DATE",
                    "TIME(0)",
                    "TIME(3)",
                    "TIMESTAMP(0)",
                    "TIMESTAMP(3)",
                    "TIMESTAMP(5)",
                    "TIMESTAMP(9)",
                    "TIMESTAMP_LTZ(0)",
                    "TIMESTAMP_LTZ(3)",
                    "TIMESTAMP_LTZ(6)",
                    "TIMESTAMP_LTZ(9)",
                    "INTERVAL YEAR TO MONTH",
                    "INTERVAL DAY TO SECOND(3)",
                    "MULTISET<STRING NOT NULL>",
                    "ROW<a INT, b ROW<c STRING, d BOOLEAN NOT NULL>>",
                    "ARRAY<ARRAY<DECIMAL(10, 2)>>",
                    "MAP<INT NOT NULL, ROW<a TIMESTAMP(9), b BYTES>>",
                    "ARRAY<MAP<STRING NOT NULL, ARRAY<DOUBLE>>>",
                    "ROW<a MAP<DATE NOT NULL, MULTISET<BIGINT NOT NULL>> NOT NULL>");

    static Stream<Arguments> matrix() {
        Stream.Builder<Arguments> cases = Stream.builder();
        long seed = 20240229;
        for (String type : TYPES) {
            for (double nulls : new double[] {0, 0.3, 1}) {
                for (TestMemory memory : TestMemory.values()) {
                    cases.add(arguments(type, nulls, memory, seed++));
                }
            }
            cases.add(arguments(type + " NOT NULL", 0.3, TestMemory.DIRECT, seed++));
        }
        cases.add(arguments("of all types", 0.2, TestMemory.DIRECT, seed));
        return cases.build();
    }

    @ParameterizedTest(name = "{0}, {1} of it NULL, {2}, seed {3}")
    @MethodSource("matrix")
    void rowsAreReadAsTheyWereWritten(String types, double nulls, TestMemory memory, long seed)
            throws Exception {
        RowType type = types.equals("of all types") ? allTypes() : row("c " + types);
        Schema schema = FlinkToArrowTypes.schema(type);
        RandomRows random = new RandomRows(seed, nulls);

        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, memory)) {
            RowWriter writer = RowWriter.create(type, builder);
            RowReader reader = RowReader.create(schema, type, "test");
            for (int batch = 0; batch < 2; batch++) {
                List<RowData> rows = new ArrayList<>();
                for (int i = 0; i < ROWS; i++) {
                    rows.add(random.row(type));
                    writer.write(rows.get(i));
                }
                RowBatch views = reader.bind(builder.build(ROWS));

                assertReadsAs(views, rows, type);
                assertCopiesAs(views, rows, type);
                assertWritesAs(views, rows, type);
                builder.reset();
            }
        }
    }

    private static RowType allTypes() {
        StringBuilder columns = new StringBuilder();
        for (int i = 0; i < TYPES.size(); i++) {
            columns.append(i == 0 ? "" : ", ").append("c").append(i).append(" ");
            columns.append(TYPES.get(i));
        }
        return row(columns.toString());
    }

    private static void assertReadsAs(RowBatch views, List<RowData> rows, RowType type) {
        assertThat(views.rowCount()).isEqualTo(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            assertThat(Values.plain(views.row(i), type)).isEqualTo(Values.plain(rows.get(i), type));
        }
    }

    /** Flink copies rows so where object reuse is off, and makes them binary so for an exchange. */
    private static void assertCopiesAs(RowBatch views, List<RowData> rows, RowType type) {
        RowDataSerializer serializer = new RowDataSerializer(type);
        for (int i = 0; i < rows.size(); i++) {
            RowData copy = serializer.copy(views.row(i));
            RowData binary = serializer.toBinaryRow(views.row(i)).copy();

            assertThat(Values.plain(copy, type)).isEqualTo(Values.plain(rows.get(i), type));
            assertThat(binary).isEqualTo(serializer.toBinaryRow(rows.get(i)).copy());
        }
    }

    /** Views and binary rows are written as the rows of users are. */
    private static void assertWritesAs(RowBatch views, List<RowData> rows, RowType type)
            throws Exception {
        RowDataSerializer serializer = new RowDataSerializer(type);
        Schema schema = FlinkToArrowTypes.schema(type);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, TestMemory.DIRECT)) {
            RowWriter writer = RowWriter.create(type, builder);
            List<RowData> expected = new ArrayList<>();
            for (int i = 0; i < rows.size(); i++) {
                writer.write(views.row(i));
                writer.write(serializer.toBinaryRow(rows.get(i)));
                expected.add(rows.get(i));
                expected.add(rows.get(i));
            }
            RowReader reader = RowReader.create(schema, type, "test");
            assertReadsAs(reader.bind(builder.build(expected.size())), expected, type);
        }
    }
}
