/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.core.memory.MemorySegment;
import org.apache.flink.core.memory.MemorySegmentFactory;
import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.GenericArrayData;
import org.apache.flink.table.data.GenericMapData;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.data.binary.BinaryStringData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.Decimal128Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.ListArray;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryArray;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

class RowWriterTest {

    /** The array of one column of one value each. */
    private static ArrowArray write(String type, TestMemory memory, Object... values)
            throws Exception {
        RowType rowType = row("f " + type);
        RecordBatchBuilder builder =
                new RecordBatchBuilder(FlinkToArrowTypes.schema(rowType), memory);
        RowWriter writer = RowWriter.create(rowType, builder);
        for (Object value : values) {
            writer.write(GenericRowData.of(value));
        }
        return builder.build(values.length).column(0);
    }

    private static TimestampData nanos(long nanos) {
        return TimestampData.fromEpochMillis(
                Math.floorDiv(nanos, 1_000_000L), (int) Math.floorMod(nanos, 1_000_000L));
    }

    private static TimestampData micros(long micros) {
        return TimestampData.fromEpochMillis(
                Math.floorDiv(micros, 1_000L), (int) Math.floorMod(micros, 1_000L) * 1_000);
    }

    @ParameterizedTest
    @CsvSource({
        "TIMESTAMP(0), 1500, 999999, 1",
        "TIMESTAMP(0), -1, 0, -1",
        "TIMESTAMP(3), -1, 999999, -1",
        "TIMESTAMP(6), -1, 999999, -1",
        "TIMESTAMP(6), 1, 999, 1000",
        "TIMESTAMP(9), -1, 999999, -1",
        "TIMESTAMP_LTZ(9), 1, 2, 1000002",
    })
    void timestampsAreFlooredToTheUnit(String type, long millis, int nanos, long expected)
            throws Exception {
        TimestampData value = TimestampData.fromEpochMillis(millis, nanos);

        assertThat(((Int64Array) write(type, TestMemory.HEAP, value)).get(0)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "TIME(0), 86399",
        "TIME(1), 86399900",
        "TIME(2), 86399990",
        "TIME(3), 86399999",
        "ARRAY<TIME(2)>, 86399990"
    })
    void timesOfDayAreFlooredToTheirPrecision(String type, int expected) throws Exception {
        boolean list = type.startsWith("ARRAY");
        Object value = list ? new GenericArrayData(new int[] {86_399_999}) : 86_399_999;
        ArrowArray written = write(type, TestMemory.HEAP, value);
        ArrowArray times = list ? ((ListArray) written).elements() : written;

        assertThat(((Int32Array) times).get(0)).isEqualTo(expected);
    }

