/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.TimeUnit;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import static io.github.flinkarrow.connector.types.Types.BINARY;
import static io.github.flinkarrow.connector.types.Types.BOOL;
import static io.github.flinkarrow.connector.types.Types.DATE32;
import static io.github.flinkarrow.connector.types.Types.DATE64;
import static io.github.flinkarrow.connector.types.Types.FLOAT32;
import static io.github.flinkarrow.connector.types.Types.FLOAT64;
import static io.github.flinkarrow.connector.types.Types.INT16;
import static io.github.flinkarrow.connector.types.Types.INT32;
import static io.github.flinkarrow.connector.types.Types.INT8;
import static io.github.flinkarrow.connector.types.Types.LIST;
import static io.github.flinkarrow.connector.types.Types.NULL;
import static io.github.flinkarrow.connector.types.Types.STRUCT;
import static io.github.flinkarrow.connector.types.Types.UTF8;
import static io.github.flinkarrow.connector.types.Types.duration;
import static io.github.flinkarrow.connector.types.Types.extensionField;
import static io.github.flinkarrow.connector.types.Types.field;
import static io.github.flinkarrow.connector.types.Types.mapField;
import static io.github.flinkarrow.connector.types.Types.time;
import static io.github.flinkarrow.connector.types.Types.timestamp;
import static io.github.flinkarrow.connector.types.Types.zoned;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/**
 * What times, floats, text, bytes and nested values are read as, by every Flink type that they may
 * be declared as.
 */
class ConversionTest {

    private static final long DAY = 86_400_000;

    private static List<Object> list(Object... values) {
        return Arrays.asList(values);
    }

