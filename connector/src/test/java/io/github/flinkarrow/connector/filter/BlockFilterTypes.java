/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import io.github.flinkarrow.connector.types.Types;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.TimeUnit;
import org.junit.jupiter.params.provider.Arguments;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/** Types with an order, and values of three blocks of each. */
final class BlockFilterTypes {

    private static final String UTF8_32 = "m".repeat(32);

    private BlockFilterTypes() {}

    /**
     * Arrow type, declared type, two values for each block in their order, and the literal that is
     * the first value of the second block as Flink has it.
     */
    static Stream<Arguments> types() {
        return Stream.of(
                type(Types.field("x", Types.INT8), "TINYINT", (byte) 3, -9, -5, 3, 4, 7, 9),
                type(Types.field("x", Types.INT16), "INT", 300, -9, -5, 300, 400, 700, 900),
                type(
                        Types.field("x", Types.UINT8),
                        "SMALLINT",
                        (short) 200,
                        1,
                        2,
                        200,
                        201,
                        250,
                        255),
                type(Types.field("x", Types.UINT8), "FLOAT", 200f, 1, 2, 200, 201, 250, 255),
                type(Types.field("x", Types.UINT32), "DOUBLE", 200d, 1, 2, 200, 201, 250, -1),
                type(
                        Types.field("x", Types.UINT32),
                        "BIGINT",
                        3_000_000_000L,
                        1,
                        2,
                        -1_294_967_296,
                        -9,
                        -2,
                        -1),
                type(Types.field("x", Types.UINT64), "BIGINT", 30L, 1L, 2L, 30L, 31L, 40L, 50L),
                type(
                        Types.field("x", Types.UINT64),
                        "DECIMAL(20, 0)",
                        new BigDecimal(30),
                        1L,
                        2L,
                        30L,
                        31L,
                        40L,
                        -1L),
                type(
                        Types.field("x", Types.INT64),
                        "DECIMAL(19, 0)",
                        new BigDecimal(30),
                        -1L,
                        2L,
                        30L,
                        31L,
                        40L,
                        50L),
                type(
                        Types.field("x", Types.decimal(10, 2)),
                        "DECIMAL(20, 4)",
                        new BigDecimal("0.3"),
                        big(-1),
                        big(2),
                        big(30),
                        big(31),
                        big(40),
                        big(50)),
                type(Types.field("x", Types.FLOAT16), "FLOAT", 0.5f, -1f, -0.5f, 0.5f, 1f, 2f, 3f),
                type(Types.field("x", Types.FLOAT32), "DOUBLE", 0.5, -1f, -0.5f, 0.5f, 1f, 2f, 3f),
                type(Types.field("x", Types.FLOAT64), "DOUBLE", 0.5, -1d, -0.5, 0.5, 1d, 2d, 3d),
                type(
                        Types.field("x", Types.UTF8),
                        "STRING",
                        "m",
                        "",
                        "l",
                        "m",
                        "mz",
                        "é",
                        "\uD83D\uDE00"),
                type(
                        Types.dictionaryField("x", Types.UTF8),
                        "STRING",
                        "m",
                        "",
                        "l",
                        "m",
                        "mz",
                        "y",
                        "z"),
                type(
                        Types.field("x", Types.UTF8),
                        "STRING",
                        UTF8_32,
                        "",
                        "l",
                        UTF8_32,
                        UTF8_32 + "zz",
                        "y",
                        "z"),
                type(
                        Types.field("x", Types.BINARY),
                        "BYTES",
                        new byte[] {5},
                        bytes(1),
                        bytes(2),
                        bytes(5),
                        bytes(6),
                        bytes(200),
                        bytes(255)),
                type(
                        Types.field("x", Types.DATE32),
                        "DATE",
                        LocalDate.ofEpochDay(3),
                        -9,
                        -5,
                        3,
                        4,
                        7,
                        9),
                type(
                        Types.field("x", Types.DATE64),
                        "DATE",
                        LocalDate.ofEpochDay(3),
                        -1L,
                        -5L,
                        3 * 86_400_000L + 5,
                        4 * 86_400_000L,
                        7 * 86_400_000L,
                        8 * 86_400_000L),
                type(
                        Types.field("x", Types.time(TimeUnit.NANOSECOND)),
                        "TIME(9)",
                        LocalTime.ofNanoOfDay(5_000_000),
                        1L,
                        4_999_999L,
                        5_999_999L,
                        6_000_000L,
                        7_000_000L,
                        8_000_000L),
                type(
                        Types.field("x", Types.time(TimeUnit.MILLISECOND)),
                        "TIME(0)",
                        LocalTime.ofSecondOfDay(5),
                        1,
                        4_999,
                        5_999,
                        6_000,
                        7_000,
                        8_000),
                type(
                        Types.field("x", Types.timestamp(TimeUnit.SECOND)),
                        "TIMESTAMP(0)",
                        LocalDateTime.of(1970, 1, 1, 0, 0, 3),
                        -9L,
                        -5L,
                        3L,
                        4L,
                        7L,
                        9L),
                type(
                        Types.field("x", Types.timestamp(TimeUnit.NANOSECOND)),
                        "TIMESTAMP(3)",
                        LocalDateTime.of(1969, 12, 31, 23, 59, 59, 998_000_000),
                        -9_000_000L,
                        -2_000_001L,
                        -2_000_000L,
                        -999_999L,
                        7L,
                        9L),
                type(
                        Types.field("x", Types.timestamp(TimeUnit.MICROSECOND)),
                        "TIMESTAMP(9)",
                        LocalDateTime.of(1970, 1, 1, 0, 0, 0, 3_000),
                        -9L,
                        -5L,
                        3L,
                        4L,
                        7L,
                        9L),
                type(
                        Types.field("x", Types.timestamp(TimeUnit.MICROSECOND)),
                        "BIGINT",
                        3L,
                        -9L,
                        -5L,
                        3L,
                        4L,
                        7L,
                        9L),
                type(
                        Types.field("x", Types.zoned(TimeUnit.MILLISECOND)),
                        "TIMESTAMP_LTZ(3)",
                        Instant.ofEpochMilli(3),
                        -9L,
                        -5L,
                        3L,
                        4L,
                        7L,
                        9L),
                type(
                        Types.field("x", Types.duration(TimeUnit.MICROSECOND)),
                        "INTERVAL DAY TO SECOND(3)",
                        Duration.ofMillis(-1),
                        -9_000L,
                        -1_001L,
                        -1_000L,
                        5L,
                        1_000L,
                        9_000L),
                type(
                        Types.field("x", Types.interval(IntervalUnit.YEAR_MONTH)),
                        "INTERVAL YEAR TO MONTH",
                        Period.ofMonths(3),
                        -9,
                        -5,
                        3,
                        4,
                        7,
                        9));
    }

    private static Arguments type(Field field, String type, Object literal, Object... values) {
        return Arguments.of(field, type, literal, List.of(values));
    }

    private static BigDecimal big(long value) {
        return BigDecimal.valueOf(value, 2);
    }

    private static String bytes(int value) {
        return HexFormat.of().withUpperCase().toHexDigits((byte) value);
    }
}
