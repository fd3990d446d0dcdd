/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;
import org.apache.arrow.memory.util.Float16;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * The matrix of types that every way of writing and reading is tested with: a schema of every type
 * that can be written, and seeded values for it, as {@link PlainValues} has them.
 */
public final class RandomColumns {

    private final Random random;
    private final double nullRate;

    /**
     * @param nullRate from 0, no nulls, to 1, nothing else
     */
    public RandomColumns(long seed, double nullRate) {
        this.random = new Random(seed);
        this.nullRate = nullRate;
    }

    /** Every type that can be written, alone and inside of every nested type. */
    public static Schema everyType() {
        List<Field> fields = new ArrayList<>(leaves());
        Field[] leaves = leaves().toArray(Field[]::new);
        fields.add(Field.nullable("struct", new ArrowType.Struct(), leaves));
        for (Field leaf : leaves) {
            fields.add(Field.nullable("list of " + leaf.name(), new ArrowType.List(), leaf));
            fields.add(map("map to " + leaf.name(), leaf));
        }
        Field inner = Field.nullable("inner", new ArrowType.List(), leaf("x", int32()));
        fields.add(Field.nullable("list of list", new ArrowType.List(), inner));
        fields.add(
                Field.nullable(
                        "list of struct",
                        new ArrowType.List(),
                        Field.notNull(
                                "s",
                                new ArrowType.Struct(),
                                Field.notNull("a", int32()),
                                leaf("b", new ArrowType.Utf8()))));
        fields.add(
                Field.nullable(
                        "struct of nested",
                        new ArrowType.Struct(),
                        Field.nullable("l", new ArrowType.List(), leaf("x", new ArrowType.Utf8())),
                        map("m", leaf("v", new ArrowType.Bool()))));
        fields.add(Field.nullable("empty struct", new ArrowType.Struct()));
        fields.addAll(nestedInEachOther());
        for (Field leaf : leaves) {
            if (!(leaf.type() instanceof ArrowType.Null)) {
                fields.add(Field.notNull(leaf.name() + " not null", leaf.type()));
            }
        }
        return new Schema(fields, KeyValueMetadata.of(Map.of("made by", "a test")));
    }

    /** Every nested type inside of every nested type, and all of them in one struct. */
    public static List<Field> nestedInEachOther() {
        List<Field> fields = new ArrayList<>();
        for (Field outerOf : nestings("", leaf("x", new ArrowType.Utf8()))) {
            for (Field inner : nestings("of " + outerOf.name() + " ", outerOf)) {
                fields.add(inner);
            }
        }
        fields.add(
                Field.nullable(
                        "struct of all",
                        new ArrowType.Struct(),
                        nestings("", leaf("y", new ArrowType.Utf8View())).toArray(Field[]::new)));
        return fields;
    }

    /** A field inside of each nested type. */
    public static List<Field> nestings(String name, Field child) {
        Field other = Field.notNull("other", new ArrowType.Bool());
        Field runEnds = Field.notNull("run_ends", new ArrowType.Int(32, true));
        return List.of(
                Field.nullable(name + "list", new ArrowType.List(), child),
                Field.nullable(name + "large list", new ArrowType.LargeList(), child),
                Field.nullable(name + "list of 3", new ArrowType.FixedSizeList(3), child),
                Field.nullable(name + "list view", new ArrowType.ListView(), child),
                Field.nullable(name + "large list view", new ArrowType.LargeListView(), child),
                Field.nullable(name + "struct", new ArrowType.Struct(), child, other),
                map(name + "map", child),
                Field.nullable(name + "runs", new ArrowType.RunEndEncoded(), runEnds, child),
                Field.nullable(
                        name + "sparse union",
                        new ArrowType.Union(UnionMode.SPARSE, List.of(5, 127)),
                        child,
                        other),
                Field.nullable(
                        name + "dense union",
                        new ArrowType.Union(UnionMode.DENSE, List.of(1, 0)),
                        other,
                        child));
    }

    /** A nullable field of every type without children. */
    public static List<Field> leaves() {
        List<ArrowType> types = new ArrayList<>();
        types.add(new ArrowType.Null());
        types.add(new ArrowType.Bool());
        for (int width = 8; width <= 64; width *= 2) {
            types.add(new ArrowType.Int(width, true));
            types.add(new ArrowType.Int(width, false));
        }
        for (FloatingPointPrecision precision : FloatingPointPrecision.values()) {
            types.add(new ArrowType.FloatingPoint(precision));
        }
        types.add(new ArrowType.Decimal(9, 2, 32));
        types.add(new ArrowType.Decimal(18, -3, 64));
        types.add(new ArrowType.Decimal(76, 10, 256));
        types.add(new ArrowType.Decimal(38, 10, 128));
        types.add(new ArrowType.Decimal(5, -2, 128));
        types.add(new ArrowType.Utf8());
        types.add(new ArrowType.LargeUtf8());
        types.add(new ArrowType.Binary());
        types.add(new ArrowType.LargeBinary());
        types.add(new ArrowType.Utf8View());
        types.add(new ArrowType.BinaryView());
        types.add(new ArrowType.FixedSizeBinary(5));
        for (IntervalUnit unit : IntervalUnit.values()) {
            types.add(new ArrowType.Interval(unit));
        }
        types.add(new ArrowType.Date(DateUnit.DAY));
        types.add(new ArrowType.Date(DateUnit.MILLISECOND));
        for (TimeUnit unit : TimeUnit.values()) {
            types.add(new ArrowType.Time(unit));
            types.add(new ArrowType.Timestamp(unit, null));
            types.add(new ArrowType.Timestamp(unit, "Europe/Berlin"));
            types.add(new ArrowType.Duration(unit));
        }
        return types.stream().map(type -> leaf(type.toString(), type)).toList();
    }

