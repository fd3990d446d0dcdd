/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.BinaryViewBuilder;
import io.github.flinkarrow.format.array.BoolBuilder;
import io.github.flinkarrow.format.array.DayTimeIntervalBuilder;
import io.github.flinkarrow.format.array.Decimal128Builder;
import io.github.flinkarrow.format.array.Decimal256Builder;
import io.github.flinkarrow.format.array.DictionaryBuilder;
import io.github.flinkarrow.format.array.FixedSizeBinaryBuilder;
import io.github.flinkarrow.format.array.Float16Builder;
import io.github.flinkarrow.format.array.Float32Builder;
import io.github.flinkarrow.format.array.Float64Builder;
import io.github.flinkarrow.format.array.Int16Builder;
import io.github.flinkarrow.format.array.Int32Builder;
import io.github.flinkarrow.format.array.Int64Builder;
import io.github.flinkarrow.format.array.Int8Builder;
import io.github.flinkarrow.format.array.ListLikeBuilder;
import io.github.flinkarrow.format.array.MonthDayNanoIntervalBuilder;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.array.RunEndEncodedBuilder;
import io.github.flinkarrow.format.array.StructBuilder;
import io.github.flinkarrow.format.array.UnionBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryBuilder;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** Appends values as {@link PlainValues} has them. */
public final class PlainAppender {

    private PlainAppender() {}

    /** Appends all values of each column. */
    public static void append(RecordBatchBuilder batch, List<List<Object>> columns) {
        for (int i = 0; i < columns.size(); i++) {
            appendAll(batch.column(i), columns.get(i));
        }
    }

    /** Appends values, equal ones in a row as one run where runs are encoded. */
    private static void appendAll(ArrayBuilder builder, List<?> values) {
        int next = 0;
        while (next < values.size()) {
            int start = next++;
            if (builder instanceof RunEndEncodedBuilder runs) {
                while (next < values.size()
                        && Objects.equals(values.get(start), values.get(next))) {
                    next++;
                }
                append(runs.values(), values.get(start));
                runs.append(next - start);
            } else {
                append(builder, values.get(start));
            }
        }
    }

    /** Appends a value of the builder's type, or null. */
    public static void append(ArrayBuilder builder, Object value) {
        if (builder instanceof RunEndEncodedBuilder runs) {
            append(runs.values(), value);
            runs.append(1);
        } else if (value == null) {
            builder.appendNull();
        } else if (builder instanceof DictionaryBuilder encoded) {
            appendEncoded(encoded, value);
        } else if (value instanceof BigDecimal decimal) {
            appendDecimal(builder, decimal.unscaledValue());
        } else if (builder instanceof BoolBuilder bits) {
            bits.append((Boolean) value);
        } else if (builder instanceof Int8Builder bytes) {
            bytes.append(((Number) value).byteValue());
        } else if (builder instanceof Int16Builder shorts) {
            shorts.append(((Number) value).shortValue());
        } else if (builder instanceof Int32Builder ints) {
            ints.append(((Number) value).intValue());
        } else if (builder instanceof Int64Builder longs) {
            longs.append(((Number) value).longValue());
        } else if (builder instanceof Float16Builder halves) {
            halves.append((Float) value);
        } else if (builder instanceof Float32Builder floats) {
            floats.append((Float) value);
        } else if (builder instanceof Float64Builder doubles) {
            doubles.append((Double) value);
        } else if (builder instanceof DayTimeIntervalBuilder intervals) {
            List<?> parts = (List<?>) value;
            intervals.append((int) number(parts, 0), (int) number(parts, 1));
        } else if (builder instanceof MonthDayNanoIntervalBuilder intervals) {
            List<?> parts = (List<?>) value;
            intervals.append((int) number(parts, 0), (int) number(parts, 1), number(parts, 2));
        } else if (builder instanceof FixedSizeBinaryBuilder binary) {
            binary.append(PlainValues.bytes((String) value));
        } else if (builder instanceof VariableSizeBinaryBuilder binary) {
            binary.append(bytes(builder, value));
        } else if (builder instanceof BinaryViewBuilder binary) {
            binary.append(bytes(builder, value));
        } else if (builder instanceof UnionBuilder union) {
            List<?> member = (List<?>) value;
            int ordinal = (int) number(member, 0);
            append(union.child(ordinal), member.get(1));
            union.append(ordinal);
        } else if (builder instanceof ListLikeBuilder list) {
            appendAll(list.elements(), (List<?>) value);
            list.append();
        } else if (builder instanceof StructBuilder struct) {
            List<?> children = (List<?>) value;
            for (int i = 0; i < children.size(); i++) {
                append(struct.child(i), children.get(i));
            }
            struct.append();
        } else {
            throw new AssertionError("no plain value for " + builder.getClass());
        }
    }

    private static void appendEncoded(DictionaryBuilder builder, Object value) {
        boolean plain = builder.field().children().isEmpty();
        if (plain && value instanceof Long number) {
            builder.append(number);
        } else if (plain && value instanceof String) {
            builder.append(bytes(builder, value));
        } else {
            append(builder.value(), value);
            builder.append();
        }
    }

    private static void appendDecimal(ArrayBuilder builder, BigInteger unscaled) {
        if (builder instanceof Int32Builder ints) {
            ints.append(unscaled.intValueExact());
        } else if (builder instanceof Int64Builder longs) {
            longs.append(unscaled.longValueExact());
        } else if (builder instanceof Decimal128Builder decimals) {
            decimals.append(unscaled);
        } else {
            ((Decimal256Builder) builder).append(unscaled);
        }
    }

    private static byte[] bytes(ArrayBuilder builder, Object value) {
        return PlainValues.isText(builder.field().type())
                ? ((String) value).getBytes(StandardCharsets.UTF_8)
                : PlainValues.bytes((String) value);
    }

    private static long number(List<?> values, int ordinal) {
        return ((Number) values.get(ordinal)).longValue();
    }
}
