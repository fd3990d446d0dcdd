/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.INT16;
import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.INT64;
import static io.github.flinkarrow.connector.types.Types.INT8;
import static io.github.flinkarrow.connector.types.Types.UINT16;
import static io.github.flinkarrow.connector.types.Types.UINT32;
import static io.github.flinkarrow.connector.types.Types.UINT64;
import static io.github.flinkarrow.connector.types.Types.UINT8;
import static io.github.flinkarrow.connector.types.Types.decimal;
import static io.github.flinkarrow.connector.types.Types.field;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/** What integers and decimals are read as, by every Flink type that they may be declared as. */
class NumberConversionTest {

    private static List<Object> list(Object... values) {
        return Arrays.asList(values);
    }

    private static Object cast(Number value, Class<?> type) {
        if (type == Byte.class) {
            return value.byteValue();
        } else if (type == Short.class) {
            return value.shortValue();
        } else if (type == Integer.class) {
            return value.intValue();
        } else if (type == Float.class) {
            return value.floatValue();
        } else if (type == Double.class) {
            return value.doubleValue();
        }
        return value.longValue();
    }

    /** A column with a NULL between its extremes. */
    private static Stream<Arguments> integers(
            ArrowType type, long least, long most, Object... sqlAndClass) {
        Stream.Builder<Arguments> cases = Stream.builder();
        for (int i = 0; i < sqlAndClass.length; i += 2) {
            Class<?> javaClass = (Class<?>) sqlAndClass[i + 1];
            cases.add(
                    arguments(
                            field("f", type),
                            list(least, null, most),
                            sqlAndClass[i],
                            list(cast(least, javaClass), null, cast(most, javaClass))));
        }
        return cases.build();
    }

    static Stream<Arguments> integerConversions() {
        return Stream.of(
                        integers(
                                INT8,
                                -128,
                                127,
                                "TINYINT",
                                Byte.class,
                                "SMALLINT",
                                Short.class,
                                "INT",
                                Integer.class,
                                "BIGINT",
                                Long.class,
                                "DOUBLE",
                                Double.class),
                        integers(
                                INT16,
                                -32768,
                                32767,
                                "SMALLINT",
                                Short.class,
                                "INT",
                                Integer.class,
                                "BIGINT",
                                Long.class,
                                "DOUBLE",
                                Double.class),
                        integers(
                                INT32,
                                Integer.MIN_VALUE,
                                Integer.MAX_VALUE,
                                "INT",
                                Integer.class,
                                "BIGINT",
                                Long.class,
                                "DOUBLE",
                                Double.class),
                        integers(INT64, Long.MIN_VALUE, Long.MAX_VALUE, "BIGINT", Long.class),
                        integers(
                                UINT8,
                                0,
                                255,
                                "SMALLINT",
                                Short.class,
                                "INT",
                                Integer.class,
                                "BIGINT",
                                Long.class,
                                "FLOAT",
                                Float.class,
                                "DOUBLE",
                                Double.class),
                        integers(
                                UINT16,
                                0,
                                65535,
                                "INT",
                                Integer.class,
                                "BIGINT",
                                Long.class,
                                "FLOAT",
                                Float.class,
                                "DOUBLE",
                                Double.class),
                        integers(
                                UINT32,
                                0,
                                (1L << 32) - 1,
                                "BIGINT",
                                Long.class,
                                "DOUBLE",
                                Double.class),
                        integers(UINT64, 0, Long.MAX_VALUE, "BIGINT", Long.class))
                .flatMap(cases -> cases);
    }

    static Stream<Arguments> decimalConversions() {
        BigInteger nines38 = BigInteger.TEN.pow(38).subtract(BigInteger.ONE);
        return Stream.of(
                arguments(
                        field("f", INT8),
                        list(-128, null, 127),
                        "DECIMAL(5, 2)",
                        list(new BigDecimal("-128.00"), null, new BigDecimal("127.00"))),
                arguments(
                        field("f", UINT32),
                        list((1L << 32) - 1),
                        "DECIMAL(18, 8)",
                        list(new BigDecimal("4294967295.00000000"))),
                arguments(
                        field("f", INT64),
                        list(Long.MIN_VALUE, Long.MAX_VALUE),
                        "DECIMAL(21, 2)",
                        list(
                                new BigDecimal("-9223372036854775808.00"),
                                new BigDecimal("9223372036854775807.00"))),
                arguments(
                        field("f", UINT64),
                        list(0, -1L, null),
                        "DECIMAL(20, 0)",
                        list(BigDecimal.ZERO, new BigDecimal("18446744073709551615"), null)),
                arguments(
                        field("f", decimal(5, 2)),
                        list(BigInteger.valueOf(-99999), null, BigInteger.valueOf(99999)),
                        "DECIMAL(5, 2)",
                        list(new BigDecimal("-999.99"), null, new BigDecimal("999.99"))),
                arguments(
                        field("f", decimal(5, 2)),
                        list(BigInteger.valueOf(-99999)),
                        "DECIMAL(18, 15)",
                        list(new BigDecimal("-999.990000000000000"))),
                arguments(
                        field("f", decimal(5, 2)),
                        list(BigInteger.valueOf(-99999)),
                        "DECIMAL(20, 3)",
                        list(new BigDecimal("-999.990"))),
                arguments(
                        field("f", decimal(38, 10)),
                        list(nines38, null, nines38.negate(), BigInteger.TWO.pow(64)),
                        "DECIMAL(38, 10)",
                        list(
                                new BigDecimal(nines38, 10),
                                null,
                                new BigDecimal(nines38.negate(), 10),
                                new BigDecimal(BigInteger.TWO.pow(64), 10))),
                arguments(
                        field("f", decimal(20, 0)),
                        list(BigInteger.TWO.pow(63), BigInteger.TWO.pow(63).negate()),
                        "DECIMAL(38, 18)",
                        list(
                                new BigDecimal("9223372036854775808.000000000000000000"),
                                new BigDecimal("-9223372036854775808.000000000000000000"))),
                arguments(
                        field("f", decimal(2, 3)),
                        list(BigInteger.valueOf(-99)),
                        "DECIMAL(3, 3)",
                        list(new BigDecimal("-0.099"))),
                arguments(
                        field("f", decimal(2, -3)),
                        list(BigInteger.valueOf(-99)),
                        "DECIMAL(5, 0)",
                        list(new BigDecimal("-99000"))));
    }

    @ParameterizedTest
    @MethodSource({"integerConversions", "decimalConversions"})
    void valuesAreReadAsDeclared(Field field, List<?> stored, String type, List<?> expected)
            throws Exception {
        assertThat(Values.read(field, type, stored.toArray())).isEqualTo(expected);
    }
}
