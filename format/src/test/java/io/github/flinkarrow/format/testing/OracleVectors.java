/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DateMilliVector;
import org.apache.arrow.vector.Decimal256Vector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.DurationVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.Float2Vector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.IntervalDayVector;
import org.apache.arrow.vector.IntervalMonthDayNanoVector;
import org.apache.arrow.vector.IntervalYearVector;
import org.apache.arrow.vector.LargeVarBinaryVector;
import org.apache.arrow.vector.LargeVarCharVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.SmallIntVector;
import org.apache.arrow.vector.TimeMicroVector;
import org.apache.arrow.vector.TimeMilliVector;
import org.apache.arrow.vector.TimeNanoVector;
import org.apache.arrow.vector.TimeSecVector;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.UInt1Vector;
import org.apache.arrow.vector.UInt2Vector;
import org.apache.arrow.vector.UInt4Vector;
import org.apache.arrow.vector.UInt8Vector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.ViewVarBinaryVector;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.DenseUnionVector;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.complex.UnionVector;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.LongFunction;

/** Puts plain values into vectors of arrow-java, and takes them out: a case for each class. */
public final class OracleVectors {

    private OracleVectors() {}

    /** Whether arrow-java has the type with all its children, and writes it as it should. */
    public static boolean supports(Field field) {
        ArrowType type = field.type();
        boolean narrow = type instanceof ArrowType.Decimal decimal && decimal.bitWidth() < 128;
        return !narrow
                && !(type instanceof ArrowType.Union)
                && field.children().stream().allMatch(OracleVectors::supports);
    }

    /** Fills a vector, its children too. */
    public static void fill(FieldVector vector, List<Object> values) {
        vector.clear();
        vector.setInitialCapacity(values.size());
        vector.allocateNew();
        for (int i = 0; i < values.size(); i++) {
            set(vector, i, values.get(i));
        }
        vector.setValueCount(values.size());
    }

