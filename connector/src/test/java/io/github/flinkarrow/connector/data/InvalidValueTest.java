/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.FixedSizeListArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.ListArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.DATE64;
import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.LIST;
import static io.github.flinkarrow.connector.types.Types.STRUCT;
import static io.github.flinkarrow.connector.types.Types.UINT64;
import static io.github.flinkarrow.connector.types.Types.decimal;
import static io.github.flinkarrow.connector.types.Types.duration;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.mapField;
import static io.github.flinkarrow.connector.types.Types.row;
import static io.github.flinkarrow.connector.types.Types.runsField;
import static io.github.flinkarrow.connector.types.Types.time;
import static io.github.flinkarrow.connector.types.Types.timestamp;
import static java.util.Collections.nCopies;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Values that Flink cannot hold are found when a batch is bound, not when a row is used. */
class InvalidValueTest {

    private static final long DAY = 86_400_000;
    private static final BigInteger TEN_TO_38 = BigInteger.TEN.pow(38);

    private static Arguments overflow(
            ArrowType type, String declared, Object fits, Object doesNot) {
        return arguments(type, declared, fits, doesNot, doesNot.toString());
    }

    static Stream<Arguments> overflows() {
        return Stream.of(
                arguments(UINT64, "BIGINT", 1, -1L, "18446744073709551615"),
                arguments(
                        decimal(5, 2),
                        "DECIMAL(5, 2)",
                        BigInteger.valueOf(99_999),
                        BigInteger.valueOf(100_000),
                        "1000.00"),
                arguments(
                        decimal(5, 2),
                        "DECIMAL(18, 15)",
                        BigInteger.valueOf(-99_999),
                        BigInteger.valueOf(-100_000),
                        "-1000.00"),
                arguments(
                        decimal(5, 2),
                        "DECIMAL(7, 2)",
                        BigInteger.valueOf(-9_999_999),
                        BigInteger.TWO.pow(64),
                        "184467440737095516.16"),
                arguments(
                        decimal(38, 0),
                        "DECIMAL(38, 0)",
                        TEN_TO_38.subtract(BigInteger.ONE),
                        TEN_TO_38,
                        TEN_TO_38.toString()),
                arguments(
                        decimal(38, 0),
                        "DECIMAL(38, 0)",
                        BigInteger.ONE.subtract(TEN_TO_38),
                        TEN_TO_38.negate(),
                        TEN_TO_38.negate().toString()),
                arguments(
                        decimal(19, 0),
                        "DECIMAL(20, 1)",
                        BigInteger.ONE.shiftLeft(63),
                        BigInteger.TEN.pow(19),
                        "10000000000000000000"),
                arguments(new ArrowType.Decimal(2, 1, 32), "DECIMAL(3, 2)", 99, -100, "-10.0"),
                arguments(
                        new ArrowType.Decimal(18, 0, 64),
                        "DECIMAL(20, 2)",
                        999_999_999_999_999_999L,
                        1_000_000_000_000_000_000L,
                        "1000000000000000000"),
                arguments(new ArrowType.Decimal(2, -3, 64), "DECIMAL(5, 0)", -99, 100, "100000"),
                arguments(
                        new ArrowType.Decimal(76, 2, 256),
                        "DECIMAL(38, 2)",
                        TEN_TO_38.subtract(BigInteger.ONE),
                        TEN_TO_38,
                        TEN_TO_38.divide(BigInteger.valueOf(100)) + ".00"),
                arguments(
                        new ArrowType.Decimal(39, 0, 256),
                        "DECIMAL(38, 0)",
                        BigInteger.ONE.subtract(TEN_TO_38),
                        BigInteger.TWO.pow(200).negate(),
                        BigInteger.TWO.pow(200).negate().toString()),
                arguments(
                        new ArrowType.Decimal(5, 0, 256),
                        "DECIMAL(5, 0)",
                        BigInteger.valueOf(-99_999),
                        BigInteger.TWO.pow(128),
                        BigInteger.TWO.pow(128).toString()),
                overflow(DATE64, "DATE", Integer.MAX_VALUE * DAY, (Integer.MAX_VALUE + 1L) * DAY),
                overflow(DATE64, "DATE", Integer.MIN_VALUE * DAY, Integer.MIN_VALUE * DAY - 1),
                overflow(time(TimeUnit.SECOND), "TIME(0)", 86_399, 86_400),
                overflow(time(TimeUnit.SECOND), "TIME(0)", 0, -1),
                overflow(time(TimeUnit.NANOSECOND), "TIME(0)", 0, -1),
                overflow(time(TimeUnit.MILLISECOND), "TIME(1)", 86_399_999, 86_400_000),
                overflow(time(TimeUnit.MILLISECOND), "TIME(3)", 0, 86_400_000),
                overflow(time(TimeUnit.MICROSECOND), "TIME(3)", 0, 86_400_000_000L),
                overflow(time(TimeUnit.NANOSECOND), "TIME(3)", 86_399_999_999_999L, -1L),
                overflow(timestamp(TimeUnit.SECOND), "TIMESTAMP(0)", 0, Long.MAX_VALUE),
                overflow(timestamp(TimeUnit.SECOND), "TIMESTAMP(0)", 0, Long.MIN_VALUE),
                overflow(
                        timestamp(TimeUnit.MILLISECOND),
                        "TIMESTAMP(0)",
                        Integer.MIN_VALUE * DAY,
                        Integer.MIN_VALUE * DAY - 1),
                overflow(
                        timestamp(TimeUnit.MILLISECOND),
                        "TIMESTAMP(3)",
                        Integer.MAX_VALUE * DAY + DAY - 1,
                        Integer.MAX_VALUE * DAY + DAY),
                overflow(
                        duration(TimeUnit.SECOND),
                        "INTERVAL DAY(2) TO SECOND(3)",
                        Long.MAX_VALUE / 1_000,
                        Long.MAX_VALUE / 1_000 + 1));
    }

