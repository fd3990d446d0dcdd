/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.binary.BinaryStringData;

import io.github.flinkarrow.connector.data.Values.Member;
import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryViewArray;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedWidthArray;
import io.github.flinkarrow.format.array.ListViewArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.UnionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.FLOAT16;
import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.INT64;
import static io.github.flinkarrow.connector.types.Types.INT8;
import static io.github.flinkarrow.connector.types.Types.NULL;
import static io.github.flinkarrow.connector.types.Types.UINT64;
import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.interval;
import static io.github.flinkarrow.connector.types.Types.row;
import static io.github.flinkarrow.connector.types.Types.runsField;
import static io.github.flinkarrow.connector.types.Types.unionField;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** Layouts of which Flink knows nothing are read as the values that they hold. */
class LayoutsTest {

    private static final String LONG_TEXT = "longer than the twelve bytes of a view";

    private static List<Object> list(Object... values) {
        return Arrays.asList(values);
    }

    private static ByteBuffer bytes(int length) {
        return ByteBuffer.wrap(new byte[length]);
    }

    static Stream<Arguments> numbers() {
        BigInteger nines = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
        return Stream.of(
                arguments(
                        field("f", FLOAT16),
                        list(1.5f, null, -0.0f, 65504f, Float.NaN),
                        "FLOAT",
                        list(1.5f, null, -0.0f, 65504f, Float.NaN)),
                arguments(field("f", FLOAT16), list(0.5f, null), "DOUBLE", list(0.5, null)),
                arguments(
                        field("f", new ArrowType.Decimal(9, 2, 32)),
                        list(-999_999_999, null, 1),
                        "DECIMAL(9, 2)",
                        list(new BigDecimal("-9999999.99"), null, new BigDecimal("0.01"))),
                arguments(
                        field("f", new ArrowType.Decimal(9, 2, 32)),
                        list(-999_999_999, null),
                        "DECIMAL(38, 31)",
                        list(new BigDecimal("-9999999.99").setScale(31), null)),
                arguments(
                        field("f", new ArrowType.Decimal(18, 0, 64)),
                        list(-999_999_999_999_999_999L, null),
                        "DECIMAL(18, 0)",
                        list(new BigDecimal("-999999999999999999"), null)),
                arguments(
                        field("f", new ArrowType.Decimal(3, 5, 64)),
                        list(999, -999),
                        "DECIMAL(5, 5)",
                        list(new BigDecimal("0.00999"), new BigDecimal("-0.00999"))),
                arguments(
                        field("f", new ArrowType.Decimal(3, -2, 32)),
                        list(999, null, -1),
                        "DECIMAL(6, 1)",
                        list(new BigDecimal("99900.0"), null, new BigDecimal("-100.0"))),
                arguments(
                        field("f", new ArrowType.Decimal(10, 2, 256)),
                        list(BigInteger.valueOf(-12_345), null),
                        "DECIMAL(10, 2)",
                        list(new BigDecimal("-123.45"), null)),
                arguments(
                        field("f", new ArrowType.Decimal(76, 4, 256)),
                        list(nines, nines.negate(), null),
                        "DECIMAL(38, 4)",
                        list(new BigDecimal(nines, 4), new BigDecimal(nines.negate(), 4), null)));
    }

