/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LogicalType;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.testing.PlainValues;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What Flink is to make of values of Arrow, computed the plain way: from what {@link PlainValues}
 * has to what {@link Values} reads.
 */
public final class ExpectedValues {

    private static final long DAY = 86_400_000;

    private ExpectedValues() {}

    /**
     * What {@link Values} is to read.
     *
     * @param type the field's own type, or a DECIMAL of 38 digits where it has none
     * @throws ArithmeticException if Flink cannot hold the value
     */
    public static Object of(Field field, LogicalType type, Object plain) {
        ArrowType from = field.type();
        if (from instanceof ArrowType.RunEndEncoded) {
            return of(field.children().get(1), type, plain);
        } else if (plain == null) {
            return null;
        } else if (from instanceof ArrowType.Decimal) {
            BigDecimal value = ((BigDecimal) plain).setScale(((DecimalType) type).getScale());
            if (value.precision() > ((DecimalType) type).getPrecision()) {
                throw new ArithmeticException("too many digits: " + value);
            }
            return value;
        } else if (from instanceof ArrowType.Int integer) {
            return integer(integer, plain);
        } else if (from instanceof ArrowType.Date date) {
            long value = (Long) plain;
            return Math.toIntExact(date.unit() == DateUnit.DAY ? value : Math.floorDiv(value, DAY));
        } else if (from instanceof ArrowType.Time time) {
            long millis = Math.floorDiv((Long) plain * 1_000, perSecond(time.unit()));
            if (millis < 0 || millis >= DAY) {
                throw new ArithmeticException("not in a day: " + plain);
            }
            return (int) millis;
        } else if (from instanceof ArrowType.Timestamp timestamp) {
            return instant((Long) plain, timestamp.unit());
        } else if (from instanceof ArrowType.Duration duration) {
            return duration.unit() == TimeUnit.SECOND
                    ? (Object) Math.multiplyExact((Long) plain, 1_000L)
                    : plain;
        } else if (from instanceof ArrowType.Interval) {
            return interval(plain);
        } else if (isBytes(from)) {
            return ByteBuffer.wrap(PlainValues.bytes((String) plain));
        }
        return nested(field, type, plain);
    }

    private static Object integer(ArrowType.Int type, Object plain) {
        if (plain instanceof BigInteger value) {
            return new BigDecimal(value);
        }
        long value = (Long) plain;
        return switch (type.signed() ? type.bitWidth() : 2 * type.bitWidth()) {
            case 8 -> (Object) (byte) value;
            case 16 -> (short) value;
            case 32 -> (int) value;
            default -> value;
        };
    }

    private static long perSecond(TimeUnit unit) {
        return BigInteger.TEN.pow(unit.fractionDigits()).longValueExact();
    }

    private static Instant instant(long value, TimeUnit unit) {
        long perSecond = perSecond(unit);
        long seconds = Math.floorDiv(value, perSecond);
        long days = Math.floorDiv(seconds, DAY / 1_000);
        Math.toIntExact(days);
        long nanos = Math.floorMod(value, perSecond) * (1_000_000_000 / perSecond);
        return Instant.ofEpochSecond(seconds, nanos);
    }

    /** Months, or parts of which all but nanoseconds are of 32 bits. */
    private static Object interval(Object plain) {
        if (plain instanceof Long months) {
            return months.intValue();
        }
        List<Object> parts = new ArrayList<>((List<?>) plain);
        parts.set(0, ((Long) parts.get(0)).intValue());
        parts.set(1, ((Long) parts.get(1)).intValue());
        return parts;
    }

    private static boolean isBytes(ArrowType type) {
        return type instanceof ArrowType.Binary
                || type instanceof ArrowType.LargeBinary
                || type instanceof ArrowType.BinaryView
                || type instanceof ArrowType.FixedSizeBinary;
    }

    private static Object nested(Field field, LogicalType type, Object plain) {
        List<Field> children = field.children();
        List<LogicalType> types = type.getChildren();
        if (children.isEmpty() && types.isEmpty()) {
            return plain;
        } else if (field.type() instanceof ArrowType.Struct) {
            return row(children, types, (List<?>) plain);
        } else if (field.type() instanceof ArrowType.Union) {
            List<?> selected = (List<?>) plain;
            int ordinal = ((Long) selected.get(0)).intValue();
            Object[] members = new Object[children.size()];
            members[ordinal] = of(children.get(ordinal), types.get(ordinal), selected.get(1));
            return Arrays.asList(members);
        }
        List<Object> values = new ArrayList<>();
        Field element = children.get(0);
        for (Object value : (List<?>) plain) {
            values.add(
                    field.type() instanceof ArrowType.Map
                            ? row(element.children(), types, (List<?>) value)
                            : of(element, types.get(0), value));
        }
        return values;
    }

    private static List<Object> row(List<Field> fields, List<LogicalType> types, List<?> values) {
        List<Object> row = new ArrayList<>();
        for (int i = 0; i < fields.size(); i++) {
            row.add(of(fields.get(i), types.get(i), values.get(i)));
        }
        return row;
    }
}
