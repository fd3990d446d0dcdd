/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Schemas of every type, by hand and at random. */
final class RandomSchemas {

    private static final String[] NAMES = {
        "",
        "a",
        "a",
        "name with spaces",
        "a.b",
        "naïve",
        "日本語",
        "🙂",
        "zero\0inside",
        "x".repeat(300)
    };

    private static final int[] DECIMAL_WIDTHS = {32, 64, 128, 256};

    private final Random random;

    /** Whether a key of the metadata may come twice. */
    private final boolean duplicateKeys;

    RandomSchemas(long seed, boolean duplicateKeys) {
        this.random = new Random(seed);
        this.duplicateKeys = duplicateKeys;
    }

    /** One column for every type and every parameter that it can be told by. */
    static Schema everyType() {
        List<Field> fields = new ArrayList<>();
        for (ArrowType type : leaves()) {
            fields.add(Field.nullable(type.toString(), type));
            fields.add(Field.notNull(type + " not null", type));
        }
        Field item = Field.nullable("item", new ArrowType.Int(32, true));
        fields.add(Field.nullable("list", new ArrowType.List(), item));
        fields.add(Field.nullable("large list", new ArrowType.LargeList(), item));
        fields.add(Field.nullable("list view", new ArrowType.ListView(), item));
        fields.add(Field.nullable("large list view", new ArrowType.LargeListView(), item));
        fields.add(Field.nullable("fixed size list", new ArrowType.FixedSizeList(3), item));
        fields.add(Field.nullable("empty list", new ArrowType.FixedSizeList(0), item));
        fields.add(Field.nullable("struct", new ArrowType.Struct(), item, item));
        fields.add(Field.nullable("empty struct", new ArrowType.Struct()));
        for (boolean keysSorted : new boolean[] {false, true}) {
            fields.add(
                    Field.nullable(
                            "map",
                            new ArrowType.Map(keysSorted),
                            Field.notNull(
                                    "any",
                                    new ArrowType.Struct(),
                                    Field.notNull("spelling", new ArrowType.Utf8()),
                                    Field.nullable("will do", new ArrowType.Bool()))));
        }
        for (UnionMode mode : UnionMode.values()) {
            fields.add(
                    Field.nullable(
                            "union", new ArrowType.Union(mode, List.of(5, 127)), item, item));
            fields.add(Field.nullable("empty union", new ArrowType.Union(mode, List.of())));
        }
        for (int width : new int[] {16, 32, 64}) {
            fields.add(
                    Field.nullable(
                            "runs",
                            new ArrowType.RunEndEncoded(),
                            Field.notNull("run_ends", new ArrowType.Int(width, true)),
                            item));
        }
        for (ArrowType.Int indexType : integers()) {
            fields.add(
                    new Field(
                            "dictionary",
                            true,
                            new ArrowType.Utf8(),
                            new DictionaryEncoding(
                                    1L << (indexType.bitWidth() / 2), indexType, true),
                            List.of(),
                            KeyValueMetadata.EMPTY));
        }
        fields.add(
                new Field(
                        "extension",
                        true,
                        new ArrowType.FixedSizeBinary(16),
                        null,
                        List.of(),
                        new KeyValueMetadata(
                                List.of(
                                        new KeyValue(Field.EXTENSION_NAME, "no.such.extension"),
                                        new KeyValue(Field.EXTENSION_METADATA, "")))));
        return new Schema(fields, KeyValueMetadata.EMPTY);
    }

    /** Every type without children. */
    static List<ArrowType> leaves() {
        List<ArrowType> types = new ArrayList<>(integers());
        Collections.addAll(
                types,
                new ArrowType.Null(),
                new ArrowType.Bool(),
                new ArrowType.Utf8(),
                new ArrowType.LargeUtf8(),
                new ArrowType.Utf8View(),
                new ArrowType.Binary(),
                new ArrowType.LargeBinary(),
                new ArrowType.BinaryView(),
                new ArrowType.FixedSizeBinary(0),
                new ArrowType.FixedSizeBinary(16));
        for (FloatingPointPrecision precision : FloatingPointPrecision.values()) {
            types.add(new ArrowType.FloatingPoint(precision));
        }
        for (int width : DECIMAL_WIDTHS) {
            types.add(new ArrowType.Decimal(1, 0, width));
            types.add(new ArrowType.Decimal(ArrowType.Decimal.maxPrecision(width), -3, width));
            types.add(new ArrowType.Decimal(5, 9, width));
        }
        for (DateUnit unit : DateUnit.values()) {
            types.add(new ArrowType.Date(unit));
        }
        for (TimeUnit unit : TimeUnit.values()) {
            types.add(new ArrowType.Time(unit));
            types.add(new ArrowType.Timestamp(unit, null));
            types.add(new ArrowType.Timestamp(unit, "Europe/Paris"));
            types.add(new ArrowType.Duration(unit));
        }
        for (IntervalUnit unit : IntervalUnit.values()) {
            types.add(new ArrowType.Interval(unit));
        }
        return types;
    }

