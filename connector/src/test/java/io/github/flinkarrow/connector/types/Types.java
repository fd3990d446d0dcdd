/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.types;

import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.utils.LogicalTypeParser;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Short names of types for tests. */
public final class Types {

    public static final ArrowType NULL = new ArrowType.Null();
    public static final ArrowType BOOL = new ArrowType.Bool();
    public static final ArrowType INT8 = new ArrowType.Int(8, true);
    public static final ArrowType INT16 = new ArrowType.Int(16, true);
    public static final ArrowType INT32 = new ArrowType.Int(32, true);
    public static final ArrowType INT64 = new ArrowType.Int(64, true);
    public static final ArrowType UINT8 = new ArrowType.Int(8, false);
    public static final ArrowType UINT16 = new ArrowType.Int(16, false);
    public static final ArrowType UINT32 = new ArrowType.Int(32, false);
    public static final ArrowType UINT64 = new ArrowType.Int(64, false);
    public static final ArrowType FLOAT16 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.HALF);
    public static final ArrowType FLOAT32 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.SINGLE);
    public static final ArrowType FLOAT64 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);
    public static final ArrowType UTF8 = new ArrowType.Utf8();
    public static final ArrowType BINARY = new ArrowType.Binary();
    public static final ArrowType DATE32 = new ArrowType.Date(DateUnit.DAY);
    public static final ArrowType DATE64 = new ArrowType.Date(DateUnit.MILLISECOND);
    public static final ArrowType LIST = new ArrowType.List();
    public static final ArrowType STRUCT = new ArrowType.Struct();
    public static final ArrowType MAP = new ArrowType.Map(false);

    private Types() {}

    public static ArrowType decimal(int precision, int scale) {
        return new ArrowType.Decimal(precision, scale, 128);
    }

    public static ArrowType time(TimeUnit unit) {
        return new ArrowType.Time(unit);
    }

    public static ArrowType timestamp(TimeUnit unit) {
        return new ArrowType.Timestamp(unit, null);
    }

    public static ArrowType zoned(TimeUnit unit) {
        return new ArrowType.Timestamp(unit, "Europe/Berlin");
    }

    public static ArrowType duration(TimeUnit unit) {
        return new ArrowType.Duration(unit);
    }

    public static ArrowType interval(IntervalUnit unit) {
        return new ArrowType.Interval(unit);
    }

    /** A union whose type ids are not the positions of its children. */
    public static Field unionField(String name, UnionMode mode, Field... children) {
        List<Integer> typeIds =
                IntStream.range(0, children.length).map(i -> 7 - i).boxed().toList();
        return field(name, new ArrowType.Union(mode, typeIds), children);
    }

    /** Runs of values with 32-bit ends. */
    public static Field runsField(String name, Field values) {
        return field(name, new ArrowType.RunEndEncoded(), Field.notNull("run_ends", INT32), values);
    }

    /** A nullable field. */
    public static Field field(String name, ArrowType type, Field... children) {
        return Field.nullable(name, type, children);
    }

    /** A nullable field with dictionary 0 and int32 indices. */
    public static Field dictionaryField(String name, ArrowType type, Field... children) {
        DictionaryEncoding encoding = new DictionaryEncoding(0, new ArrowType.Int(32, true), false);
        return new Field(name, true, type, encoding, List.of(children), KeyValueMetadata.EMPTY);
    }

    /** A nullable field of an extension type. */
    public static Field extensionField(String name, ArrowType storage, String extension) {
        KeyValueMetadata metadata = KeyValueMetadata.of(Map.of(Field.EXTENSION_NAME, extension));
        return new Field(name, true, storage, null, List.of(), metadata);
    }

    /** A map of strings to 32-bit integers. */
    public static Field mapField(String name) {
        return field(
                name,
                MAP,
                Field.notNull(
                        "pairs", STRUCT, Field.notNull("first", UTF8), field("second", INT32)));
    }

    /** A Flink type by its SQL notation. */
    public static LogicalType sql(String type) {
        return LogicalTypeParser.parse(type, Types.class.getClassLoader());
    }

    /** The row type of columns in SQL notation, e.g. {@code a INT, b STRING}. */
    public static RowType row(String columns) {
        return (RowType) sql("ROW<" + columns + "> NOT NULL");
    }
}
