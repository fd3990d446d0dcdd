/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.table.api.ValidationException;
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
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.BINARY;
import static io.github.flinkarrow.connector.types.Types.BOOL;
import static io.github.flinkarrow.connector.types.Types.DATE32;
import static io.github.flinkarrow.connector.types.Types.FLOAT32;
import static io.github.flinkarrow.connector.types.Types.FLOAT64;
import static io.github.flinkarrow.connector.types.Types.INT16;
import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.INT64;
import static io.github.flinkarrow.connector.types.Types.INT8;
import static io.github.flinkarrow.connector.types.Types.LIST;
import static io.github.flinkarrow.connector.types.Types.MAP;
import static io.github.flinkarrow.connector.types.Types.STRUCT;
import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.decimal;
import static io.github.flinkarrow.connector.types.Types.duration;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.row;
import static io.github.flinkarrow.connector.types.Types.sql;
import static io.github.flinkarrow.connector.types.Types.time;
import static io.github.flinkarrow.connector.types.Types.timestamp;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class FlinkToArrowTypesTest {

    private static ArrowType utc(TimeUnit unit) {
        return new ArrowType.Timestamp(unit, "UTC");
    }

    static Stream<Arguments> writtenTypes() {
        Field entries =
                Field.notNull("entries", STRUCT, Field.notNull("key", UTF8), field("value", INT64));
        Field counts =
                Field.notNull(
                        "entries",
                        STRUCT,
                        Field.notNull("key", UTF8),
                        Field.notNull("value", INT32));
        return Stream.of(
                arguments("CHAR(3)", field("f", UTF8)),
                arguments("VARCHAR(3)", field("f", UTF8)),
                arguments("STRING", field("f", UTF8)),
                arguments("BOOLEAN", field("f", BOOL)),
                arguments("BINARY(5)", field("f", new ArrowType.FixedSizeBinary(5))),
                arguments("VARBINARY(5)", field("f", BINARY)),
                arguments("BYTES", field("f", BINARY)),
                arguments("DECIMAL(38, 7)", field("f", decimal(38, 7))),
                arguments("TINYINT", field("f", INT8)),
                arguments("SMALLINT", field("f", INT16)),
                arguments("INT", field("f", INT32)),
                arguments("BIGINT", field("f", INT64)),
                arguments("FLOAT", field("f", FLOAT32)),
                arguments("DOUBLE", field("f", FLOAT64)),
                arguments("DATE", field("f", DATE32)),
                arguments("TIME(0)", field("f", time(TimeUnit.SECOND))),
                arguments("TIME(1)", field("f", time(TimeUnit.MILLISECOND))),
                arguments("TIME(9)", field("f", time(TimeUnit.MILLISECOND))),
                arguments("TIMESTAMP(0)", field("f", timestamp(TimeUnit.SECOND))),
                arguments("TIMESTAMP(1)", field("f", timestamp(TimeUnit.MILLISECOND))),
                arguments("TIMESTAMP(3)", field("f", timestamp(TimeUnit.MILLISECOND))),
                arguments("TIMESTAMP(4)", field("f", timestamp(TimeUnit.MICROSECOND))),
                arguments("TIMESTAMP(6)", field("f", timestamp(TimeUnit.MICROSECOND))),
                arguments("TIMESTAMP(7)", field("f", timestamp(TimeUnit.NANOSECOND))),
                arguments("TIMESTAMP(9)", field("f", timestamp(TimeUnit.NANOSECOND))),
                arguments("TIMESTAMP_LTZ(0)", field("f", utc(TimeUnit.SECOND))),
                arguments("TIMESTAMP_LTZ(3)", field("f", utc(TimeUnit.MILLISECOND))),
                arguments("TIMESTAMP_LTZ(6)", field("f", utc(TimeUnit.MICROSECOND))),
                arguments("TIMESTAMP_LTZ(9)", field("f", utc(TimeUnit.NANOSECOND))),
                arguments(
                        "INTERVAL YEAR TO MONTH",
                        field("f", new ArrowType.Interval(IntervalUnit.YEAR_MONTH))),
                arguments("INTERVAL DAY TO SECOND(3)", field("f", duration(TimeUnit.MILLISECOND))),
                arguments("ARRAY<INT NOT NULL>", field("f", LIST, Field.notNull("element", INT32))),
                arguments("MAP<STRING, BIGINT>", field("f", MAP, entries)),
                arguments("MULTISET<STRING>", field("f", MAP, counts)),
                arguments(
                        "ROW<a INT, b STRING NOT NULL>",
                        field("f", STRUCT, field("a", INT32), Field.notNull("b", UTF8))));
    }

    @ParameterizedTest
    @MethodSource("writtenTypes")
    void everyFlinkTypeIsWrittenAsTheTableSays(String flinkType, Field expected) {
        LogicalType type = sql(flinkType);
        Field notNull =
                Field.notNull("f", expected.type(), expected.children().toArray(new Field[0]));

        assertThat(FlinkToArrowTypes.schema(RowType.of(new LogicalType[] {type}, names())))
                .isEqualTo(Schema.of(expected));
        assertThat(
                        FlinkToArrowTypes.schema(
                                RowType.of(new LogicalType[] {type.copy(false)}, names())))
                .isEqualTo(Schema.of(notNull));
    }

    private static String[] names() {
        return new String[] {"f"};
    }

    /** But for keys of maps and what Arrow resolves no finer. */
    @Test
    void whatIsWrittenIsInferredAsTheSameType() throws Exception {
        RowType type =
                row(
                        "a BIGINT NOT NULL, b ROW<c ARRAY<TIMESTAMP(6)>, d DECIMAL(5, 2) NOT NULL>,"
                                + " e MAP<STRING NOT NULL, BINARY(3)>, f TIMESTAMP_LTZ(3), g BYTES,"
                                + " h TIME(3), i DATE NOT NULL, j INTERVAL DAY TO SECOND(3)");

        assertThat(ArrowToFlinkTypes.rowType(FlinkToArrowTypes.schema(type))).isEqualTo(type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"NULL", "VARIANT", "TIMESTAMP(3) WITH TIME ZONE"})
    void aTypeWithoutCounterpartIsAnErrorThatNamesTheColumn(String type) {
        assertThatThrownBy(() -> FlinkToArrowTypes.schema(row("a ROW<b ARRAY<" + type + ">>")))
                .isInstanceOf(ValidationException.class)
                .hasMessage("column 'a.b.element': Arrow has no type for " + type);
    }
}
