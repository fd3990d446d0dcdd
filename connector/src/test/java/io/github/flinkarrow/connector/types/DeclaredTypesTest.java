/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.BINARY;
import static io.github.flinkarrow.connector.types.Types.BOOL;
import static io.github.flinkarrow.connector.types.Types.DATE32;
import static io.github.flinkarrow.connector.types.Types.DATE64;
import static io.github.flinkarrow.connector.types.Types.FLOAT16;
import static io.github.flinkarrow.connector.types.Types.FLOAT32;
import static io.github.flinkarrow.connector.types.Types.FLOAT64;
import static io.github.flinkarrow.connector.types.Types.INT16;
import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.INT64;
import static io.github.flinkarrow.connector.types.Types.INT8;
import static io.github.flinkarrow.connector.types.Types.LIST;
import static io.github.flinkarrow.connector.types.Types.NULL;
import static io.github.flinkarrow.connector.types.Types.STRUCT;
import static io.github.flinkarrow.connector.types.Types.UINT16;
import static io.github.flinkarrow.connector.types.Types.UINT32;
import static io.github.flinkarrow.connector.types.Types.UINT64;
import static io.github.flinkarrow.connector.types.Types.UINT8;
import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.decimal;
import static io.github.flinkarrow.connector.types.Types.dictionaryField;
import static io.github.flinkarrow.connector.types.Types.duration;
import static io.github.flinkarrow.connector.types.Types.extensionField;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.mapField;
import static io.github.flinkarrow.connector.types.Types.sql;
import static io.github.flinkarrow.connector.types.Types.time;
import static io.github.flinkarrow.connector.types.Types.timestamp;
import static io.github.flinkarrow.connector.types.Types.zoned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What a column may be declared as, out of one list of types. */
class DeclaredTypesTest {

    /** Candidates for every field: what is not allowed of these is forbidden. */
    private static final List<String> CANDIDATES =
            List.of(
                    "BOOLEAN",
                    "TINYINT",
                    "SMALLINT",
                    "INT",
                    "BIGINT",
                    "DECIMAL(3, 0)",
                    "DECIMAL(5, 2)",
                    "DECIMAL(6, 2)",
                    "DECIMAL(7, 2)",
                    "DECIMAL(10, 0)",
                    "DECIMAL(19, 0)",
                    "DECIMAL(20, 0)",
                    "DECIMAL(22, 2)",
                    "DECIMAL(38, 2)",
                    "DECIMAL(38, 38)",
                    "FLOAT",
                    "DOUBLE",
                    "CHAR(3)",
                    "VARCHAR(3)",
                    "STRING",
                    "BINARY(3)",
                    "BINARY(16)",
                    "VARBINARY(3)",
                    "BYTES",
                    "DATE",
                    "TIME(0)",
                    "TIME(9)",
                    "TIMESTAMP(0)",
                    "TIMESTAMP(9)",
                    "TIMESTAMP_LTZ(0)",
                    "TIMESTAMP_LTZ(9)",
                    "INTERVAL DAY TO SECOND(3)",
                    "INTERVAL YEAR TO MONTH",
                    "ARRAY<INT>",
                    "ARRAY<STRING>",
                    "MAP<STRING, INT>",
                    "MAP<INT, STRING>",
                    "MULTISET<STRING>",
                    "ROW<a INT>",
                    "ROW<a STRING>",
                    "ROW<`days` INT, milliseconds BIGINT>");