    /** The values of a vector, as {@link PlainValues} has them. */
    public static List<Object> values(FieldVector vector) {
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < vector.getValueCount(); i++) {
            values.add(value(vector, i));
        }
        return values;
    }

    private static void set(FieldVector vector, int index, Object value) {
        if (vector instanceof NullVector) {
            return;
        } else if (vector instanceof RunEndEncodedVector runs) {
            set(runs.getRunEndsVector(), index, index + 1);
            set(runs.getValuesVector(), index, value);
            runs.getRunEndsVector().setValueCount(index + 1);
            runs.getValuesVector().setValueCount(index + 1);
        } else if (value == null) {
            setNull(vector, index);
        } else if (vector instanceof BitVector bits) {
            bits.setSafe(index, (Boolean) value ? 1 : 0);
        } else if (vector instanceof TinyIntVector ints) {
            ints.setSafe(index, number(value).byteValue());
        } else if (vector instanceof UInt1Vector ints) {
            ints.setSafe(index, number(value).byteValue());
        } else if (vector instanceof SmallIntVector ints) {
            ints.setSafe(index, number(value).shortValue());
        } else if (vector instanceof UInt2Vector ints) {
            ints.setSafe(index, (char) number(value).intValue());
        } else if (vector instanceof IntVector ints) {
            ints.setSafe(index, number(value).intValue());
        } else if (vector instanceof UInt4Vector ints) {
            ints.setSafe(index, number(value).intValue());
        } else if (vector instanceof BigIntVector ints) {
            ints.setSafe(index, number(value).longValue());
        } else if (vector instanceof UInt8Vector ints) {
            ints.setSafe(index, number(value).longValue());
        } else if (vector instanceof Float2Vector halves) {
            halves.setSafe(index, Float16.toFloat16((Float) value));
        } else if (vector instanceof Float4Vector floats) {
            floats.setSafe(index, (Float) value);
        } else if (vector instanceof Float8Vector floats) {
            floats.setSafe(index, (Double) value);
        } else if (vector instanceof DecimalVector decimals) {
            decimals.setSafe(index, (BigDecimal) value);
        } else if (vector instanceof Decimal256Vector decimals) {
            decimals.setSafe(index, (BigDecimal) value);
        } else if (vector instanceof ViewVarCharVector text) {
            makeRoom(text, index);
            text.setSafe(index, utf8(value));
        } else if (vector instanceof ViewVarBinaryVector binary) {
            makeRoom(binary, index);
            binary.setSafe(index, PlainValues.bytes((String) value));
        } else if (vector instanceof IntervalDayVector intervals) {
            List<?> parts = (List<?>) value;
            intervals.setSafe(
                    index, number(parts.get(0)).intValue(), number(parts.get(1)).intValue());
        } else if (vector instanceof IntervalMonthDayNanoVector intervals) {
            List<?> parts = (List<?>) value;
            intervals.setSafe(
                    index,
                    number(parts.get(0)).intValue(),
                    number(parts.get(1)).intValue(),
                    number(parts.get(2)).longValue());
        } else if (vector instanceof VarCharVector text) {
            text.setSafe(index, utf8(value));
        } else if (vector instanceof LargeVarCharVector text) {
            text.setSafe(index, utf8(value));
        } else if (vector instanceof VarBinaryVector binary) {
            binary.setSafe(index, PlainValues.bytes((String) value));
        } else if (vector instanceof LargeVarBinaryVector binary) {
            binary.setSafe(index, PlainValues.bytes((String) value));
        } else if (vector instanceof FixedSizeBinaryVector binary) {
            binary.setSafe(index, PlainValues.bytes((String) value));
        } else if (vector instanceof ListVector list) {
            setAll(list.getDataVector(), list.startNewValue(index), (List<?>) value);
            list.endValue(index, ((List<?>) value).size());
        } else if (vector instanceof LargeListVector list) {
            setAll(list.getDataVector(), (int) list.startNewValue(index), (List<?>) value);
            list.endValue(index, ((List<?>) value).size());
        } else if (vector instanceof ListViewVector list) {
            setAll(list.getDataVector(), list.startNewValue(index), (List<?>) value);
            list.endValue(index, ((List<?>) value).size());
        } else if (vector instanceof LargeListViewVector list) {
            setAll(list.getDataVector(), list.startNewValue(index), (List<?>) value);
            list.endValue(index, ((List<?>) value).size());
        } else if (vector instanceof FixedSizeListVector list) {
            setAll(list.getDataVector(), list.startNewValue(index), (List<?>) value);
        } else if (vector instanceof StructVector struct) {
            struct.setIndexDefined(index);
            List<?> children = (List<?>) value;
            for (int i = 0; i < children.size(); i++) {
                set((FieldVector) struct.getChildByOrdinal(i), index, children.get(i));
            }
        } else {
            setTemporal(vector, index, number(value).longValue());
        }
    }

    private static void setTemporal(FieldVector vector, int index, long value) {
        if (vector instanceof IntervalYearVector months) {
            months.setSafe(index, Math.toIntExact(value));
        } else if (vector instanceof DateDayVector days) {
            days.setSafe(index, Math.toIntExact(value));
        } else if (vector instanceof DateMilliVector millis) {
            millis.setSafe(index, value);
        } else if (vector instanceof TimeSecVector seconds) {
            seconds.setSafe(index, Math.toIntExact(value));
        } else if (vector instanceof TimeMilliVector millis) {
            millis.setSafe(index, Math.toIntExact(value));
        } else if (vector instanceof TimeMicroVector micros) {
            micros.setSafe(index, value);
        } else if (vector instanceof TimeNanoVector nanos) {
            nanos.setSafe(index, value);
        } else if (vector instanceof TimeStampVector stamps) {
            stamps.setSafe(index, value);
        } else if (vector instanceof DurationVector durations) {
            durations.setSafe(index, value);
        } else {
            throw new AssertionError("no plain value for " + vector.getClass());
        }
    }

    private static void setNull(FieldVector vector, int index) {
        if (vector instanceof StructVector struct) {
            struct.setNull(index);
            for (FieldVector child : struct.getChildrenFromFields()) {
                set(child, index, null);
            }
        } else if (vector instanceof FixedSizeListVector list) {
            list.setNull(index);
            for (int i = 0; i < list.getListSize(); i++) {
                set(list.getDataVector(), index * list.getListSize() + i, null);
            }
        } else {
            vector.setNull(index);
        }
    }

    /** Vectors of views do not always grow by themselves. */
    private static void makeRoom(FieldVector views, int index) {
        while (views.getValueCapacity() <= index) {
            views.reAlloc();
        }
    }

    private static void setAll(FieldVector vector, int start, List<?> values) {
        for (int i = 0; i < values.size(); i++) {
            set(vector, start + i, values.get(i));
        }
    }

    /** One value. */
    public static Object value(FieldVector vector, int index) {
        return value(vector, index, id -> null);
    }

    /**
     * One value, resolved where it is dictionary-encoded.
     *
     * @param dictionaries their values by id; of an id without any, the index is the value
     */
    public static Object value(
            FieldVector vector, int index, LongFunction<FieldVector> dictionaries) {
        DictionaryEncoding encoding = vector.getField().getDictionary();
        FieldVector encoded = encoding == null ? null : dictionaries.apply(encoding.getId());
        if (encoded != null) {
            return vector.isNull(index)
                    ? null
                    : value(encoded, (int) integer(vector, index), dictionaries);
        } else if (vector instanceof UnionVector union) {
            ValueVector child = union.getVectorByType(union.getTypeBuffer().getByte(index));
            return member(union, child, index, dictionaries);
        } else if (vector instanceof DenseUnionVector union) {
            ValueVector child = union.getVectorByType(union.getTypeId(index));
            return member(union, child, union.getOffset(index), dictionaries);
        }
        if (vector instanceof RunEndEncodedVector runs) {
            return value(runs.getValuesVector(), runs.getPhysicalIndex(index), dictionaries);
        } else if (vector instanceof NullVector || vector.isNull(index)) {
            return null;
        } else if (vector instanceof BitVector bits) {
            return bits.get(index) != 0;
        } else if (vector instanceof UInt1Vector ints) {
            return (long) Byte.toUnsignedInt(ints.get(index));
        } else if (vector instanceof UInt2Vector ints) {
            return (long) ints.get(index);
        } else if (vector instanceof UInt4Vector ints) {
            return Integer.toUnsignedLong(ints.get(index));
        } else if (vector instanceof UInt8Vector ints) {
            return new BigInteger(Long.toUnsignedString(ints.get(index)));
        } else if (vector instanceof Float2Vector halves) {
            return Float16.toFloat(halves.get(index));
        } else if (vector instanceof Float4Vector floats) {
            return floats.get(index);
        } else if (vector instanceof Float8Vector floats) {
            return floats.get(index);
        } else if (vector instanceof DecimalVector decimals) {
            return decimals.getObject(index);
        } else if (vector instanceof Decimal256Vector decimals) {
            return decimals.getObject(index);
        } else if (vector instanceof ViewVarCharVector text) {
            return new String(text.get(index), StandardCharsets.UTF_8);
        } else if (vector instanceof ViewVarBinaryVector binary) {
            return PlainValues.hex(binary.get(index));
        } else if (vector instanceof IntervalDayVector) {
            ArrowBuf data = vector.getDataBuffer();
            return List.of(
                    (long) IntervalDayVector.getDays(data, index),
                    (long) IntervalDayVector.getMilliseconds(data, index));
        } else if (vector instanceof IntervalMonthDayNanoVector) {
            ArrowBuf data = vector.getDataBuffer();
            return List.of(
                    (long) IntervalMonthDayNanoVector.getMonths(data, index),
                    (long) IntervalMonthDayNanoVector.getDays(data, index),
                    IntervalMonthDayNanoVector.getNanoseconds(data, index));
        } else if (vector instanceof VarCharVector text) {
            return new String(text.get(index), StandardCharsets.UTF_8);
        } else if (vector instanceof LargeVarCharVector text) {
            return new String(text.get(index), StandardCharsets.UTF_8);
        } else if (vector instanceof VarBinaryVector binary) {
            return PlainValues.hex(binary.get(index));
        } else if (vector instanceof LargeVarBinaryVector binary) {
            return PlainValues.hex(binary.get(index));
        } else if (vector instanceof FixedSizeBinaryVector binary) {
            return PlainValues.hex(binary.get(index));
        } else if (vector instanceof ListVector list) {
            int start = list.getElementStartIndex(index);
            return range(list.getDataVector(), start, list.getElementEndIndex(index), dictionaries);
        } else if (vector instanceof LargeListVector list) {
            long start = list.getElementStartIndex(index);
            return range(list.getDataVector(), start, list.getElementEndIndex(index), dictionaries);
        } else if (vector instanceof ListViewVector list) {
            int start = list.getElementStartIndex(index);
            return range(list.getDataVector(), start, list.getElementEndIndex(index), dictionaries);
        } else if (vector instanceof LargeListViewVector list) {
            long start = list.getOffsetBuffer().getLong(8L * index);
            long size = list.getSizeBuffer().getLong(8L * index);
            return range(list.getDataVector(), start, start + size, dictionaries);
        } else if (vector instanceof FixedSizeListVector list) {
            int start = list.getElementStartIndex(index);
            return range(list.getDataVector(), start, list.getElementEndIndex(index), dictionaries);
        } else if (vector instanceof StructVector struct) {
            List<Object> values = new ArrayList<>();
            for (FieldVector child : struct.getChildrenFromFields()) {
                values.add(value(child, index, dictionaries));
            }
            return values;
        }
        return integer(vector, index);
    }

    private static Object member(
            FieldVector union,
            ValueVector child,
            int index,
            LongFunction<FieldVector> dictionaries) {
        long ordinal = union.getChildrenFromFields().indexOf((FieldVector) child);
        return Arrays.asList(ordinal, value((FieldVector) child, index, dictionaries));
    }

    private static List<Object> range(
            FieldVector vector, long start, long end, LongFunction<FieldVector> dictionaries) {
        List<Object> values = new ArrayList<>();
        for (long i = start; i < end; i++) {
            values.add(value(vector, (int) i, dictionaries));
        }
        return values;
    }

    /** A signed integer, or what is stored as one. */
    private static long integer(FieldVector vector, int index) {
        int width = ((BaseFixedWidthVector) vector).getTypeWidth();
        long at = (long) index * width;
        return switch (width) {
            case 1 -> vector.getDataBuffer().getByte(at);
            case 2 -> vector.getDataBuffer().getShort(at);
            case 4 -> vector.getDataBuffer().getInt(at);
            case 8 -> vector.getDataBuffer().getLong(at);
            default -> throw new AssertionError("no plain value of " + vector.getClass());
        };
    }

    private static Number number(Object value) {
        return (Number) value;
    }

    private static byte[] utf8(Object value) {
        return ((String) value).getBytes(StandardCharsets.UTF_8);
    }
}
