/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.DayTimeIntervalArray;
import io.github.flinkarrow.format.array.Decimal128Array;
import io.github.flinkarrow.format.array.Decimal256Array;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;
import io.github.flinkarrow.format.array.Float16Array;
import io.github.flinkarrow.format.array.Float32Array;
import io.github.flinkarrow.format.array.Float64Array;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;
import io.github.flinkarrow.format.array.ListArray;
import io.github.flinkarrow.format.array.MapArray;
import io.github.flinkarrow.format.array.MonthDayNanoIntervalArray;
import io.github.flinkarrow.format.array.NullArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.UnionArray;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class JsonRowsTest {

    private static final Field INT = Field.nullable("n", new ArrowType.Int(32, true));

    @Test
    void rowsAreLinesOfObjectsOrArrays() throws IOException {
        assertThat(rows(RowShape.OBJECT, 2, ints(INT, 1, 2, 3)))
                .isEqualTo("{\"n\":1}\n{\"n\":2}\n");
        assertThat(rows(RowShape.ARRAY, 2, ints(INT, 1, 2), ints(INT, 3, 4)))
                .isEqualTo("[1,3]\n[2,4]\n");
        assertThat(rows(RowShape.OBJECT, 1)).isEqualTo("{}\n");
    }

    @Test
    void nullsAndBooleansAreThoseOfJson() throws IOException {
        Field field = Field.nullable("b", new ArrowType.Bool());
        ByteBuffer validity = bytes(0b101);

        assertThat(
                        json(
                                new BoolArray(field, 3, 1, validity, bytes(0b001)),
                                new NullArray(Field.nullable("x", new ArrowType.Null()), 3)))
                .isEqualTo("[true,null]\n[null,null]\n[false,null]\n");
    }

    @Test
    void integersOfEveryWidthAreIntegers() throws IOException {
        assertThat(json(new Int8Array(integer(8, true), 1, 0, null, bytes(-128))))
                .isEqualTo("[-128]\n");
        assertThat(json(new Int8Array(integer(8, false), 1, 0, null, bytes(-1))))
                .isEqualTo("[255]\n");
        assertThat(json(new Int16Array(integer(16, false), 1, 0, null, bytes(-1, -1))))
                .isEqualTo("[65535]\n");
        assertThat(json(ints(integer(32, false), -1))).isEqualTo("[4294967295]\n");
        assertThat(json(longs(integer(64, true), Long.MIN_VALUE, Long.MAX_VALUE)))
                .isEqualTo("[-9223372036854775808]\n[9223372036854775807]\n");
        assertThat(json(longs(integer(64, false), -1, 1)))
                .isEqualTo("[18446744073709551615]\n[1]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0.0, 0.0",
        "-0.0, -0.0",
        "1.0, 1.0",
        "0.1, 0.1",
        "2.2250738585072014E-308, 2.2250738585072014E-308",
        "4.9E-324, 5E-324",
        "2.0E-323, 2E-323",
        "1.7976931348623157E308, 1.7976931348623157E308",
        "NaN, '\"NaN\"'",
        "Infinity, '\"Infinity\"'",
        "-Infinity, '\"-Infinity\"'",
        "1.0E23, 1.0E23",
        // JDK 17 itself writes one digit more.
        "2.0E-3, 0.002",
        "2.0E23, 2.0E23"
    })
    void doublesAreTheShortestThatReadBack(double value, String expected) throws IOException {
        Field field = floating(FloatingPointPrecision.DOUBLE);
        ByteBuffer values = buffer(8).putDouble(0, value);

        String json = json(new Float64Array(field, 1, 0, null, values));

        assertThat(json).isEqualTo("[" + expected + "]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1, 0.1",
        "1.4E-45, 1E-45",
        "16777216, 1.6777216E7",
        "3.4028235E38, 3.4028235E38",
        "NaN, '\"NaN\"'"
    })
    void floatsAreTheShortestThatReadBack(float value, String expected) throws IOException {
        Field field = floating(FloatingPointPrecision.SINGLE);
        ByteBuffer values = buffer(4).putFloat(0, value);

        String json = json(new Float32Array(field, 1, 0, null, values));

        assertThat(json).isEqualTo("[" + expected + "]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0x0000, 0.0",
        "0x8000, -0.0",
        "0x3C00, 1.0",
        "0x2E66, 0.1",
        "0x3555, 0.3333",
        "0x0001, 6.0E-8",
        "0x0400, 6.104E-5",
        "0x7BFF, 65500.0",
        "0xFBFF, -65500.0",
        "0x7C00, '\"Infinity\"'",
        "0x7E00, '\"NaN\"'"
    })
    void halvesAreTheShortestThatReadBack(String bits, String expected) throws IOException {
        Field field = floating(FloatingPointPrecision.HALF);
        ByteBuffer values = buffer(2).putShort(0, (short) (int) Integer.decode(bits));

        String json = json(new Float16Array(field, 1, 0, null, values));

        assertThat(json).isEqualTo("[" + expected + "]\n");
    }

    @Test
    void decimalsArePlainWithAsManyFractionDigitsAsTheScale() throws IOException {
        assertThat(json(ints(decimal(9, 2, 32), 5, -12345)))
                .isEqualTo("[\"0.05\"]\n[\"-123.45\"]\n");
        assertThat(json(longs(decimal(18, 0, 64), 7))).isEqualTo("[\"7\"]\n");
        assertThat(json(longs(decimal(18, 20, 64), 7))).isEqualTo("[\"0.00000000000000000007\"]\n");
        assertThat(json(longs(decimal(18, -3, 64), -7, 0))).isEqualTo("[\"-7000\"]\n[\"0\"]\n");
        ByteBuffer wide = buffer(32).putLong(0, 1).putLong(8, 1).putLong(16, -1).putLong(24, -1);
        assertThat(json(new Decimal128Array(decimal(38, 3, 128), 2, 0, null, wide)))
                .isEqualTo("[\"18446744073709551.617\"]\n[\"-0.001\"]\n");
        ByteBuffer widest = buffer(32).putLong(24, 1);
        assertThat(json(new Decimal256Array(decimal(76, 0, 256), 1, 0, null, widest)))
                .isEqualTo("[\"6277101735386680763835789423207666416102355444464034512896\"]\n");
    }

    @Test
    void decimalsOfEndlessScaleHaveAnExponent() throws IOException {
        assertThat(json(longs(decimal(18, 10_000, 64), 7)))
                .isEqualTo("[\"0." + "0".repeat(9_999) + "7\"]\n");
        assertThat(json(longs(decimal(18, -10_000, 64), 7)))
                .isEqualTo("[\"7" + "0".repeat(10_000) + "\"]\n");
        assertThat(json(longs(decimal(18, 10_001, 64), 7, -12, 0)))
                .isEqualTo("[\"7E-10001\"]\n[\"-1.2E-10000\"]\n[\"0E-10001\"]\n");
        assertThat(json(longs(decimal(18, -10_001, 64), 7))).isEqualTo("[\"7E+10001\"]\n");
        assertThat(json(longs(decimal(18, Integer.MAX_VALUE, 64), 7)))
                .isEqualTo("[\"7E-2147483647\"]\n");
        ByteBuffer wide = buffer(16).putLong(0, 1).putLong(8, 1);
        assertThat(json(new Decimal128Array(decimal(38, Integer.MIN_VALUE, 128), 1, 0, null, wide)))
                .isEqualTo("[\"1.8446744073709551617E+2147483667\"]\n");
        ByteBuffer widest = buffer(32).putLong(0, 5);
        assertThat(json(new Decimal256Array(decimal(76, 41_473, 256), 1, 0, null, widest)))
                .isEqualTo("[\"5E-41473\"]\n");
        assertThat(json(ints(decimal(9, 41_473, 32), 5))).isEqualTo("[\"5E-41473\"]\n");
    }

    @Test
    void textIsEscapedAndInvalidTextReplaced() throws IOException {
        assertThat(
                        json(
                                binary(
                                        new ArrowType.Utf8(),
                                        "a\"b\n\u00e9\u6f22\ud83d\ude00"
                                                .getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("[\"a\\\"b\\n\u00e9\u6f22\ud83d\ude00\"]\n");
        assertThat(json(binary(new ArrowType.Utf8(), new byte[] {'a', (byte) 0xFF, 'b'})))
                .isEqualTo("[\"a\ufffdb\"]\n");
    }

    @Test
    void controlCharactersAreEscapedInTextAndNames() throws IOException {
        StringBuilder controls = new StringBuilder();
        for (char c = 0; c < ' '; c++) {
            controls.append(c);
        }
        byte[] utf8 = controls.toString().getBytes(StandardCharsets.UTF_8);
        Field name = Field.nullable("a\n\"\u0000", new ArrowType.Int(32, true));

        assertThat(json(binary(new ArrowType.Utf8(), utf8)))
                .isEqualTo(
                        "[\"\\u0000\\u0001\\u0002\\u0003\\u0004\\u0005\\u0006\\u0007"
                                + "\\b\\t\\n\\u000B\\f\\r\\u000E\\u000F"
                                + "\\u0010\\u0011\\u0012\\u0013\\u0014\\u0015\\u0016\\u0017"
                                + "\\u0018\\u0019\\u001A\\u001B\\u001C\\u001D\\u001E\\u001F\"]\n");
        assertThat(rows(RowShape.OBJECT, 1, ints(name, 1))).isEqualTo("{\"a\\n\\\"\\u0000\":1}\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "c3",
                "c0af",
                "e282",
                "eda080",
                "edbfbf",
                "f09f98",
                "f4908080",
                "ff",
                "fe"
            })
    void bytesThatAreNotUtf8AreReplaced(String hex) throws IOException {
        byte[] text = HexFormat.of().parseHex("61" + hex + "62");

        assertThat(json(binary(new ArrowType.Utf8(), text))).matches("\\[\"a\ufffd+b\"]\n");
    }

    @Test
    void binaryIsLowerCaseHex() throws IOException {
        assertThat(json(binary(new ArrowType.Binary(), new byte[] {0, (byte) 0xAB}), fixed(0, -1)))
                .isEqualTo("[\"00ab\",\"00ff\"]\n");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01",
        "-1, 1969-12-31",
        "-719528, 0000-01-01",
        "-719529, -0001-12-31",
        "2932896, 9999-12-31",
        "2932897, +10000-01-01",
        "2147483647, +5881580-07-11",
        "-2147483648, -5877641-06-23"
    })
    void datesAreIso(int days, String expected) throws IOException {
        Field date32 = Field.nullable("d", new ArrowType.Date(DateUnit.DAY));
        Field date64 = Field.nullable("d", new ArrowType.Date(DateUnit.MILLISECOND));

        assertThat(json(ints(date32, days))).isEqualTo("[\"" + expected + "\"]\n");
        assertThat(json(longs(date64, days * 86_400_000L, days * 86_400_000L + 1)))
                .isEqualTo(("[\"" + expected + "\"]\n").repeat(2));
    }

    @Test
    void timesHaveTheDigitsOfTheirUnit() throws IOException {
        assertThat(json(ints(time(TimeUnit.SECOND), 3661, 86_400, 360_000, -1)))
                .isEqualTo("[\"01:01:01\"]\n[\"24:00:00\"]\n[\"100:00:00\"]\n[\"-00:00:01\"]\n");
        assertThat(json(ints(time(TimeUnit.MILLISECOND), 1))).isEqualTo("[\"00:00:00.001\"]\n");
        assertThat(json(longs(time(TimeUnit.MICROSECOND), 1))).isEqualTo("[\"00:00:00.000001\"]\n");
        assertThat(json(longs(time(TimeUnit.NANOSECOND), 1, Long.MIN_VALUE)))
                .isEqualTo("[\"00:00:00.000000001\"]\n[\"-2562047:47:16.854775808\"]\n");
    }

    @Test
    void timestampsHaveTheDigitsOfTheirUnitAndAZWhereTheyAreInstants() throws IOException {
        assertThat(json(longs(timestamp(TimeUnit.SECOND, null), 0, -1)))
                .isEqualTo("[\"1970-01-01T00:00:00\"]\n[\"1969-12-31T23:59:59\"]\n");
        assertThat(json(longs(timestamp(TimeUnit.MILLISECOND, "Europe/Paris"), -1)))
                .isEqualTo("[\"1969-12-31T23:59:59.999Z\"]\n");
        assertThat(json(longs(timestamp(TimeUnit.NANOSECOND, null), Long.MIN_VALUE)))
                .isEqualTo("[\"1677-09-21T00:12:43.145224192\"]\n");
        assertThat(json(longs(timestamp(TimeUnit.SECOND, "UTC"), Long.MAX_VALUE)))
                .isEqualTo("[\"+292277026596-12-04T15:30:07Z\"]\n");
        assertThat(json(longs(timestamp(TimeUnit.SECOND, "UTC"), Long.MIN_VALUE)))
                .isEqualTo("[\"-292277022657-01-27T08:29:52Z\"]\n");
    }

    @Test
    void durationsAreIntegersAndIntervalsObjects() throws IOException {
        Field duration = Field.nullable("d", new ArrowType.Duration(TimeUnit.NANOSECOND));
        assertThat(json(longs(duration, -5))).isEqualTo("[-5]\n");
        assertThat(json(ints(interval(IntervalUnit.YEAR_MONTH), -14)))
                .isEqualTo("[{\"months\":-14}]\n");
        ByteBuffer dayTime = buffer(8).putInt(0, 3).putInt(4, -4);
        assertThat(
                        json(
                                new DayTimeIntervalArray(
                                        interval(IntervalUnit.DAY_TIME), 1, 0, null, dayTime)))
                .isEqualTo("[{\"days\":3,\"milliseconds\":-4}]\n");
        ByteBuffer all = buffer(16).putInt(0, 1).putInt(4, 2).putLong(8, 3);
        assertThat(
                        json(
                                new MonthDayNanoIntervalArray(
                                        interval(IntervalUnit.MONTH_DAY_NANO), 1, 0, null, all)))
                .isEqualTo("[{\"months\":1,\"days\":2,\"nanoseconds\":3}]\n");
    }

    @Test
    void listsAreArraysAndMapsArraysOfPairs() throws IOException {
        ByteBuffer offsets = buffer(12).putInt(0, 0).putInt(4, 2).putInt(8, 2);
        Field list = Field.nullable("l", new ArrowType.List(), INT);
        assertThat(json(new ListArray(list, 2, 0, null, offsets, ints(INT, 1, 2))))
                .isEqualTo("[[1,2]]\n[[]]\n");

        Field entries = Field.notNull("e", new ArrowType.Struct(), INT, INT);
        Field map = Field.nullable("m", new ArrowType.Map(false), entries);
        StructArray pairs =
                new StructArray(entries, 2, 0, null, List.of(ints(INT, 1, 2), ints(INT, 10, 20)));
        assertThat(json(new MapArray(map, 2, 0, null, offsets, pairs)))
                .isEqualTo("[[[1,10],[2,20]]]\n[[]]\n");
    }

    @Test
    void structsAreObjectsUnlessTwoChildrenShareAName() throws IOException {
        Field other = Field.nullable("o", new ArrowType.Int(32, true));
        Field distinct = Field.nullable("s", new ArrowType.Struct(), INT, other);
        Field same = Field.nullable("s", new ArrowType.Struct(), INT, INT);
        List<ArrowArray> children = List.of(ints(INT, 1), ints(other, 2));

        assertThat(json(new StructArray(distinct, 1, 0, null, children)))
                .isEqualTo("[{\"n\":1,\"o\":2}]\n");
        assertThat(json(new StructArray(same, 1, 0, null, children))).isEqualTo("[[1,2]]\n");
    }

    @Test
    void aUnionIsTheValueOfItsSelectedMember() throws IOException {
        Field field =
                Field.nullable("u", new ArrowType.Union(UnionMode.DENSE, List.of(5, 9)), INT, INT);
        ByteBuffer offsets = buffer(8).putInt(0, 0).putInt(4, 1);

        assertThat(
                        json(
                                new UnionArray(
                                        field,
                                        2,
                                        bytes(9, 5),
                                        offsets,
                                        List.of(ints(INT, 1, 2), ints(INT, 30)))))
                .isEqualTo("[30]\n[2]\n");
    }

    @Test
    void aMemberOfASparseUnionIsTheOneInItsSlot() throws IOException {
        Field other = Field.nullable("o", new ArrowType.Bool());
        Field field =
                Field.nullable(
                        "u", new ArrowType.Union(UnionMode.SPARSE, List.of(0, 1)), INT, other);
        ArrowArray bits = new BoolArray(other, 2, 1, bytes(0b01), bytes(0b11));

        assertThat(
                        json(
                                new UnionArray(
                                        field,
                                        2,
                                        bytes(1, 0),
                                        null,
                                        List.of(ints(INT, 1, 2), bits)),
                                new UnionArray(
                                        field,
                                        2,
                                        bytes(0, 1),
                                        null,
                                        List.of(ints(INT, 1, 2), bits))))
                .isEqualTo("[true,1]\n[2,null]\n");
    }

    @Test
    void encodedValuesArePlainOnes() throws IOException {
        Field encoded =
                new Field(
                        "d",
                        true,
                        new ArrowType.Int(32, true),
                        new DictionaryEncoding(0, new ArrowType.Int(8, true), false),
                        List.of(),
                        KeyValueMetadata.EMPTY);
        Int8Array indices =
                new Int8Array(
                        Field.nullable("d", new ArrowType.Int(8, true)),
                        3,
                        1,
                        bytes(0b011),
                        bytes(1, 0, 7));
        Field ends = Field.notNull("run_ends", new ArrowType.Int(32, true));
        Field runs = Field.nullable("r", new ArrowType.RunEndEncoded(), ends, INT);

        assertThat(
                        json(
                                new DictionaryArray(encoded, indices, ints(INT, 10, 20)),
                                new RunEndEncodedArray(
                                        runs, 3, (Int32Array) ints(ends, 2, 3), ints(INT, 5, 6))))
                .isEqualTo("[20,5]\n[10,5]\n[null,6]\n");
    }

    private static String json(ArrowArray... columns) throws IOException {
        return rows(RowShape.ARRAY, columns[0].length(), columns);
    }

    private static String rows(RowShape shape, int rows, ArrowArray... columns) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        List<Field> fields = List.of(columns).stream().map(ArrowArray::field).toList();
        Schema schema = new Schema(fields, KeyValueMetadata.EMPTY);
        try (JsonRows json = new JsonRows(out, shape);
                RecordBatch batch =
                        new RecordBatch(
                                schema, rows, List.of(columns), KeyValueMetadata.EMPTY, () -> {})) {
            json.write(batch, rows);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    private static Field integer(int bits, boolean signed) {
        return Field.nullable("i", new ArrowType.Int(bits, signed));
    }

    private static Field floating(FloatingPointPrecision precision) {
        return Field.nullable("f", new ArrowType.FloatingPoint(precision));
    }

    private static Field decimal(int precision, int scale, int bits) {
        return Field.nullable("d", new ArrowType.Decimal(precision, scale, bits));
    }

    private static Field time(TimeUnit unit) {
        return Field.nullable("t", new ArrowType.Time(unit));
    }

    private static Field timestamp(TimeUnit unit, String zone) {
        return Field.nullable("t", new ArrowType.Timestamp(unit, zone));
    }

    private static Field interval(IntervalUnit unit) {
        return Field.nullable("i", new ArrowType.Interval(unit));
    }

    private static ArrowArray ints(Field field, int... values) {
        ByteBuffer buffer = buffer(4 * values.length);
        for (int i = 0; i < values.length; i++) {
            buffer.putInt(4 * i, values[i]);
        }
        return new Int32Array(field, values.length, 0, null, buffer);
    }

    private static ArrowArray longs(Field field, long... values) {
        ByteBuffer buffer = buffer(8 * values.length);
        for (int i = 0; i < values.length; i++) {
            buffer.putLong(8 * i, values[i]);
        }
        return new Int64Array(field, values.length, 0, null, buffer);
    }

    private static ArrowArray binary(ArrowType type, byte[] value) {
        ByteBuffer offsets = buffer(8).putInt(4, value.length);
        return new BinaryArray(
                Field.nullable("v", type), 1, 0, null, offsets, ByteBuffer.wrap(value));
    }

    private static ArrowArray fixed(int... values) {
        Field field = Field.nullable("v", new ArrowType.FixedSizeBinary(values.length));
        return new FixedSizeBinaryArray(field, 1, 0, null, bytes(values), values.length);
    }

    private static ByteBuffer bytes(int... values) {
        ByteBuffer buffer = buffer(values.length);
        for (int i = 0; i < values.length; i++) {
            buffer.put(i, (byte) values[i]);
        }
        return buffer;
    }

    private static ByteBuffer buffer(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
