/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.json;

import org.apache.flink.table.data.DecimalData;
import org.apache.flink.table.data.RawValueData;
import org.apache.flink.table.data.TimestampData;
import org.apache.flink.table.types.logical.DistinctType;
import org.apache.flink.table.types.logical.LocalZonedTimestampType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RawType;
import org.apache.flink.table.types.logical.TimeType;
import org.apache.flink.table.types.logical.TimestampType;
import org.apache.flink.types.bitmap.Bitmap;
import org.apache.flink.types.variant.Variant;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.util.HexFormat;

/** Writes values of one of Flink's types, in its internal classes, as {@link JsonValue} does. */
@FunctionalInterface
interface SqlValue {

    /** Writes a value, which is not null. */
    void write(JsonGenerator out, Object value) throws IOException;

    /** Writes a value or null. */
    default void writeNullable(JsonGenerator out, Object value) throws IOException {
        if (value == null) {
            out.writeNull();
        } else {
            write(out, value);
        }
    }

    static SqlValue of(LogicalType type) {
        return switch (type.getTypeRoot()) {
            case CHAR, VARCHAR -> (out, value) -> out.writeString(value.toString());
            case BOOLEAN -> (out, value) -> out.writeBoolean((Boolean) value);
            case BINARY, VARBINARY -> (out, value) -> writeHex(out, (byte[]) value);
            case DECIMAL ->
                    (out, value) ->
                            out.writeString(((DecimalData) value).toBigDecimal().toPlainString());
            case TINYINT, SMALLINT, INTEGER, BIGINT, INTERVAL_DAY_TIME ->
                    (out, value) -> out.writeNumber(((Number) value).longValue());
            case FLOAT -> (out, value) -> JsonFloats.write(out, (float) value);
            case DOUBLE -> (out, value) -> JsonFloats.write(out, (double) value);
            case DATE -> {
                DateTimeText text = new DateTimeText();
                yield (out, value) -> text.date((int) value).writeTo(out);
            }
            case TIME_WITHOUT_TIME_ZONE -> time(((TimeType) type).getPrecision());
            case TIMESTAMP_WITHOUT_TIME_ZONE ->
                    timestamp(((TimestampType) type).getPrecision(), false);
            case TIMESTAMP_WITH_LOCAL_TIME_ZONE ->
                    timestamp(((LocalZonedTimestampType) type).getPrecision(), true);
            case INTERVAL_YEAR_MONTH ->
                    (out, value) -> {
                        out.writeStartObject();
                        out.writeNumberField("months", (int) value);
                        out.writeEndObject();
                    };
            case ARRAY, MAP, MULTISET, ROW, STRUCTURED_TYPE -> SqlNesting.of(type);
            case DISTINCT_TYPE -> of(((DistinctType) type).getSourceType());
            case NULL -> (out, value) -> out.writeNull();
            case VARIANT -> (out, value) -> out.writeRawValue(((Variant) value).toJson());
            case BITMAP -> (out, value) -> writeHex(out, ((Bitmap) value).toBytes());
            case RAW -> raw((RawType<?>) type);
            default -> throw new IllegalArgumentException(type + " is not the type of a value");
        };
    }

    private static void writeHex(JsonGenerator out, byte[] bytes) throws IOException {
        out.writeString(HexFormat.of().formatHex(bytes));
    }

    /** Flink keeps milliseconds whatever the precision. */
    private static SqlValue time(int digits) {
        DateTimeText text = new DateTimeText();
        return (out, value) -> {
            int millis = (int) value;
            long fraction = fraction(millis % 1_000 * 1_000_000, digits);
            text.time(millis / 1_000, fraction, digits).writeTo(out);
        };
    }

    private static SqlValue timestamp(int digits, boolean zoned) {
        DateTimeText text = new DateTimeText();
        return (out, value) -> {
            TimestampData timestamp = (TimestampData) value;
            long seconds = Math.floorDiv(timestamp.getMillisecond(), 1_000L);
            int millis = (int) Math.floorMod(timestamp.getMillisecond(), 1_000L);
            int nanos = millis * 1_000_000 + timestamp.getNanoOfMillisecond();
            text.timestamp(seconds, fraction(nanos, digits), digits, zoned).writeTo(out);
        };
    }

    /** The leading digits of a second's nanoseconds. */
    private static int fraction(int nanos, int digits) {
        int fraction = nanos;
        for (int i = digits; i < 9; i++) {
            fraction /= 10;
        }
        return fraction;
    }

    private static <T> SqlValue raw(RawType<T> type) {
        return (out, value) -> {
            @SuppressWarnings("unchecked")
            RawValueData<T> raw = (RawValueData<T>) value;
            writeHex(out, raw.toBytes(type.getTypeSerializer()));
        };
    }
}
