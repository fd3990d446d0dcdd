/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.table.types.logical.LogicalType;

import io.github.flinkarrow.connector.types.InferredRowType.SkippedColumn;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
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
import static io.github.flinkarrow.connector.types.Types.dictionaryField;
import static io.github.flinkarrow.connector.types.Types.duration;
import static io.github.flinkarrow.connector.types.Types.extensionField;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.mapField;
import static io.github.flinkarrow.connector.types.Types.row;
import static io.github.flinkarrow.connector.types.Types.sql;
import static io.github.flinkarrow.connector.types.Types.time;
import static io.github.flinkarrow.connector.types.Types.timestamp;
import static io.github.flinkarrow.connector.types.Types.zoned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class ArrowToFlinkTypesTest {

    private static final Field INTEGER = field("a", INT32);
    private static final Field TEXT = Field.notNull("b", UTF8);

    static Stream<Arguments> inferredTypes() {
        return Stream.of(
                arguments(field("f", NULL), "STRING"),
                arguments(field("f", BOOL), "BOOLEAN"),
                arguments(field("f", INT8), "TINYINT"),
                arguments(field("f", INT16), "SMALLINT"),
                arguments(field("f", INT32), "INT"),
                arguments(field("f", INT64), "BIGINT"),
                arguments(field("f", UINT8), "SMALLINT"),
                arguments(field("f", UINT16), "INT"),
                arguments(field("f", UINT32), "BIGINT"),
                arguments(field("f", UINT64), "DECIMAL(20, 0)"),
                arguments(field("f", FLOAT16), "FLOAT"),
                arguments(field("f", FLOAT32), "FLOAT"),
                arguments(field("f", FLOAT64), "DOUBLE"),
                arguments(field("f", new ArrowType.Decimal(9, 2, 32)), "DECIMAL(9, 2)"),
                arguments(field("f", new ArrowType.Decimal(18, 18, 64)), "DECIMAL(18, 18)"),
                arguments(field("f", new ArrowType.Decimal(38, 10, 128)), "DECIMAL(38, 10)"),
                arguments(field("f", new ArrowType.Decimal(38, 0, 256)), "DECIMAL(38, 0)"),
                arguments(field("f", new ArrowType.Decimal(3, 5, 128)), "DECIMAL(5, 5)"),
                arguments(field("f", new ArrowType.Decimal(3, -5, 128)), "DECIMAL(8, 0)"),
                arguments(field("f", new ArrowType.Decimal(3, -35, 128)), "DECIMAL(38, 0)"),
                arguments(field("f", UTF8), "STRING"),
                arguments(field("f", new ArrowType.LargeUtf8()), "STRING"),
                arguments(field("f", new ArrowType.Utf8View()), "STRING"),
                arguments(field("f", BINARY), "BYTES"),
                arguments(field("f", new ArrowType.LargeBinary()), "BYTES"),
                arguments(field("f", new ArrowType.BinaryView()), "BYTES"),
                arguments(field("f", new ArrowType.FixedSizeBinary(16)), "BINARY(16)"),
                arguments(field("f", DATE32), "DATE"),
                arguments(field("f", DATE64), "DATE"),
                arguments(field("f", time(TimeUnit.SECOND)), "TIME(0)"),
                arguments(field("f", time(TimeUnit.MILLISECOND)), "TIME(3)"),
                arguments(field("f", time(TimeUnit.MICROSECOND)), "TIME(6)"),
                arguments(field("f", time(TimeUnit.NANOSECOND)), "TIME(9)"),
                arguments(field("f", timestamp(TimeUnit.SECOND)), "TIMESTAMP(0)"),
                arguments(field("f", timestamp(TimeUnit.MILLISECOND)), "TIMESTAMP(3)"),
                arguments(field("f", timestamp(TimeUnit.MICROSECOND)), "TIMESTAMP(6)"),
                arguments(field("f", timestamp(TimeUnit.NANOSECOND)), "TIMESTAMP(9)"),
                arguments(field("f", zoned(TimeUnit.SECOND)), "TIMESTAMP_LTZ(0)"),
                arguments(field("f", zoned(TimeUnit.MILLISECOND)), "TIMESTAMP_LTZ(3)"),
                arguments(field("f", zoned(TimeUnit.MICROSECOND)), "TIMESTAMP_LTZ(6)"),
                arguments(field("f", zoned(TimeUnit.NANOSECOND)), "TIMESTAMP_LTZ(9)"),
                arguments(field("f", duration(TimeUnit.SECOND)), "INTERVAL DAY TO SECOND(3)"),
                arguments(field("f", duration(TimeUnit.MILLISECOND)), "INTERVAL DAY TO SECOND(3)"),
                arguments(field("f", duration(TimeUnit.MICROSECOND)), "BIGINT"),
                arguments(field("f", duration(TimeUnit.NANOSECOND)), "BIGINT"),
                arguments(
                        field("f", new ArrowType.Interval(IntervalUnit.YEAR_MONTH)),
                        "INTERVAL YEAR TO MONTH"),
                arguments(
                        field("f", new ArrowType.Interval(IntervalUnit.DAY_TIME)),
                        "ROW<`days` INT, milliseconds INT>"),
                arguments(
                        field("f", new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO)),
                        "ROW<`months` INT, `days` INT, nanoseconds BIGINT>"),
                arguments(field("f", LIST, TEXT), "ARRAY<STRING NOT NULL>"),
                arguments(field("f", new ArrowType.LargeList(), INTEGER), "ARRAY<INT>"),
                arguments(field("f", new ArrowType.FixedSizeList(3), INTEGER), "ARRAY<INT>"),
                arguments(field("f", new ArrowType.ListView(), INTEGER), "ARRAY<INT>"),
                arguments(field("f", new ArrowType.LargeListView(), INTEGER), "ARRAY<INT>"),
                arguments(mapField("f"), "MAP<STRING NOT NULL, INT>"),
                arguments(field("f", STRUCT, INTEGER, TEXT), "ROW<a INT, b STRING NOT NULL>"),
                arguments(
                        field("f", new ArrowType.Union(UnionMode.DENSE, List.of(0, 5)), TEXT),
                        "ROW<b STRING>"),
                arguments(dictionaryField("f", UTF8), "STRING"),
                arguments(
                        field(
                                "f",
                                new ArrowType.RunEndEncoded(),
                                Field.notNull("run_ends", INT32),
                                field("values", UTF8)),
                        "STRING"),
                arguments(
                        extensionField("f", new ArrowType.FixedSizeBinary(16), "arrow.uuid"),
                        "BINARY(16)"));
    }

    @ParameterizedTest
    @MethodSource("inferredTypes")
    void everyArrowTypeHasTheFlinkTypeOfTheTable(Field field, String expected) throws Exception {
        Field notNull =
                new Field(
                        field.name(),
                        false,
                        field.type(),
                        field.dictionary(),
                        field.children(),
                        field.metadata());
        LogicalType type = sql(expected);

        assertThat(ArrowToFlinkTypes.logicalType(field)).isEqualTo(type);
        assertThat(ArrowToFlinkTypes.logicalType(notNull))
                .isEqualTo(type.copy(field.type() instanceof ArrowType.Null));
    }

    @Test
    void runsOfTheTypeNullAreNullableWhateverTheFieldSays() throws Exception {
        Field ends = Field.notNull("run_ends", INT32);
        Field nulls =
                Field.notNull("r", new ArrowType.RunEndEncoded(), ends, field("values", NULL));
        Field runsOfRuns = Field.notNull("r", new ArrowType.RunEndEncoded(), ends, nulls);

        assertThat(ArrowToFlinkTypes.logicalType(nulls)).isEqualTo(sql("STRING"));
        assertThat(ArrowToFlinkTypes.logicalType(runsOfRuns)).isEqualTo(sql("STRING"));
        assertThat(ArrowToFlinkTypes.logicalType(Field.notNull("l", LIST, nulls)))
                .isEqualTo(sql("ARRAY<STRING> NOT NULL"));
    }

    @Test
    void aColumnIsLeftOutForTheFieldInsideThatIsAtFault() {
        Schema schema =
                Schema.of(
                        field("s", STRUCT, field("", INT32)),
                        field("l", LIST, field("item", new ArrowType.Decimal(76, 2, 256))),
                        field("twins", STRUCT, field("x\n", INT32), field("x\n", UTF8)));

        assertThat(ArrowToFlinkTypes.inferRowType(schema).skipped())
                .extracting(SkippedColumn::name, SkippedColumn::toString)
                .containsExactly(
                        tuple("s", "'s': field 's.': the name is blank"),
                        tuple(
                                "l",
                                "'l': field 'l.item': Arrow type Decimal256(76, 2): Flink's DECIMAL"
                                        + " has at most 38 digits"),
                        tuple("twins", "'twins': field 'twins.x\\u000a': the name is not unique"));
    }

    static Stream<Arguments> columnsWithoutType() {
        return Stream.of(
                arguments(
                        field("f", new ArrowType.Decimal(39, 2, 256)),
                        "column 'f': Arrow type Decimal256(39, 2): Flink's DECIMAL has at most 38"
                                + " digits"),
                arguments(
                        field("f", new ArrowType.Decimal(5, 39, 128)),
                        "column 'f': Arrow type Decimal128(5, 39): Flink's DECIMAL has at most 38"
                                + " digits"),
                arguments(
                        field("f", new ArrowType.Decimal(5, Integer.MIN_VALUE, 128)),
                        "column 'f': Arrow type Decimal128(5, -2147483648): Flink's DECIMAL has at"
                                + " most 38 digits"),
                arguments(
                        field("f", new ArrowType.FixedSizeBinary(0)),
                        "column 'f': Arrow type FixedSizeBinary(0): Flink has no binary type of"
                                + " zero bytes"),
                arguments(field(" ", INT32), "column ' ': the name is blank"),
                arguments(
                        field("f", LIST, field("item", STRUCT, field("", INT32))),
                        "column 'f.item.': the name is blank"),
                arguments(
                        field("f", STRUCT, field("x", INT32), field("x", UTF8)),
                        "column 'f.x': the name is not unique"),
                arguments(field("f", LIST), "column 'f': Arrow type List has 0 children"));
    }

    @ParameterizedTest
    @MethodSource("columnsWithoutType")
    void aColumnThatFlinkCannotNameOrHoldIsAnError(Field field, String message) {
        assertThatThrownBy(() -> ArrowToFlinkTypes.rowType(Schema.of(field)))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessage(message);
    }

    @Test
    void anInferredRowTypeLeavesOutWhatFlinkCannotNameOrHold() {
        Schema schema =
                Schema.of(
                        field("a", INT32),
                        field("b", INT32),
                        field("a", UTF8),
                        field("", INT32),
                        field("c", new ArrowType.FixedSizeBinary(0)),
                        Field.notNull("d", UTF8));

        InferredRowType inferred = ArrowToFlinkTypes.inferRowType(schema);

        assertThat(inferred.rowType()).isEqualTo(row("b INT, d STRING NOT NULL"));
        assertThat(inferred.skipped())
                .extracting(SkippedColumn::toString)
                .containsExactly(
                        "'a': the name is not unique",
                        "'a': the name is not unique",
                        "'': the name is blank",
                        "'c': Arrow type FixedSizeBinary(0): Flink has no binary type of zero"
                                + " bytes");
    }

    @Test
    void theRowTypeHasTheColumnsInTheirOrder() throws Exception {
        assertThat(ArrowToFlinkTypes.rowType(Schema.of(TEXT, INTEGER)))
                .isEqualTo(row("b STRING NOT NULL, a INT"));
    }

    @Test
    void namesInMessagesAreEscapedAndBounded() {
        Field hostile = field("a\n\u202e" + "b".repeat(100_000), new ArrowType.FixedSizeBinary(0));

        assertThatThrownBy(() -> ArrowToFlinkTypes.rowType(Schema.of(hostile)))
                .hasMessageStartingWith("column 'a\\u000a\\u202eb")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(400));
    }
}