    static Stream<Arguments> temporalConversions() {
        return Stream.of(
                arguments(
                        field("f", DATE32),
                        list(Integer.MIN_VALUE, -1, null, Integer.MAX_VALUE),
                        "DATE",
                        list(Integer.MIN_VALUE, -1, null, Integer.MAX_VALUE)),
                arguments(
                        field("f", DATE64),
                        list(Integer.MIN_VALUE * DAY, -DAY, -1, 0, DAY - 1, null),
                        "DATE",
                        list(Integer.MIN_VALUE, -1, -1, 0, 0, null)),
                arguments(
                        field("f", time(TimeUnit.SECOND)),
                        list(0, null, 86_399),
                        "TIME(0)",
                        list(0, null, 86_399_000)),
                arguments(
                        field("f", time(TimeUnit.MILLISECOND)),
                        list(0, 86_399_999),
                        "TIME(3)",
                        list(0, 86_399_999)),
                arguments(
                        field("f", time(TimeUnit.MILLISECOND)),
                        list(999, 1_000, null, 86_399_999),
                        "TIME(0)",
                        list(0, 1_000, null, 86_399_000)),
                arguments(
                        field("f", time(TimeUnit.MILLISECOND)),
                        list(99, 100, 86_399_999),
                        "TIME(1)",
                        list(0, 100, 86_399_900)),
                arguments(
                        field("f", time(TimeUnit.MICROSECOND)),
                        list(9_999, null, 86_399_999_999L),
                        "TIME(2)",
                        list(0, null, 86_399_990)),
                arguments(
                        field("f", time(TimeUnit.NANOSECOND)),
                        list(999_999_999, 1_000_000_000, 86_399_999_999_999L),
                        "TIME(0)",
                        list(0, 1_000, 86_399_000)),
                arguments(
                        field("f", time(TimeUnit.MICROSECOND)),
                        list(999, 1_000, null, 86_399_999_999L),
                        "TIME(6)",
                        list(0, 1, null, 86_399_999)),
                arguments(
                        field("f", time(TimeUnit.NANOSECOND)),
                        list(999_999, 1_000_000, 86_399_999_999_999L),
                        "TIME(9)",
                        list(0, 1, 86_399_999)),
                arguments(
                        field("f", time(TimeUnit.SECOND)),
                        list(-1, 86_400),
                        "BIGINT",
                        list(-1L, 86_400L)),
                arguments(
                        field("f", time(TimeUnit.NANOSECOND)),
                        list(Long.MIN_VALUE, null),
                        "BIGINT",
                        list(Long.MIN_VALUE, null)),
                arguments(
                        field("f", timestamp(TimeUnit.SECOND)),
                        list(-1, null, 1_000_000_000),
                        "TIMESTAMP(9)",
                        list(
                                Instant.parse("1969-12-31T23:59:59Z"),
                                null,
                                Instant.parse("2001-09-09T01:46:40Z"))),
                arguments(
                        field("f", timestamp(TimeUnit.MILLISECOND)),
                        list(-1, -62_135_596_800_000L, 253_402_300_799_999L),
                        "TIMESTAMP(3)",
                        list(
                                Instant.parse("1969-12-31T23:59:59.999Z"),
                                Instant.parse("0001-01-01T00:00:00Z"),
                                Instant.parse("9999-12-31T23:59:59.999Z"))),
                arguments(
                        field("f", timestamp(TimeUnit.MICROSECOND)),
                        list(-1, Long.MIN_VALUE, null, Long.MAX_VALUE),
                        "TIMESTAMP(6)",
                        list(
                                Instant.parse("1969-12-31T23:59:59.999999Z"),
                                Instant.ofEpochSecond(-9_223_372_036_855L, 224_192_000),
                                null,
                                Instant.ofEpochSecond(9_223_372_036_854L, 775_807_000))),
                arguments(
                        field("f", zoned(TimeUnit.NANOSECOND)),
                        list(-1, Long.MIN_VALUE, Long.MAX_VALUE),
                        "TIMESTAMP_LTZ(9)",
                        list(
                                Instant.parse("1969-12-31T23:59:59.999999999Z"),
                                Instant.ofEpochSecond(-9_223_372_037L, 145_224_192),
                                Instant.ofEpochSecond(9_223_372_036L, 854_775_807))),
                arguments(
                        field("f", timestamp(TimeUnit.NANOSECOND)),
                        list(-1, 1_999_999_999, Long.MIN_VALUE, null),
                        "TIMESTAMP(0)",
                        list(
                                Instant.ofEpochSecond(-1),
                                Instant.ofEpochSecond(1),
                                Instant.ofEpochSecond(-9_223_372_037L),
                                null)),
                arguments(
                        field("f", timestamp(TimeUnit.NANOSECOND)),
                        list(-1, 1_999_999_999),
                        "TIMESTAMP(2)",
                        list(
                                Instant.parse("1969-12-31T23:59:59.99Z"),
                                Instant.parse("1970-01-01T00:00:01.99Z"))),
                arguments(
                        field("f", timestamp(TimeUnit.NANOSECOND)),
                        list(-1, 1_999_999_999),
                        "TIMESTAMP(7)",
                        list(
                                Instant.parse("1969-12-31T23:59:59.9999999Z"),
                                Instant.parse("1970-01-01T00:00:01.9999999Z"))),
                arguments(
                        field("f", zoned(TimeUnit.MILLISECOND)),
                        list(-1, Long.MAX_VALUE),
                        "BIGINT",
                        list(-1L, Long.MAX_VALUE)),
                arguments(
                        field("f", duration(TimeUnit.SECOND)),
                        list(-1, null, Long.MAX_VALUE / 1_000),
                        "INTERVAL DAY TO SECOND(3)",
                        list(-1_000L, null, 9_223_372_036_854_775_000L)),
                arguments(
                        field("f", duration(TimeUnit.MILLISECOND)),
                        list(Long.MIN_VALUE),
                        "INTERVAL DAY TO SECOND(3)",
                        list(Long.MIN_VALUE)),
                arguments(
                        field("f", duration(TimeUnit.MICROSECOND)),
                        list(-1, 1_999),
                        "INTERVAL DAY TO SECOND(3)",
                        list(-1L, 1L)),
                arguments(
                        field("f", duration(TimeUnit.NANOSECOND)),
                        list(-1, 1_999_999),
                        "INTERVAL DAY TO SECOND(3)",
                        list(-1L, 1L)),
                arguments(
                        field("f", duration(TimeUnit.NANOSECOND)),
                        list(Long.MIN_VALUE),
                        "BIGINT",
                        list(Long.MIN_VALUE)));
    }