    Schema schema() {
        return new Schema(fields(random.nextInt(6), 4), metadata());
    }

    KeyValueMetadata metadata() {
        if (random.nextInt(3) > 0) {
            return KeyValueMetadata.EMPTY;
        }
        List<KeyValue> pairs = new ArrayList<>();
        int count = random.nextInt(4);
        for (int i = 0; i < count; i++) {
            String key = duplicateKeys ? "key" : "key" + i;
            pairs.add(new KeyValue(key, NAMES[random.nextInt(NAMES.length)]));
        }
        return new KeyValueMetadata(pairs);
    }

    private static List<ArrowType.Int> integers() {
        return IntStream.of(8, 16, 32, 64)
                .boxed()
                .flatMap(
                        width ->
                                List.of(
                                        new ArrowType.Int(width, true),
                                        new ArrowType.Int(width, false))
                                        .stream())
                .toList();
    }

    private List<Field> fields(int count, int depth) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            fields.add(field(depth));
        }
        return fields;
    }

    private Field field(int depth) {
        ArrowType type = type(depth);
        DictionaryEncoding dictionary =
                random.nextInt(5) > 0
                        ? null
                        : new DictionaryEncoding(
                                random.nextLong(),
                                integers().get(random.nextInt(8)),
                                random.nextBoolean());
        return new Field(
                NAMES[random.nextInt(NAMES.length)],
                random.nextBoolean(),
                type,
                dictionary,
                children(type, depth - 1),
                metadata());
    }

    private ArrowType type(int depth) {
        if (depth == 0 || random.nextBoolean()) {
            List<ArrowType> leaves = leaves();
            return leaves.get(random.nextInt(leaves.size()));
        }
        return switch (random.nextInt(9)) {
            case 0 -> new ArrowType.List();
            case 1 -> new ArrowType.LargeList();
            case 2 -> new ArrowType.ListView();
            case 3 -> new ArrowType.LargeListView();
            case 4 -> new ArrowType.FixedSizeList(random.nextInt(5));
            case 5 -> new ArrowType.Struct();
            case 6 -> new ArrowType.Map(random.nextBoolean());
            case 7 -> union();
            default -> new ArrowType.RunEndEncoded();
        };
    }

    private ArrowType union() {
        List<Integer> typeIds = new ArrayList<>(IntStream.range(0, 128).boxed().toList());
        Collections.shuffle(typeIds, random);
        UnionMode mode = random.nextBoolean() ? UnionMode.SPARSE : UnionMode.DENSE;
        return new ArrowType.Union(mode, typeIds.subList(0, random.nextInt(4)));
    }

    private List<Field> children(ArrowType type, int depth) {
        if (type instanceof ArrowType.Struct) {
            return fields(random.nextInt(4), depth);
        } else if (type instanceof ArrowType.Union union) {
            return fields(union.typeIds().size(), depth);
        } else if (type instanceof ArrowType.Map) {
            return List.of(
                    new Field(
                            "entries",
                            false,
                            new ArrowType.Struct(),
                            null,
                            fields(2, Math.max(0, depth - 1)),
                            metadata()));
        } else if (type instanceof ArrowType.RunEndEncoded) {
            return List.of(Field.notNull("ends", new ArrowType.Int(64, true)), field(depth));
        } else if (type instanceof ArrowType.List
                || type instanceof ArrowType.LargeList
                || type instanceof ArrowType.ListView
                || type instanceof ArrowType.LargeListView
                || type instanceof ArrowType.FixedSizeList) {
            return fields(1, depth);
        }
        return List.of();
    }
}