    private static Field leaf(String name, ArrowType type) {
        return Field.nullable(name, type);
    }

    private static ArrowType int32() {
        return new ArrowType.Int(32, true);
    }

    private static Field map(String name, Field value) {
        Field key = Field.notNull("key", new ArrowType.Utf8());
        Field entries = Field.notNull("entries", new ArrowType.Struct(), key, value);
        return Field.nullable(name, new ArrowType.Map(false), entries);
    }

    /** Values for each field. */
    public List<List<Object>> columns(Schema schema, int rows) {
        List<List<Object>> columns = new ArrayList<>();
        for (Field field : schema.fields()) {
            columns.add(values(field, rows));
        }
        return columns;
    }

    private List<Object> values(Field field, int count) {
        List<Object> values = new ArrayList<>(count);
        boolean runs = field.type() instanceof ArrowType.RunEndEncoded;
        for (int i = 0; i < count; i++) {
            values.add(runs && i > 0 && random.nextBoolean() ? values.get(i - 1) : value(field));
        }
        return values;
    }

    private Object value(Field field) {
        ArrowType type = field.type();
        if (type instanceof ArrowType.Union) {
            int ordinal = random.nextInt(field.children().size());
            return Arrays.asList((long) ordinal, value(field.children().get(ordinal)));
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return value(field.children().get(1));
        } else if (type instanceof ArrowType.Null
                || (field.nullable() && random.nextDouble() < nullRate)) {
            return null;
        } else if (type instanceof ArrowType.Bool) {
            return random.nextBoolean();
        } else if (type instanceof ArrowType.Int integer) {
            return integer(integer);
        } else if (type instanceof ArrowType.FloatingPoint number) {
            return switch (number.precision()) {
                case HALF -> Float16.toFloat((short) random.nextInt());
                case SINGLE -> Float.intBitsToFloat(random.nextInt());
                case DOUBLE -> (Object) Double.longBitsToDouble(random.nextLong());
            };
        } else if (type instanceof ArrowType.Decimal decimal) {
            return decimal(decimal);
        } else if (PlainValues.isText(type)) {
            return random.ints(random.nextInt(12), 0, 0x2FFF)
                    .collect(
                            StringBuilder::new,
                            StringBuilder::appendCodePoint,
                            StringBuilder::append)
                    .toString();
        } else if (type instanceof ArrowType.Binary
                || type instanceof ArrowType.LargeBinary
                || type instanceof ArrowType.BinaryView) {
            return bytes(random.nextInt(25));
        } else if (type instanceof ArrowType.FixedSizeBinary binary) {
            return bytes(binary.byteWidth());
        } else if (type instanceof ArrowType.Struct) {
            List<Object> struct = new ArrayList<>();
            field.children().forEach(child -> struct.add(value(child)));
            return struct;
        } else if (type instanceof ArrowType.FixedSizeList list) {
            return values(field.children().get(0), list.listSize());
        } else if (!field.children().isEmpty()) {
            return values(field.children().get(0), random.nextInt(4));
        } else if (type instanceof ArrowType.Interval interval) {
            return interval(interval.unit());
        }
        return temporal(type);
    }

    private Object integer(ArrowType.Int type) {
        int unused = 64 - type.bitWidth();
        long value = random.nextLong();
        if (type.signed()) {
            return value << unused >> unused;
        }
        return type.bitWidth() == 64
                ? new BigInteger(Long.toUnsignedString(value))
                : (Object) (value << unused >>> unused);
    }

    private Object temporal(ArrowType type) {
        if (type instanceof ArrowType.Time time) {
            long most = 86_400;
            for (int i = 0; i < time.unit().fractionDigits(); i++) {
                most *= 10;
            }
            return (long) (random.nextDouble() * most);
        } else if (type instanceof ArrowType.Date date) {
            long days = random.nextInt(200_000) - 100_000L;
            return date.unit() == DateUnit.DAY ? days : days * 86_400_000;
        }
        return random.nextLong();
    }

    private Object interval(IntervalUnit unit) {
        long first = random.nextInt();
        return switch (unit) {
            case YEAR_MONTH -> first;
            case DAY_TIME -> List.of(first, (long) random.nextInt());
            case MONTH_DAY_NANO -> List.of(first, (long) random.nextInt(), random.nextLong());
        };
    }

    private BigDecimal decimal(ArrowType.Decimal type) {
        BigInteger most = BigInteger.TEN.pow(type.precision());
        BigInteger value = new BigInteger(type.bitWidth() - 1, random).mod(most);
        return new BigDecimal(random.nextBoolean() ? value : value.negate(), type.scale());
    }

    private String bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return PlainValues.hex(bytes);
    }
}
