/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.array.ArrayBuilder;
import io.github.flinkarrow.format.array.BoolBuilder;
import io.github.flinkarrow.format.array.Decimal128Builder;
import io.github.flinkarrow.format.array.FixedSizeBinaryBuilder;
import io.github.flinkarrow.format.array.Float32Builder;
import io.github.flinkarrow.format.array.Float64Builder;
import io.github.flinkarrow.format.array.Int16Builder;
import io.github.flinkarrow.format.array.Int32Builder;
import io.github.flinkarrow.format.array.Int64Builder;
import io.github.flinkarrow.format.array.Int8Builder;
import io.github.flinkarrow.format.array.ListBuilder;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.array.StructBuilder;
import io.github.flinkarrow.format.array.VariableSizeBinaryBuilder;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Appends values as {@link PlainValues} has them. */
public final class PlainAppender {

    private PlainAppender() {}

    /** Appends all values of each column. */
    public static void append(RecordBatchBuilder batch, List<List<Object>> columns) {
        for (int i = 0; i < columns.size(); i++) {
            for (Object value : columns.get(i)) {
                append(batch.column(i), value);
            }
        }
    }

    /** Appends a value of the builder's type, or null. */
    public static void append(ArrayBuilder builder, Object value) {
        if (value == null) {
            builder.appendNull();
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
        } else if (builder instanceof Float32Builder floats) {
            floats.append((Float) value);
        } else if (builder instanceof Float64Builder doubles) {
            doubles.append((Double) value);
        } else if (builder instanceof Decimal128Builder decimals) {
            decimals.append(((BigDecimal) value).unscaledValue());
        } else if (builder instanceof FixedSizeBinaryBuilder binary) {
            binary.append(PlainValues.bytes((String) value));
        } else if (builder instanceof VariableSizeBinaryBuilder binary) {
            binary.append(
                    PlainValues.isText(builder.field().type())
                            ? ((String) value).getBytes(StandardCharsets.UTF_8)
                            : PlainValues.bytes((String) value));
        } else if (builder instanceof ListBuilder list) {
            ((List<?>) value).forEach(element -> append(list.elements(), element));
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
}