    static Stream<Arguments> allowedDeclarations() {
        ArrowType yearMonth = new ArrowType.Interval(IntervalUnit.YEAR_MONTH);
        ArrowType dayTime = new ArrowType.Interval(IntervalUnit.DAY_TIME);
        ArrowType uuid = new ArrowType.FixedSizeBinary(16);
        return Stream.of(
                allowed(field("f", NULL), CANDIDATES.toArray(new String[0])),
                allowed(field("f", BOOL), "BOOLEAN"),
                allowed(
                        field("f", INT8),
                        "TINYINT",
                        "SMALLINT",
                        "INT",
                        "BIGINT",
                        "DECIMAL(3, 0)",
                        "DECIMAL(5, 2)",
                        "DECIMAL(6, 2)",
                        "DECIMAL(7, 2)",
                        "DECIMAL(10, 0)",
                        "DECIMAL(19, 0)",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)",
                        "DOUBLE"),
                allowed(
                        field("f", INT16),
                        "SMALLINT",
                        "INT",
                        "BIGINT",
                        "DECIMAL(7, 2)",
                        "DECIMAL(10, 0)",
                        "DECIMAL(19, 0)",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)",
                        "DOUBLE"),
                allowed(
                        field("f", INT32),
                        "INT",
                        "BIGINT",
                        "DECIMAL(10, 0)",
                        "DECIMAL(19, 0)",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)",
                        "DOUBLE"),
                allowed(
                        field("f", INT64),
                        "BIGINT",
                        "DECIMAL(19, 0)",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)"),
                allowed(
                        field("f", UINT8),
                        "SMALLINT",
                        "INT",
                        "BIGINT",
                        "DECIMAL(3, 0)",
                        "DECIMAL(5, 2)",
                        "DECIMAL(6, 2)",
                        "DECIMAL(7, 2)",
                        "DECIMAL(10, 0)",
                        "DECIMAL(19, 0)",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)",
                        "FLOAT",
                        "DOUBLE"),
                allowed(
                        field("f", UINT16),
                        "INT",
                        "BIGINT",
                        "DECIMAL(7, 2)",
                        "DECIMAL(10, 0)",
                        "DECIMAL(19, 0)",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)",
                        "FLOAT",
                        "DOUBLE"),
                allowed(
                        field("f", UINT32),
                        "BIGINT",
                        "DECIMAL(10, 0)",
                        "DECIMAL(19, 0)",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)",
                        "DOUBLE"),
                allowed(
                        field("f", UINT64),
                        "BIGINT",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)"),
                allowed(field("f", FLOAT16), "FLOAT", "DOUBLE"),
                allowed(field("f", FLOAT32), "FLOAT", "DOUBLE"),
                allowed(field("f", FLOAT64), "DOUBLE"),
                allowed(
                        field("f", decimal(5, 1)),
                        "DECIMAL(6, 2)",
                        "DECIMAL(7, 2)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)"),
                allowed(field("f", decimal(2, 3)), "DECIMAL(38, 38)"),
                allowed(
                        field("f", decimal(1, -4)),
                        "DECIMAL(7, 2)",
                        "DECIMAL(10, 0)",
                        "DECIMAL(19, 0)",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)"),
                allowed(field("f", new ArrowType.Decimal(39, 2, 256)), "DECIMAL(38, 2)"),
                allowed(field("f", new ArrowType.Decimal(39, 3, 256))),
                allowed(field("f", UTF8), "CHAR(3)", "VARCHAR(3)", "STRING"),
                allowed(dictionaryField("f", UTF8), "CHAR(3)", "VARCHAR(3)", "STRING"),
                allowed(field("f", new ArrowType.LargeUtf8()), "CHAR(3)", "VARCHAR(3)", "STRING"),
                allowed(field("f", new ArrowType.Utf8View()), "CHAR(3)", "VARCHAR(3)", "STRING"),
                allowed(field("f", BINARY), "BINARY(3)", "BINARY(16)", "VARBINARY(3)", "BYTES"),
                allowed(
                        field("f", new ArrowType.LargeBinary()),
                        "BINARY(3)",
                        "BINARY(16)",
                        "VARBINARY(3)",
                        "BYTES"),
                allowed(field("f", uuid), "BINARY(16)", "BYTES"),
                allowed(field("f", new ArrowType.FixedSizeBinary(0))),
                allowed(
                        extensionField("f", uuid, "arrow.uuid"),
                        "CHAR(3)",
                        "VARCHAR(3)",
                        "STRING",
                        "BINARY(16)",
                        "BYTES"),
                allowed(
                        extensionField("f", INT8, "arrow.bool8"),
                        "BOOLEAN",
                        "TINYINT",
                        "SMALLINT",
                        "INT",
                        "BIGINT",
                        "DECIMAL(3, 0)",
                        "DECIMAL(5, 2)",
                        "DECIMAL(6, 2)",
                        "DECIMAL(7, 2)",
                        "DECIMAL(10, 0)",
                        "DECIMAL(19, 0)",
                        "DECIMAL(20, 0)",
                        "DECIMAL(22, 2)",
                        "DECIMAL(38, 2)",
                        "DOUBLE"),
                allowed(field("f", DATE32), "DATE"),
                allowed(field("f", DATE64), "DATE"),
                allowed(field("f", time(TimeUnit.SECOND)), "TIME(0)", "TIME(9)", "BIGINT"),
                allowed(field("f", time(TimeUnit.NANOSECOND)), "TIME(0)", "TIME(9)", "BIGINT"),
                allowed(
                        field("f", timestamp(TimeUnit.MICROSECOND)),
                        "TIMESTAMP(0)",
                        "TIMESTAMP(9)",
                        "BIGINT"),
                allowed(
                        field("f", zoned(TimeUnit.MICROSECOND)),
                        "TIMESTAMP_LTZ(0)",
                        "TIMESTAMP_LTZ(9)",
                        "BIGINT"),
                allowed(
                        field("f", duration(TimeUnit.SECOND)),
                        "INTERVAL DAY TO SECOND(3)",
                        "BIGINT"),
                allowed(
                        field("f", duration(TimeUnit.NANOSECOND)),
                        "INTERVAL DAY TO SECOND(3)",
                        "BIGINT"),
                allowed(field("f", yearMonth), "INTERVAL YEAR TO MONTH", "INT"),
                allowed(
                        field("f", dayTime),
                        "ROW<`days` INT, milliseconds BIGINT>",
                        "ROW<a INT>",
                        "ROW<a STRING>"),
                allowed(field("f", LIST, field("item", INT32)), "ARRAY<INT>"),
                allowed(field("f", LIST, field("item", UTF8)), "ARRAY<STRING>"),
                allowed(mapField("f"), "MAP<STRING, INT>", "MULTISET<STRING>"),
                allowed(
                        field("f", STRUCT, field("a", INT32)),
                        "ROW<a INT>",
                        "ROW<`days` INT, milliseconds BIGINT>"));
    }

    private static Arguments allowed(Field field, String... types) {
        return arguments(field, Set.of(types));
    }

    @ParameterizedTest
    @MethodSource("allowedDeclarations")
    void aColumnMayBeDeclaredAsTheTypesOfTheTableAndNoOthers(Field field, Set<String> allowed) {
        Set<String> accepted = new LinkedHashSet<>();
        List<String> errors = new ArrayList<>();
        for (String type : CANDIDATES) {
            try {
                RowMapping.of(Schema.of(field), declared(type));
                accepted.add(type);
            } catch (IncompatibleTypeException e) {
                errors.add(e.getMessage());
            }
        }

        assertThat(accepted).isEqualTo(allowed);
        assertThat(errors)
                .allMatch(error -> error.startsWith("column 'f") && error.contains("Arrow type "))
                .hasSize(CANDIDATES.size() - allowed.size());
    }

    private static RowType declared(String type) {
        return RowType.of(new LogicalType[] {sql(type)}, new String[] {"f"});
    }

    @Test
    void theErrorNamesTheColumnAndBothTypes() {
        Field field = field("f", STRUCT, field("delay", INT64));

        assertThatThrownBy(() -> RowMapping.of(Schema.of(field), declared("ROW<delay INT>")))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessage(
                        "column 'f.delay': Arrow type Int64 cannot be read as INT; its own type is"
                                + " BIGINT");
    }

    @Test
    void aColumnOfNullsCannotBeDeclaredNotNull() {
        assertThatThrownBy(
                        () -> RowMapping.of(Schema.of(field("f", NULL)), declared("INT NOT NULL")))
                .hasMessage(
                        "column 'f': Arrow type Null cannot be read as INT NOT NULL; its own type"
                                + " is STRING");
    }

    @Test
    void anExtensionOfAnotherStorageIsItsStorage() {
        Field field = extensionField("f", new ArrowType.FixedSizeBinary(3), "arrow.uuid");

        assertThatThrownBy(() -> RowMapping.of(Schema.of(field), declared("STRING")))
                .isInstanceOf(IncompatibleTypeException.class);
    }
}