    static Stream<Arguments> viewsAndIntervals() {
        return Stream.of(
                arguments(
                        field("f", new ArrowType.Utf8View()),
                        list("", null, "twelve bytes", "thirteen byte", LONG_TEXT),
                        "STRING",
                        list("", null, "twelve bytes", "thirteen byte", LONG_TEXT)),
                arguments(
                        field("f", new ArrowType.BinaryView()),
                        list(bytes(0), bytes(12), null, bytes(13)),
                        "BYTES",
                        list(bytes(0), bytes(12), null, bytes(13))),
                arguments(
                        field("f", interval(IntervalUnit.YEAR_MONTH)),
                        list(-13, null, Integer.MAX_VALUE),
                        "INTERVAL YEAR TO MONTH",
                        list(-13, null, Integer.MAX_VALUE)),
                arguments(
                        field("f", interval(IntervalUnit.YEAR_MONTH)),
                        list(-13, null),
                        "INT",
                        list(-13, null)),
                arguments(
                        field("f", interval(IntervalUnit.DAY_TIME)),
                        list(list(-1, 2), null, list(Integer.MAX_VALUE, Integer.MIN_VALUE)),
                        "ROW<`days` INT, milliseconds INT>",
                        list(list(-1, 2), null, list(Integer.MAX_VALUE, Integer.MIN_VALUE))),
                arguments(
                        field("f", interval(IntervalUnit.DAY_TIME)),
                        list(list(-1, 2), null),
                        "ROW<milliseconds DECIMAL(12, 2), `days` DOUBLE, none INT>",
                        list(list(new BigDecimal("2.00"), -1.0, null), null)),
                arguments(
                        field("f", interval(IntervalUnit.MONTH_DAY_NANO)),
                        list(list(-1, 2, Long.MIN_VALUE), null, list(3, -4, 5L)),
                        "ROW<months INT, `days` BIGINT, nanoseconds BIGINT>",
                        list(list(-1, 2L, Long.MIN_VALUE), null, list(3, -4L, 5L))));
    }

    static Stream<Arguments> listsOfEveryLayout() {
        return Stream.of(
                        new ArrowType.LargeList(),
                        new ArrowType.ListView(),
                        new ArrowType.LargeListView())
                .map(
                        type ->
                                arguments(
                                        field("f", type, field("item", INT32)),
                                        list(list(1, null), null, list(), list(3)),
                                        "ARRAY<BIGINT>",
                                        list(list(1L, null), null, list(), list(3L))));
    }

    static Stream<Arguments> listsOfOneSize() {
        return Stream.of(
                arguments(
                        field("f", new ArrowType.FixedSizeList(2), field("item", INT32)),
                        list(list(1, null), null, list(3, 4)),
                        "ARRAY<BIGINT>",
                        list(list(1L, null), null, list(3L, 4L))),
                arguments(
                        field("f", new ArrowType.FixedSizeList(0), field("item", INT32)),
                        list(list(), null),
                        "ARRAY<INT>",
                        list(list(), null)));
    }

    @ParameterizedTest
    @MethodSource({"numbers", "viewsAndIntervals", "listsOfEveryLayout", "listsOfOneSize"})
    void valuesAreReadAsDeclared(Field field, List<?> stored, String type, List<?> expected)
            throws Exception {
        assertThat(Values.read(field, type, stored.toArray())).isEqualTo(expected);
    }

    /** Every layout inside of runs, of a dictionary, of a union and of a list. */
    @ParameterizedTest
    @MethodSource({"numbers", "viewsAndIntervals", "listsOfEveryLayout", "listsOfOneSize"})
    void valuesAreReadInsideOfOtherLayouts(
            Field field, List<?> stored, String type, List<?> expected) throws Exception {
        List<Object> members = new ArrayList<>();
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            members.add(new Member(1, stored.get(i)));
            rows.add(list(expected.get(i), null));
        }
        members.add(new Member(0, 5));
        rows.add(list(null, 5));
        ArrowArray dictionary = Values.batch(field, stored.toArray()).column(0);
        Object[] indices = new Object[stored.size()];
        List<Object> reversed = new ArrayList<>();
        for (int i = 0; i < indices.length; i++) {
            indices[i] = indices.length - 1 - i;
            reversed.add(expected.get(indices.length - 1 - i));
        }