    @Test
    void timestampsReachToTheEndsOfTheUnit() throws Exception {
        Int64Array nanos =
                (Int64Array)
                        write(
                                "TIMESTAMP(9)",
                                TestMemory.HEAP,
                                nanos(Long.MIN_VALUE),
                                nanos(Long.MAX_VALUE));
        Int64Array micros =
                (Int64Array)
                        write(
                                "TIMESTAMP(6)",
                                TestMemory.HEAP,
                                micros(Long.MIN_VALUE),
                                micros(Long.MAX_VALUE));

        assertThat(nanos.get(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(nanos.get(1)).isEqualTo(Long.MAX_VALUE);
        assertThat(micros.get(0)).isEqualTo(Long.MIN_VALUE);
        assertThat(micros.get(1)).isEqualTo(Long.MAX_VALUE);
    }

    static Stream<Arguments> unfitValues() {
        long millisOfMinNanos = Math.floorDiv(Long.MIN_VALUE, 1_000_000L);
        return Stream.of(
                arguments(
                        "TIMESTAMP(9)",
                        TimestampData.fromEpochMillis(Long.MAX_VALUE / 1_000_000, 775_808),
                        "the value 2262-04-11T23:47:16.854775808Z does not fit Timestamp(ns)"),
                arguments(
                        "TIMESTAMP_LTZ(9)",
                        TimestampData.fromEpochMillis(millisOfMinNanos, 224_191),
                        "the value 1677-09-21T00:12:43.145224191Z does not fit Timestamp(ns, UTC)"),
                arguments(
                        "TIMESTAMP(9)",
                        TimestampData.fromEpochMillis(253_402_300_799_999L),
                        "the value 9999-12-31T23:59:59.999Z does not fit Timestamp(ns)"),
                arguments(
                        "TIMESTAMP(6)",
                        TimestampData.fromEpochMillis(Long.MAX_VALUE / 1_000 + 1),
                        "the value +294247-01-10T04:00:54.776Z does not fit Timestamp(us)"),
                arguments(
                        "DECIMAL(5, 2)",
                        DecimalData.fromUnscaledLong(100_000, 6, 2),
                        "the value 1000.00 does not fit Decimal128(5, 2)"),
                arguments(
                        "DECIMAL(5, 2)",
                        DecimalData.fromUnscaledLong(1, 3, 3),
                        "the value 0.001 does not fit Decimal128(5, 2)"),
                arguments(
                        "DECIMAL(20, 2)",
                        DecimalData.fromBigDecimal(new BigDecimal("1e18"), 38, 2),
                        "the value 1000000000000000000.00 does not fit Decimal128(20, 2)"),
                arguments(
                        "BINARY(3)",
                        new byte[2],
                        "the value of 2 bytes does not fit FixedSizeBinary(3)"));
    }

    @ParameterizedTest
    @MethodSource("unfitValues")
    void aValueThatArrowCannotHoldIsAnErrorThatNamesIt(String type, Object value, String message) {
        assertThatThrownBy(() -> write(type, TestMemory.HEAP, value))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("column 'f': " + message);
    }

    @Test
    void aDecimalOfAnotherScaleIsWrittenExactly() throws Exception {
        DecimalData value = DecimalData.fromUnscaledLong(-7, 3, 1);

        ArrowArray array = write("DECIMAL(5, 2)", TestMemory.HEAP, value);

        assertThat(((Decimal128Array) array).unscaled(0)).isEqualTo(-70);
    }

    @Test
    void nullWhereTheTypeIsNotNullIsAnErrorThatNamesTheField() {
        GenericRowData inner = GenericRowData.of((Object) null);

        assertThatThrownBy(() -> write("INT NOT NULL", TestMemory.HEAP, (Object) null))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("column 'f': NULL, but it is declared NOT NULL");
        assertThatThrownBy(() -> write("ROW<a STRING NOT NULL>", TestMemory.HEAP, inner))
                .hasMessage("column 'f.a': NULL, but it is declared NOT NULL");
        assertThatThrownBy(
                        () ->
                                write(
                                        "ARRAY<INT NOT NULL>",
                                        TestMemory.HEAP,
                                        new GenericArrayData(new Integer[] {1, null})))
                .hasMessage("column 'f.element': NULL, but it is declared NOT NULL");
    }

    @Test
    void aNullKeyIsAnErrorWhateverTheTypeSays() {
        GenericMapData map = new GenericMapData(Collections.singletonMap(null, 1));

        assertThatThrownBy(() -> write("MAP<STRING, INT>", TestMemory.HEAP, map))
                .isInstanceOf(InvalidValueException.class)
                .hasMessage("column 'f.key': NULL, but it is declared NOT NULL");
    }

    /** Where the text of a row may be: in an array, off the heap, or across pages of both. */
    @ParameterizedTest
    @EnumSource
    void textIsCopiedFromWhereverItIs(TestMemory memory) throws Exception {
        byte[] bytes = "0123456789abcdefghijklmnopqrstuvwxyz".getBytes(StandardCharsets.US_ASCII);
        MemorySegment[] heap = pages(bytes, false);
        MemorySegment[] offHeap = pages(bytes, true);

        VariableSizeBinaryArray array =
                (VariableSizeBinaryArray)
                        write(
                                "STRING",
                                memory,
                                StringData.fromString("\u00e4"),
                                StringData.fromBytes(bytes, 3, 4),
                                BinaryStringData.fromAddress(heap, 5, 25),
                                BinaryStringData.fromAddress(heap, 13, 0),
                                BinaryStringData.fromAddress(heap, 20, 16),
                                BinaryStringData.fromAddress(offHeap, 0, 36),
                                BinaryStringData.fromAddress(offHeap, 9, 3),
                                BinaryStringData.fromAddress(
                                        new MemorySegment[] {offHeap[1]}, 2, 7),
                                StringData.fromString(""));

        assertThat(Stream.iterate(0, i -> i + 1).limit(array.length()).map(array::getString))
                .containsExactly(
                        "\u00e4",
                        "3456",
                        "56789abcdefghijklmnopqrst",
                        "",
                        "klmnopqrstuvwxyz",
                        "0123456789abcdefghijklmnopqrstuvwxyz",
                        "9ab",
                        "efghijk",
                        "");
    }

    private static MemorySegment[] pages(byte[] bytes, boolean offHeap) {
        int size = 12;
        MemorySegment[] pages = new MemorySegment[bytes.length / size];
        for (int i = 0; i < pages.length; i++) {
            pages[i] =
                    offHeap
                            ? MemorySegmentFactory.allocateUnpooledOffHeapMemory(size)
                            : MemorySegmentFactory.allocateUnpooledSegment(size);
            pages[i].put(0, bytes, i * size, size);
        }
        return pages;
    }

    @Test
    void theBuilderHasToBeOfTheSchemaOfTheRows() {
        RecordBatchBuilder builder =
                new RecordBatchBuilder(Schema.of(field("f", INT32)), TestMemory.HEAP);

        assertThatThrownBy(() -> RowWriter.create(row("f BIGINT"), builder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ROW<`f` BIGINT> NOT NULL");
    }
}
