/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.array.ArrowArray;
import io.github.flinkarrow.format.array.BinaryLikeArray;
import io.github.flinkarrow.format.array.BoolArray;
import io.github.flinkarrow.format.array.DayTimeIntervalArray;
import io.github.flinkarrow.format.array.Decimal128Array;
import io.github.flinkarrow.format.array.Decimal256Array;
import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.FixedSizeBinaryArray;
import io.github.flinkarrow.format.array.Float16Array;
import io.github.flinkarrow.format.array.Float32Array;
import io.github.flinkarrow.format.array.Float64Array;
import io.github.flinkarrow.format.array.Int16Array;
import io.github.flinkarrow.format.array.Int32Array;
import io.github.flinkarrow.format.array.Int64Array;
import io.github.flinkarrow.format.array.Int8Array;
import io.github.flinkarrow.format.array.ListLikeArray;
import io.github.flinkarrow.format.array.MapArray;
import io.github.flinkarrow.format.array.MonthDayNanoIntervalArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RunEndEncodedArray;
import io.github.flinkarrow.format.array.StructArray;
import io.github.flinkarrow.format.array.UnionArray;
import io.github.flinkarrow.format.schema.ArrowType;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/**
 * Values of arrays as plain objects, in which all tests compare.
 *
 * <p>Null is null; Bool a Boolean; an integer a Long, a UInt64 a BigInteger; floats Float and
 * Double; a decimal a BigDecimal of the type's scale; text a String; bytes a String of lower-case
 * hex digits; dates, times, timestamps, durations and intervals of months a Long in their unit;
 * other intervals a List of their parts; a list a List; a struct a List of its children's values; a
 * map a List of Lists of a key and a value; a union, which is never null itself, a List of the
 * ordinal of its child and the value; a value that is dictionary- or run-end-encoded is what it
 * stands for.
 */
public final class PlainValues {

    private static final HexFormat HEX = HexFormat.of();

    private PlainValues() {}

    /** The values of a column. */
    public static List<Object> of(ArrowArray array) {
        return range(array, 0, array.length());
    }

    /** The values of each column of a record batch. */
    public static List<List<Object>> of(RecordBatch batch) {
        List<List<Object>> columns = new ArrayList<>();
        for (ArrowArray column : batch.columns()) {
            columns.add(of(column));
        }
        return columns;
    }

    /** One value. */
    public static Object value(ArrowArray array, int index) {
        if (array instanceof UnionArray union) {
            long ordinal = union.childOrdinal(index);
            ArrowArray child = union.children().get((int) ordinal);
            return Arrays.asList(ordinal, value(child, union.childIndex(index)));
        } else if (array instanceof RunEndEncodedArray runs) {
            return value(runs.values(), runs.run(index));
        } else if (array instanceof DictionaryArray dictionary) {
            return dictionary.indices().isNull(index)
                    ? null
                    : value(dictionary.dictionary(), dictionary.dictionaryIndex(index));
        } else if (array.isNull(index)) {
            return null;
        } else if (array instanceof BoolArray bits) {
            return bits.get(index);
        } else if (array instanceof Int8Array bytes) {
            return unsigned(array) ? (long) bytes.getUnsigned(index) : (long) bytes.get(index);
        } else if (array instanceof Int16Array shorts) {
            return unsigned(array) ? (long) shorts.getUnsigned(index) : (long) shorts.get(index);
        } else if (array instanceof Int32Array ints && isDecimal(array)) {
            return decimal(array, BigInteger.valueOf(ints.get(index)));
        } else if (array instanceof Int64Array longs && isDecimal(array)) {
            return decimal(array, BigInteger.valueOf(longs.get(index)));
        } else if (array instanceof Int32Array ints) {
            return unsigned(array) ? ints.getUnsigned(index) : (long) ints.get(index);
        } else if (array instanceof Int64Array longs) {
            return unsigned(array)
                    ? new BigInteger(Long.toUnsignedString(longs.get(index)))
                    : (Object) longs.get(index);
        } else if (array instanceof Float16Array halves) {
            return halves.get(index);
        } else if (array instanceof Float32Array floats) {
            return floats.get(index);
        } else if (array instanceof Float64Array doubles) {
            return doubles.get(index);
        } else if (array instanceof Decimal128Array decimals) {
            return decimal(array, decimals.unscaled(index));
        } else if (array instanceof Decimal256Array decimals) {
            return decimal(array, decimals.unscaled(index));
        } else if (array instanceof DayTimeIntervalArray intervals) {
            return List.of((long) intervals.days(index), (long) intervals.milliseconds(index));
        } else if (array instanceof MonthDayNanoIntervalArray intervals) {
            return List.of(
                    (long) intervals.months(index),
                    (long) intervals.days(index),
                    intervals.nanoseconds(index));
        } else if (array instanceof FixedSizeBinaryArray binary) {
            return hex(binary.get(index));
        } else if (array instanceof BinaryLikeArray binary) {
            return isText(array.field().type()) ? binary.getString(index) : hex(binary.get(index));
        } else if (array instanceof StructArray struct) {
            return struct(struct, index);
        } else if (array instanceof MapArray map) {
            return entries(map, index);
        } else if (array instanceof ListLikeArray list) {
            return range(list.elements(), list.start(index), list.end(index));
        }
        throw new AssertionError("no plain value of " + array.getClass());
    }

    /** Lower-case hex digits. */
    public static String hex(byte[] bytes) {
        return HEX.formatHex(bytes);
    }

    /** The bytes of hex digits in any case. */
    public static byte[] bytes(String hex) {
        return HEX.parseHex(hex);
    }

    static boolean isText(ArrowType type) {
        return type instanceof ArrowType.Utf8
                || type instanceof ArrowType.LargeUtf8
                || type instanceof ArrowType.Utf8View;
    }

    static boolean isView(ArrowType type) {
        return type instanceof ArrowType.Utf8View || type instanceof ArrowType.BinaryView;
    }

    private static boolean unsigned(ArrowArray array) {
        return array.field().type() instanceof ArrowType.Int type && !type.signed();
    }

    private static boolean isDecimal(ArrowArray array) {
        return array.field().type() instanceof ArrowType.Decimal;
    }

    private static BigDecimal decimal(ArrowArray array, BigInteger unscaled) {
        return new BigDecimal(unscaled, ((ArrowType.Decimal) array.field().type()).scale());
    }

    private static List<Object> range(ArrowArray array, int from, int to) {
        List<Object> values = new ArrayList<>(to - from);
        for (int i = from; i < to; i++) {
            values.add(value(array, i));
        }
        return values;
    }

    private static List<Object> struct(StructArray struct, int index) {
        List<Object> values = new ArrayList<>(struct.children().size());
        for (ArrowArray child : struct.children()) {
            values.add(value(child, index));
        }
        return values;
    }

    private static List<Object> entries(MapArray map, int index) {
        List<Object> entries = new ArrayList<>();
        for (int i = map.start(index); i < map.end(index); i++) {
            List<Object> entry = new ArrayList<>(2);
            entry.add(value(map.keys(), i));
            entry.add(value(map.values(), i));
            entries.add(entry);
        }
        return entries;
    }
}