        assertThat(Values.read(runsField("f", field), type, stored.toArray())).isEqualTo(expected);
        assertThat(read(encoded(dictionary, indices), type)).isEqualTo(reversed);
        for (UnionMode mode : UnionMode.values()) {
            Field union = unionField("f", mode, field("o", INT32), field);
            assertThat(Values.read(union, "ROW<f " + type + ", o INT>", members.toArray()))
                    .isEqualTo(rows);
        }
        Field lists = field("f", new ArrowType.LargeList(), runsField("item", field));
        assertThat(Values.read(lists, "ARRAY<" + type + ">", stored, null))
                .isEqualTo(list(expected, null));
    }

    private static DictionaryArray encoded(ArrowArray dictionary, Object... indices) {
        Field field =
                new Field(
                        "f",
                        true,
                        dictionary.field().type(),
                        new DictionaryEncoding(0, new ArrowType.Int(8, true), false),
                        dictionary.field().children(),
                        KeyValueMetadata.EMPTY);
        ArrowArray array = Values.batch(field("i", INT8), indices).column(0);
        return new DictionaryArray(field, (FixedWidthArray) array, dictionary);
    }

    private static RecordBatch batch(ArrowArray array) {
        return new RecordBatch(
                Schema.of(array.field()),
                array.length(),
                List.of(array),
                KeyValueMetadata.EMPTY,
                () -> {});
    }

    private static RowBatch bind(ArrowArray array, String type) throws Exception {
        return RowReader.create(Schema.of(array.field()), row("f " + type), "test.arrow")
                .bind(batch(array));
    }

    private static List<Object> read(ArrowArray array, String type) throws Exception {
        List<Object> values = new ArrayList<>();
        Values.plain(bind(array, type), row("f " + type)).forEach(row -> values.add(row.get(0)));
        return values;
    }

    @Test
    void textOfViewsIsNotCopied() throws Exception {
        Field field = field("f", new ArrowType.Utf8View());
        ArrowArray array = Values.batch(field, "short", LONG_TEXT, LONG_TEXT, "").column(0);
        RowBatch rows = bind(array, "STRING");

        BinaryStringData none = (BinaryStringData) rows.row(3).getString(0);
        BinaryStringData inline = (BinaryStringData) rows.row(0).getString(0);
        BinaryStringData first = (BinaryStringData) rows.row(1).getString(0);
        BinaryStringData second = (BinaryStringData) rows.row(2).getString(0);

        assertThat(none.getOffset() - inline.getOffset()).isEqualTo(3 * 16);
        assertThat(none.getSegments()).isSameAs(inline.getSegments());
        assertThat(first.getSegments()).isSameAs(second.getSegments());
        assertThat(first.getSegments()).isNotSameAs(inline.getSegments());
        assertThat(((BinaryViewArray) array).dataBufferCount()).isPositive();
    }

    @ParameterizedTest
    @EnumSource(UnionMode.class)
    void aUnionIsARowOfWhichOnlyTheSelectedMemberIsSet(UnionMode mode) throws Exception {
        Field union = unionField("f", mode, field("a", INT64), field("b", UTF8));

        assertThat(
                        Values.read(
                                union,
                                "ROW<b STRING, a BIGINT, c DATE>",
                                new Member(0, 1),
                                new Member(1, "x"),
                                new Member(1, null),
                                new Member(0, -2)))
                .isEqualTo(
                        list(
                                list(null, 1L, null),
                                list("x", null, null),
                                list(null, null, null),
                                list(null, -2L, null)));
    }

    @Test
    void aMemberOfAUnionCannotBeDeclaredNotNull() {
        Field union = unionField("f", UnionMode.DENSE, field("a", INT64));

        assertThatThrownBy(() -> Values.read(union, "ROW<a BIGINT NOT NULL>", new Member(0, 1)))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessage(
                        "test.arrow: column 'f.a': declared BIGINT NOT NULL, but a member of a"
                                + " union is NULL where another is selected");
    }

    @ParameterizedTest
    @EnumSource(UnionMode.class)
    void aValueThatDoesNotFitIsAnErrorOnlyWhereAUnionSelectsIt(UnionMode mode) throws Exception {
        Field union = unionField("f", mode, field("a", UINT64), field("b", UINT64));
        Object[] values = {new Member(0, 1), new Member(1, -1)};

        assertThat(Values.read(union, "ROW<a BIGINT>", values)).hasSize(2);
        assertThatThrownBy(() -> Values.read(union, "ROW<b BIGINT>", values))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("column 'f.b': the value 18446744073709551615");
    }

    private static RunEndEncodedArray runs(Field values, List<?> ends, Object... stored) {
        ArrowArray array = Values.batch(values, stored).column(0);
        ArrowArray runEnds = Values.batch(field("e", INT32), ends.toArray()).column(0);
        int length = (Integer) ends.get(ends.size() - 1);
        return new RunEndEncodedArray(
                runsField("f", values), length, (FixedWidthArray) runEnds, array);
    }

    @Test
    void runsAreReadInAnyOrder() throws Exception {
        Random random = new Random(20240229);
        List<Object> ends = new ArrayList<>();
        List<Object> stored = new ArrayList<>();
        List<Object> expected = new ArrayList<>();
        for (int run = 0; run < 50; run++) {
            Integer value = run % 7 == 3 ? null : run;
            stored.add(value);
            for (int i = 1 + random.nextInt(4); i > 0; i--) {
                expected.add(value);
            }
            ends.add(expected.size());
        }
        RowBatch rows = bind(runs(field("v", INT32), ends, stored.toArray()), "INT");

        assertThat(rows.rowCount()).isEqualTo(expected.size());
        for (int i = 0; i < 5_000; i++) {
            int index = i < expected.size() ? i : random.nextInt(expected.size());
            RowData row = rows.row(index);
            Object found = row.isNullAt(0) ? null : (Object) row.getInt(0);
            assertThat(found).as("row %d", index).isEqualTo(expected.get(index));
        }
    }

    @Test
    void aRunOfTwoBillionRowsCostsNoMemory() throws Exception {
        Field values = field("v", UTF8);
        RowBatch rows = bind(runs(values, List.of(1, Integer.MAX_VALUE), "a", null), "STRING");

        assertThat(rows.row(0).getString(0)).hasToString("a");
        assertThat(rows.row(Integer.MAX_VALUE - 1).isNullAt(0)).isTrue();
    }

    @Test
    void runsOfNullAreReadAsTheTypeOfTheirTable() throws Exception {
        Field runs = runsField("f", field("v", NULL));
        Field field = Field.notNull("f", runs.type(), runs.children().toArray(Field[]::new));
        String type = ArrowToFlinkTypes.logicalType(field).asSerializableString();

        assertThat(Values.read(field, type, null, null)).isEqualTo(list(null, null));
    }

    @Test
    void nullInRunsThatTheTableDeclaresNotNullIsAnError() {
        assertThatThrownBy(
                        () -> read(runs(field("v", INT8), List.of(2, 3), 1, null), "INT NOT NULL"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("column 'f': NULL, but it is declared INT NOT NULL");
    }

    private static ListViewArray listViews(ArrowArray elements, int... offsetsAndSizes) {
        int length = offsetsAndSizes.length / 2;
        ByteBuffer offsets = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer sizes = ByteBuffer.allocate(4 * length).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < length; i++) {
            offsets.putInt(4 * i, offsetsAndSizes[2 * i]);
            sizes.putInt(4 * i, offsetsAndSizes[2 * i + 1]);
        }
        Field field = field("f", new ArrowType.ListView(), elements.field());
        return new ListViewArray(field, length, 0, null, offsets, sizes, elements);
    }

    @Test
    void listViewsMayOverlapInAnyOrder() throws Exception {
        ArrowArray elements = Values.batch(field("e", INT32), 0, 1, 2, 3).column(0);

        assertThat(read(listViews(elements, 2, 2, 0, 3, 4, 0), "ARRAY<INT>"))
                .isEqualTo(list(list(2, 3), list(0, 1, 2), list()));
    }

    @Test
    void anElementThatDoesNotFitIsAnErrorOnlyWhereAListViewHasIt() throws Exception {
        ArrowArray elements = Values.batch(field("e", UINT64), 0, 1, -1, 3).column(0);

        assertThat(read(listViews(elements, 3, 1, 0, 2, 3, 1, 2, 0), "ARRAY<BIGINT>")).hasSize(4);
        assertThatThrownBy(() -> read(listViews(elements, 1, 1, 0, 4, 3, 1), "ARRAY<BIGINT>"))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageContaining("18446744073709551615");
    }
}
