/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeFamily;
import org.apache.flink.table.types.logical.LogicalTypeRoot;

import io.github.flinkarrow.connector.filter.Condition.Operator;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** Literals of queries as values of the type that they are compared with. */
final class Literals {

    private static final int NANO_DIGITS = 9;

    /** All integers of so many bits are doubles, and so is this power of ten. */
    private static final int EXACT_BITS = 52;

    private static final int EXACT_POWER_OF_TEN = 15;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private Literals() {}

    /**
     * The value that a column is compared with; null if Flink may compare them otherwise than as
     * values of the column's type.
     *
     * @param type of the column
     */
    static Value value(ValueLiteralExpression literal, LogicalType type, Operator operator) {
        Object value = literal.getValueAs(Object.class).orElse(null);
        LogicalType literalType = literal.getOutputDataType().getLogicalType();
        if (type.is(LogicalTypeFamily.EXACT_NUMERIC)) {
            return literalType.is(LogicalTypeFamily.EXACT_NUMERIC) ? exact(value) : null;
        } else if (type.is(LogicalTypeFamily.APPROXIMATE_NUMERIC)) {
            return floating(atScale(value, literalType), type);
        } else if (type.is(LogicalTypeFamily.CHARACTER_STRING)) {
            return value instanceof String text && isKept(text) && isOrdered(text, operator)
                    ? utf8(text)
                    : null;
        } else if (type.is(LogicalTypeFamily.BINARY_STRING)) {
            return value instanceof byte[] bytes ? new Value.Bytes(bytes.clone()) : null;
        }
        return type.is(literalType.getTypeRoot()) ? other(value) : null;
    }

    private static Value exact(Object value) {
        if (value instanceof BigDecimal decimal) {
            return new Value.Exact(decimal);
        }
        return isInteger(value) ? Value.Exact.of(((Number) value).longValue()) : null;
    }

    private static boolean isInteger(Object value) {
        return value instanceof Byte
                || value instanceof Short
                || value instanceof Integer
                || value instanceof Long;
    }

    /** A DECIMAL with all digits that its type has. */
    private static Object atScale(Object value, LogicalType literalType) {
        return value instanceof BigDecimal decimal
                        && literalType instanceof DecimalType type
                        && decimal.scale() < type.getScale()
                ? decimal.setScale(type.getScale())
                : value;
    }

    /** As Java promotes both sides of a comparison, or Flink if one is a DECIMAL. */
    private static Value floating(Object value, LogicalType type) {
        double number;
        if (value instanceof Float || value instanceof Double) {
            number = ((Number) value).doubleValue();
        } else if (value instanceof BigDecimal decimal && isExactlyDivided(decimal)) {
            number = decimal.doubleValue();
        } else if (isInteger(value)) {
            long integer = ((Number) value).longValue();
            number = type.is(LogicalTypeRoot.FLOAT) ? (float) integer : (double) integer;
        } else {
            return null;
        }
        return Double.isNaN(number) ? null : Value.Floating.literal(number);
    }

    /**
     * Whether Flink's way from a DECIMAL to a double, to divide by a power of ten, gives the
     * nearest one: that of two exact doubles does.
     */
    private static boolean isExactlyDivided(BigDecimal decimal) {
        return decimal.unscaledValue().bitLength() <= EXACT_BITS
                && decimal.scale() >= 0
                && decimal.scale() <= EXACT_POWER_OF_TEN;
    }

    private static Value other(Object value) {
        if (value instanceof Boolean truth) {
            return Value.Exact.of(truth ? 1 : 0);
        } else if (value instanceof LocalDate date) {
            return Value.Exact.of(date.toEpochDay());
        } else if (value instanceof LocalTime time) {
            return other(Duration.ofNanos(time.toNanoOfDay()));
        } else if (value instanceof LocalDateTime timestamp) {
            return other(timestamp.toInstant(ZoneOffset.UTC));
        } else if (value instanceof Instant instant) {
            return seconds(instant.getEpochSecond(), instant.getNano());
        } else if (value instanceof Duration duration) {
            return isMillis(duration.getNano())
                    ? seconds(duration.getSeconds(), duration.getNano())
                    : null;
        } else if (value instanceof Period period && period.get(ChronoUnit.DAYS) == 0) {
            return Value.Exact.of(period.toTotalMonths());
        }
        return null;
    }

    /** All that Flink's times and intervals have. */
    private static boolean isMillis(int nanos) {
        return nanos % NANOS_PER_MILLI == 0;
    }

    private static Value seconds(long seconds, int nanos) {
        return new Value.Exact(
                BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, NANO_DIGITS)));
    }

    /** What values that are like a pattern start with. */
    static Condition like(TypedOperand operand, ValueLiteralExpression literal) {
        Object value = literal.getValueAs(Object.class).orElse(null);
        if (!operand.type().is(LogicalTypeFamily.CHARACTER_STRING)
                || !(value instanceof String pattern)) {
            return Condition.Unknown.CONDITION;
        }
        int end = 0;
        while (end < pattern.length() && "%_\\".indexOf(pattern.charAt(end)) < 0) {
            end++;
        }
        String prefix = pattern.substring(0, end);
        return isKept(prefix)
                ? new Condition.Like(
                        operand.operand(), utf8(prefix), pattern.substring(end).equals("%"))
                : Condition.Unknown.CONDITION;
    }

    private static Value.Bytes utf8(String text) {
        return new Value.Bytes(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Whether nothing but the text itself is the text: what is no text becomes U+FFFD. */
    private static boolean isKept(String text) {
        return text.indexOf('\uFFFD') < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /**
     * Whether both orders that Flink has of text, that of UTF-8 and that of UTF-16, agree on the
     * place of a text among others.
     */
    private static boolean isOrdered(String text, Operator operator) {
        return operator == Operator.EQUAL
                || text.chars().allMatch(c -> c < Character.MIN_SURROGATE);
    }
}