    @ParameterizedTest
    @MethodSource("overflows")
    void aValueThatFlinkCannotHoldIsAnErrorThatNamesIt(
            ArrowType type, String declared, Object fits, Object doesNot, String shown)
            throws Exception {
        Field field = field("f", type);

        assertThat(Values.read(field, declared, fits, null)).hasSize(2);
        assertThatThrownBy(() -> Values.read(field, declared, fits, null, doesNot))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "test.arrow: column 'f': the value %s in row 2 of its batch does not fit %s"
                                .formatted(shown, declared));
    }

    @Test
    void nullInAColumnThatTheTableDeclaresNotNullIsAnError() {
        assertThatThrownBy(() -> Values.read(field("f", INT32), "BIGINT NOT NULL", 1, null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "test.arrow: column 'f': NULL in row 1 of its batch, but it is declared"
                                + " BIGINT NOT NULL");
    }

    @Test
    void nullInAColumnThatTheFileDeclaresNotNullIsAnError() {
        assertThatThrownBy(() -> Values.read(Field.notNull("f", INT32), "INT", 1, null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage(
                        "test.arrow: column 'f': NULL in row 1 of its batch, but the file says that"
                                + " there is none");
    }

    @Test
    void nullInANestedFieldDeclaredNotNullIsAnErrorOfThatField() {
        Field struct = field("f", STRUCT, field("a", LIST, field("item", INT32)));

        assertThatThrownBy(
                        () ->
                                Values.read(
                                        struct,
                                        "ROW<a ARRAY<INT NOT NULL>>",
                                        List.of(Arrays.asList(1, null))))
                .hasMessage(
                        "test.arrow: column 'f.a.element': NULL, but it is declared INT NOT NULL");
        assertThatThrownBy(
                        () ->
                                Values.read(
                                        mapField("f"),
                                        "MAP<STRING, INT NOT NULL>",
                                        List.of(Arrays.asList("k", null))))
                .hasMessage("test.arrow: column 'f.value': NULL, but it is declared INT NOT NULL");
    }

    @Test
    void whatIsInsideOfANullStructMayBeAnything() throws Exception {
        Field field = field("f", STRUCT, field("a", INT32), field("b", UINT64));
        RecordBatch batch =
                Values.batch(field, List.of(1, 2), Arrays.asList(null, -1L), List.of(3, 4));
        StructArray struct = (StructArray) batch.column(0);
        ByteBuffer secondIsNull = ByteBuffer.wrap(new byte[] {0b101});
        RowType type = row("f ROW<a INT NOT NULL, b BIGINT>");

        assertThat(bind(new StructArray(field, 3, 1, secondIsNull, struct.children()), type))
                .isEqualTo(
                        List.of(
                                List.of(List.of(1, 2L)),
                                nCopies(1, null),
                                List.of(List.of(3, 4L))));
        assertThatThrownBy(() -> bind(struct, type)).isInstanceOf(InvalidValueException.class);
    }

    @Test
    void whatIsInsideOfANullListOrBetweenListsMayBeAnything() throws Exception {
        Field field = field("f", LIST, field("item", UINT64));
        ArrowArray elements = Values.batch(field("item", UINT64), -1L, 1, -1L, 2, null).column(0);
        ByteBuffer offsets = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN);
        offsets.putInt(0, 1).putInt(4, 2).putInt(8, 3).putInt(12, 4);
        ByteBuffer secondIsNull = ByteBuffer.wrap(new byte[] {0b101});
        RowType type = row("f ARRAY<BIGINT NOT NULL>");

        assertThat(bind(new ListArray(field, 3, 1, secondIsNull, offsets, elements), type))
                .isEqualTo(List.of(List.of(List.of(1L)), nCopies(1, null), List.of(List.of(2L))));
        assertThatThrownBy(() -> bind(new ListArray(field, 3, 0, null, offsets, elements), type))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void whatIsInsideOfANullListOfOneSizeMayBeAnything() throws Exception {
        Field field = field("f", new ArrowType.FixedSizeList(2), field("item", UINT64));
        ArrowArray elements =
                Values.batch(field("item", UINT64), 1, 2, -1L, null, 3, 4, -1L).column(0);
        ByteBuffer secondIsNull = ByteBuffer.wrap(new byte[] {0b101});
        RowType type = row("f ARRAY<BIGINT NOT NULL>");

        assertThat(bind(new FixedSizeListArray(field, 3, 1, secondIsNull, 2, elements), type))
                .isEqualTo(
                        List.of(
                                List.of(List.of(1L, 2L)),
                                nCopies(1, null),
                                List.of(List.of(3L, 4L))));
        assertThatThrownBy(() -> bind(new FixedSizeListArray(field, 3, 0, null, 2, elements), type))
                .isInstanceOf(InvalidValueException.class);
    }

    @Test
    void aRunThatIsOnlyInsideOfANullStructMayBeAnything() throws Exception {
        Field values = field("v", UINT64);
        Field struct = field("f", STRUCT, runsField("a", values));
        FixedWidthArray ends =
                (FixedWidthArray) Values.batch(field("e", INT32), 1, 3, 4, 9).column(0);
        ArrowArray runs =
                new RunEndEncodedArray(
                        struct.children().get(0),
                        4,
                        ends,
                        Values.batch(values, 1, -1L, 2, -1L).column(0));
        RowType type = row("f ROW<a BIGINT>");

        for (int valid : new int[] {0b1001, 0b1101, 0b1011}) {
            ByteBuffer validity = ByteBuffer.wrap(new byte[] {(byte) valid});
            StructArray array = new StructArray(struct, 4, 2, validity, List.of(runs));
            if (valid == 0b1001) {
                assertThat(bind(array, type)).hasSize(4).contains(List.of(List.of(2L)));
            } else {
                assertThatThrownBy(() -> bind(array, type))
                        .isInstanceOf(InvalidValueException.class)
                        .hasMessageContaining("18446744073709551615");
            }
        }
    }

    private static List<List<?>> bind(ArrowArray array, RowType type) throws Exception {
        RecordBatch batch =
                new RecordBatch(
                        Schema.of(array.field()),
                        array.length(),
                        List.of(array),
                        KeyValueMetadata.EMPTY,
                        () -> {});
        RowReader reader = RowReader.create(batch.schema(), type, "test.arrow");
        return Values.plain(reader.bind(batch), type);
    }

    @Test
    void aValueInANestedFieldThatDoesNotFitIsAnErrorOfThatField() {
        Field list = field("f", LIST, field("item", STRUCT, field("t", time(TimeUnit.SECOND))));

        assertThatThrownBy(
                        () ->
                                Values.read(
                                        list,
                                        "ARRAY<ROW<t TIME(0)>>",
                                        List.of(List.of(1)),
                                        List.of(List.of(86_400))))
                .hasMessage(
                        "test.arrow: column 'f.element.t': the value 86400 does not fit TIME(0)");
    }

    @Test
    void whatListsOfSizeZeroHaveBesidesMayBeAnything() throws Exception {
        Field item = Field.notNull("item", UINT64);
        ArrowArray elements = Values.batch(item, 1, -1).column(0);
        Field field = field("f", new ArrowType.FixedSizeList(0), item);

        ArrowArray lists = new FixedSizeListArray(field, 3, 0, null, 0, elements);

        assertThat(bind(lists, row("f ARRAY<BIGINT NOT NULL>")))
                .isEqualTo(List.of(List.of(List.of()), List.of(List.of()), List.of(List.of())));
    }
}
