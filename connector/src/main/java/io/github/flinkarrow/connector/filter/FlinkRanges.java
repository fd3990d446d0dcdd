/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import org.apache.flink.table.types.logical.DecimalType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.LogicalTypeRoot;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;

import io.github.flinkarrow.connector.types.ColumnMapping;
import io.github.flinkarrow.connector.types.Conversion;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.statistics.ValueRange;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * The bounds of Arrow values as bounds of the Flink values that they are read as. Reading keeps
 * their order, so the bounds are read as the values are.
 *
 * <p>Bounds that could not be read are none: reading says which value it is.
 */
final class FlinkRanges {

    private static final long MILLIS_PER_DAY = 86_400_000;
    private static final BigDecimal SECONDS_PER_DAY = BigDecimal.valueOf(86_400);

    /** The first second that Flink's timestamps have, and the first one that is too late. */
    private static final BigDecimal FIRST_SECOND =
            SECONDS_PER_DAY.multiply(BigDecimal.valueOf(Integer.MIN_VALUE));

    private static final BigDecimal END_SECOND =
            SECONDS_PER_DAY.multiply(BigDecimal.valueOf(Integer.MAX_VALUE + 1L));

    private FlinkRanges() {}

    static Range of(ColumnMapping column, ValueRange range) {
        if (range instanceof ValueRange.Longs longs) {
            return column.conversion() == Conversion.BOOL8
                    ? bool8(longs)
                    : range(
                            number(column, BigInteger.valueOf(longs.min())),
                            number(column, BigInteger.valueOf(longs.max())));
        } else if (range instanceof ValueRange.Integers integers) {
            return range(number(column, integers.min()), number(column, integers.max()));
        } else if (range instanceof ValueRange.Doubles doubles) {
            return column.conversion() == Conversion.FLOATING_POINT
                    ? new Range(
                            new Value.Floating(doubles.min()), new Value.Floating(doubles.max()))
                    : Range.ANY;
        }
        ValueRange.ByteStrings bytes = (ValueRange.ByteStrings) range;
        return switch (column.conversion()) {
            case TEXT, BYTES ->
                    new Range(
                            new Value.Bytes(bytes.min()),
                            bytes.hasMax() ? new Value.Bytes(bytes.max()) : null);
            case UUID_TEXT ->
                    bytes.hasMax() ? range(uuid(bytes.min()), uuid(bytes.max())) : Range.ANY;
            default -> Range.ANY;
        };
    }

    private static Range range(Value min, Value max) {
        return min == null || max == null ? Range.ANY : new Range(min, max);
    }

    /** Zero is FALSE, all others are TRUE. */
    private static Range bool8(ValueRange.Longs longs) {
        boolean hasFalse = longs.min() <= 0 && longs.max() >= 0;
        boolean hasTrue = longs.min() != 0 || longs.max() != 0;
        return new Range(Value.Exact.of(hasFalse ? 0 : 1), Value.Exact.of(hasTrue ? 1 : 0));
    }

    /** A stored number as the value that it is read as; null if it cannot be. */
    private static Value number(ColumnMapping column, BigInteger stored) {
        LogicalType type = column.type();
        ArrowType from = column.field().type();
        return switch (column.conversion()) {
            case BOOLEAN, INTEGER_TO_DECIMAL -> new Value.Exact(new BigDecimal(stored));
            case INTEGER -> integer(stored, type);
            case DECIMAL -> decimal(stored, (ArrowType.Decimal) from, (DecimalType) type);
            case DATE -> date(stored.longValueExact(), (ArrowType.Date) from);
            case TIME -> time(seconds(stored, ((ArrowType.Time) from).unit()), (TimeType) type);
            case TIMESTAMP ->
                    timestamp(
                            seconds(stored, ((ArrowType.Timestamp) from).unit()), precision(type));
            case DURATION -> duration(seconds(stored, ((ArrowType.Duration) from).unit()));
            default -> null;
        };
    }

    /** Also times and timestamps as what is stored of them. */
    private static Value integer(BigInteger stored, LogicalType type) {
        if (stored.bitLength() >= Long.SIZE) {
            return null;
        }
        return type.is(LogicalTypeRoot.FLOAT) || type.is(LogicalTypeRoot.DOUBLE)
                ? new Value.Floating(stored.doubleValue())
                : new Value.Exact(new BigDecimal(stored));
    }

    private static Value decimal(BigInteger stored, ArrowType.Decimal from, DecimalType type) {
        BigDecimal value = new BigDecimal(stored, from.scale());
        boolean fits = value.precision() - value.scale() <= type.getPrecision() - type.getScale();
        return fits || value.signum() == 0 ? new Value.Exact(value) : null;
    }

    private static Value date(long stored, ArrowType.Date from) {
        long days = from.unit() == DateUnit.DAY ? stored : Math.floorDiv(stored, MILLIS_PER_DAY);
        return days == (int) days ? Value.Exact.of(days) : null;
    }

    private static BigDecimal seconds(BigInteger stored, TimeUnit unit) {
        return new BigDecimal(stored, unit.fractionDigits());
    }

    private static Value time(BigDecimal seconds, TimeType type) {
        return seconds.signum() >= 0 && seconds.compareTo(SECONDS_PER_DAY) < 0
                ? floored(seconds, Math.min(type.getPrecision(), 3))
                : null;
    }

    private static Value timestamp(BigDecimal seconds, int precision) {
        return seconds.compareTo(FIRST_SECOND) >= 0 && seconds.compareTo(END_SECOND) < 0
                ? floored(seconds, precision)
                : null;
    }

    /** Of a TIMESTAMP or TIMESTAMP_LTZ. */
    static int precision(LogicalType type) {
        return type instanceof LocalZonedTimestampType zoned
                ? zoned.getPrecision()
                : ((TimestampType) type).getPrecision();
    }

    private static Value duration(BigDecimal seconds) {
        Value.Exact millis = floored(seconds, 3);
        return millis.number().unscaledValue().bitLength() < Long.SIZE ? millis : null;
    }

    private static Value.Exact floored(BigDecimal seconds, int digits) {
        return new Value.Exact(seconds.setScale(digits, RoundingMode.FLOOR));
    }

    private static Value uuid(byte[] stored) {
        if (stored.length != 2 * Long.BYTES) {
            return null;
        }
        ByteBuffer bytes = ByteBuffer.wrap(stored);
        String text = new UUID(bytes.getLong(), bytes.getLong()).toString();
        return new Value.Bytes(text.getBytes(StandardCharsets.US_ASCII));
    }
}
