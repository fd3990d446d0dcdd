/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.Field;

import java.util.ArrayList;
import java.util.List;

/** Chooses the builder of a field's layout. */
final class ArrayBuilders {

    private ArrayBuilders() {}

    static ArrayBuilder create(Field field, BufferSource source) {
        ArrowType type = field.type();
        if (field.isDictionaryEncoded()) {
            return dictionary(field, source);
        } else if (type instanceof ArrowType.Null) {
            return new NullBuilder(field, source);
        } else if (type instanceof ArrowType.Bool) {
            return new BoolBuilder(field, source);
        } else if (type instanceof ArrowType.Int integer) {
            return ofWidth(integer.bitWidth(), field, source);
        } else if (type instanceof ArrowType.Date date) {
            return ofWidth(date.unit() == DateUnit.DAY ? 32 : 64, field, source);
        } else if (type instanceof ArrowType.Time time) {
            return ofWidth(time.bitWidth(), field, source);
        } else if (type instanceof ArrowType.Timestamp || type instanceof ArrowType.Duration) {
            return ofWidth(64, field, source);
        } else if (type instanceof ArrowType.FloatingPoint floatingPoint) {
            return switch (floatingPoint.precision()) {
                case SINGLE -> new Float32Builder(field, source);
                case DOUBLE -> new Float64Builder(field, source);
                case HALF -> new Float16Builder(field, source);
            };
        } else if (type instanceof ArrowType.Decimal decimal) {
            return ofWidth(decimal.bitWidth(), field, source);
        } else if (type instanceof ArrowType.Interval interval) {
            return switch (interval.unit()) {
                case YEAR_MONTH -> new Int32Builder(field, source);
                case DAY_TIME -> new DayTimeIntervalBuilder(field, source);
                case MONTH_DAY_NANO -> new MonthDayNanoIntervalBuilder(field, source);
            };
        } else if (type instanceof ArrowType.FixedSizeBinary binary) {
            return new FixedSizeBinaryBuilder(field, source, binary);
        } else if (type instanceof ArrowType.Utf8 || type instanceof ArrowType.Binary) {
            return new VariableSizeBinaryBuilder(field, source, false);
        } else if (type instanceof ArrowType.LargeUtf8 || type instanceof ArrowType.LargeBinary) {
            return new VariableSizeBinaryBuilder(field, source, true);
        } else if (type instanceof ArrowType.Utf8View || type instanceof ArrowType.BinaryView) {
            return new BinaryViewBuilder(field, source);
        } else if (type instanceof ArrowType.Struct) {
            return new StructBuilder(field, source, children(field, source));
        } else if (type instanceof ArrowType.Union) {
            return new UnionBuilder(field, source, children(field, source));
        } else if (type instanceof ArrowType.RunEndEncoded) {
            List<ArrayBuilder> children = children(field, source);
            FixedWidthBuilder runEnds = (FixedWidthBuilder) children.get(0);
            return new RunEndEncodedBuilder(field, source, runEnds, children.get(1));
        }
        return list(field, source, create(field.children().get(0), source));
    }

    private static DictionaryBuilder dictionary(Field field, BufferSource source) {
        int bits = field.dictionary().indexType().bitWidth();
        Field index = Field.nullable(field.name(), field.dictionary().indexType());
        Field value =
                new Field(
                        field.name(), true, field.type(), null, field.children(), field.metadata());
        FixedWidthBuilder indices = (FixedWidthBuilder) ofWidth(bits, index, source);
        return new DictionaryBuilder(
                field, source, indices, create(value, source), create(value, source));
    }

    private static ArrayBuilder list(Field field, BufferSource source, ArrayBuilder elements) {
        ArrowType type = field.type();
        if (type instanceof ArrowType.FixedSizeList) {
            return new FixedSizeListBuilder(field, source, elements);
        } else if (type instanceof ArrowType.ListView || type instanceof ArrowType.LargeListView) {
            return new ListViewBuilder(field, source, elements);
        }
        return new ListBuilder(field, source, elements);
    }

    private static ArrayBuilder ofWidth(int bitWidth, Field field, BufferSource source) {
        return switch (bitWidth) {
            case 8 -> new Int8Builder(field, source);
            case 16 -> new Int16Builder(field, source);
            case 32 -> new Int32Builder(field, source);
            case 64 -> new Int64Builder(field, source);
            case 128 -> new Decimal128Builder(field, source);
            default -> new Decimal256Builder(field, source);
        };
    }

    private static List<ArrayBuilder> children(Field field, BufferSource source) {
        List<ArrayBuilder> children = new ArrayList<>(field.children().size());
        for (Field child : field.children()) {
            children.add(create(child, source));
        }
        return children;
    }
}