    static Stream<Arguments> otherConversions() {
        ByteBuffer bytes = ByteBuffer.wrap(new byte[] {-1, 0, 1});
        ByteBuffer none = ByteBuffer.wrap(new byte[0]);
        ByteBuffer sixteen =
                ByteBuffer.wrap("0123456789abcdef".getBytes(StandardCharsets.US_ASCII));
        Field struct = field("f", STRUCT, field("a", INT32), field("b", UTF8));
        return Stream.of(
                arguments(field("f", NULL), list(null, null), "STRING", list(null, null)),
                arguments(field("f", NULL), list(null, null), "ARRAY<INT>", list(null, null)),
                arguments(
                        field("f", BOOL),
                        list(true, null, false),
                        "BOOLEAN",
                        list(true, null, false)),
                arguments(
                        extensionField("f", INT8, "arrow.bool8"),
                        list(0, null, 1, -1),
                        "BOOLEAN",
                        list(false, null, true, true)),
                arguments(
                        field("f", FLOAT32),
                        list(-0.0f, null, Float.NaN, Float.MIN_VALUE),
                        "FLOAT",
                        list(-0.0f, null, Float.NaN, Float.MIN_VALUE)),
                arguments(
                        field("f", FLOAT32),
                        list(0.1f, null, Float.NEGATIVE_INFINITY),
                        "DOUBLE",
                        list((double) 0.1f, null, Double.NEGATIVE_INFINITY)),
                arguments(
                        field("f", FLOAT64),
                        list(-0.0, null, Double.NaN, Double.MIN_VALUE),
                        "DOUBLE",
                        list(-0.0, null, Double.NaN, Double.MIN_VALUE)),
                arguments(
                        field("f", UTF8),
                        list("", null, "\u00e4\ud83d\ude00", "longer than declared"),
                        "VARCHAR(3)",
                        list("", null, "\u00e4\ud83d\ude00", "longer than declared")),
                arguments(
                        field("f", new ArrowType.LargeUtf8()),
                        list("a", null, "bc"),
                        "STRING",
                        list("a", null, "bc")),
                arguments(
                        field("f", BINARY),
                        list(bytes, null, none),
                        "BYTES",
                        list(bytes, null, none)),
                arguments(
                        field("f", new ArrowType.LargeBinary()),
                        list(none, null, bytes),
                        "VARBINARY(2)",
                        list(none, null, bytes)),
                arguments(
                        field("f", new ArrowType.FixedSizeBinary(3)),
                        list(bytes, null, bytes),
                        "BYTES",
                        list(bytes, null, bytes)),
                arguments(
                        extensionField("f", new ArrowType.FixedSizeBinary(16), "arrow.uuid"),
                        list(sixteen, null),
                        "STRING",
                        list("30313233-3435-3637-3839-616263646566", null)),
                arguments(
                        field("f", LIST, field("item", INT16)),
                        list(list(1, null), null, list(), list(3)),
                        "ARRAY<BIGINT>",
                        list(list(1L, null), null, list(), list(3L))),
                arguments(
                        mapField("f"),
                        list(list(list("a", 1), list("b", null)), null, list(), list(list("a", 2))),
                        "MAP<STRING, BIGINT>",
                        list(
                                list(list("a", 1L), list("b", null)),
                                null,
                                list(),
                                list(list("a", 2L)))),
                arguments(
                        struct,
                        list(list(1, "x"), null, list(null, null)),
                        "ROW<c DATE, b STRING, a BIGINT>",
                        list(list(null, "x", 1L), null, list(null, null, null))),
                arguments(
                        field("f", LIST, struct),
                        list(list(list(1, "x"), null), list(list(null, "y"))),
                        "ARRAY<ROW<b STRING>>",
                        list(list(list("x"), null), list(list("y")))));
    }

    @ParameterizedTest
    @MethodSource({"temporalConversions", "otherConversions"})
    void valuesAreReadAsDeclared(Field field, List<?> stored, String type, List<?> expected)
            throws Exception {
        assertThat(Values.read(field, type, stored.toArray())).isEqualTo(expected);
    }
}
