/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.UnionMode;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Values that are encoded as they are appended. */
class DictionaryBuilderTest {

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    private static Field encoded(ArrowType values, ArrowType.Int indices) {
        return new Field(
                "d",
                true,
                values,
                new DictionaryEncoding(0, indices, false),
                List.of(),
                KeyValueMetadata.EMPTY);
    }

    private DictionaryBuilder builder(ArrowType values, ArrowType.Int indices) {
        return (DictionaryBuilder) ArrayBuilders.create(encoded(values, indices), allocator);
    }

    static Stream<Arguments> kinds() {
        List<Arguments> kinds = new ArrayList<>();
        for (int width : new int[] {8, 16, 32, 64}) {
            for (boolean signed : new boolean[] {true, false}) {
                ArrowType.Int indices = new ArrowType.Int(width, signed);
                List<Object> text = List.of("", "a", "a text of more than twelve bytes");
                kinds.add(Arguments.of(new ArrowType.Utf8(), indices, text));
                kinds.add(Arguments.of(new ArrowType.LargeUtf8(), indices, text));
                kinds.add(Arguments.of(new ArrowType.Utf8View(), indices, text));
                List<Object> bytes = List.of("00ff", "ff00", "0000");
                kinds.add(Arguments.of(new ArrowType.FixedSizeBinary(2), indices, bytes));
                List<Object> numbers = List.of(-1L, 0L, 5L);
                kinds.add(Arguments.of(new ArrowType.Int(16, true), indices, numbers));
                kinds.add(Arguments.of(new ArrowType.Int(64, true), indices, numbers));
            }
        }
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("kinds")
    void eachValueIsInTheDictionaryOnce(
            ArrowType values, ArrowType.Int indices, List<Object> distinct) {
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            rows.add(i % 7 == 3 ? null : distinct.get(i % distinct.size()));
        }
        try (DictionaryBuilder builder = builder(values, indices);
                ArrayBuilder plain = ArrayBuilders.create(Field.nullable("p", values), allocator);
                DictionaryBuilder copy = builder(values, indices)) {
            for (Object row : rows) {
                PlainAppender.append(builder, row);
                PlainAppender.append(plain, row);
            }
            copy.appendFrom(plain.build(), 0, 25);
            copy.appendFrom(builder.build(), 25, 50);

            for (DictionaryArray array : List.of(builder.build(), copy.build())) {
                assertThat(PlainValues.of(array)).isEqualTo(rows);
                assertThat(PlainValues.of(array.dictionary())).isEqualTo(distinct);
            }
        }
    }

    @Test
    void dictionaryOutlivesTheRows() {
        try (DictionaryBuilder builder =
                builder(new ArrowType.Utf8(), new ArrowType.Int(8, true))) {
            builder.append(new byte[] {'a'});
            builder.append(new byte[] {'b'});
            assertThat(builder.byteSize()).isEqualTo(2 + 3 * 4 + 2);
            ArrowArray before = builder.build().dictionary();
            builder.reset();
            assertThat(builder.byteSize()).isZero();
            builder.append(new byte[] {'b'});

            assertThat(PlainValues.of(builder.build())).containsExactly("b");
            assertThat(builder.build().dictionary()).isSameAs(before);
        }
    }

    @Test
    void manyValuesThatHashAlikeAreToldApart() {
        List<Object> rows = new ArrayList<>();
        Random random = new Random(5);
        for (int i = 0; i < 5_000; i++) {
            // "Aa" and "BB" have one hash of 31.
            StringBuilder text = new StringBuilder();
            for (int j = 0; j < 10; j++) {
                text.append(random.nextBoolean() ? "Aa" : "BB");
            }
            rows.add(text.toString());
        }
        try (DictionaryBuilder builder =
                builder(new ArrowType.Utf8(), new ArrowType.Int(32, true))) {
            rows.forEach(row -> PlainAppender.append(builder, row));

            assertThat(PlainValues.of(builder.build())).isEqualTo(rows);
            assertThat(builder.build().dictionary().length())
                    .isEqualTo((int) rows.stream().distinct().count());
        }
    }

    @Test
    void fillerOfAnEncodedChildIsAValueOfItsDictionary() {
        Field child = encoded(new ArrowType.Utf8(), new ArrowType.Int(8, true));
        Field notNull =
                new Field(
                        "c", false, child.type(), child.dictionary(), List.of(), child.metadata());
        Field struct = Field.nullable("s", new ArrowType.Struct(), notNull);
        try (StructBuilder builder = (StructBuilder) ArrayBuilders.create(struct, allocator)) {
            builder.appendNull();

            assertThat(PlainValues.of(builder.build().child(0))).containsExactly("");
            assertThat(PlainValues.of(builder.build())).isEqualTo(Arrays.asList((Object) null));
        }
    }

    @Test
    void valueOfAnotherWidthIsRefused() {
        try (DictionaryBuilder builder =
                builder(new ArrowType.FixedSizeBinary(3), new ArrowType.Int(8, true))) {
            assertThatThrownBy(() -> builder.append(new byte[2]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("field 'd': 2 bytes for a value of 3");
        }
    }

    /** Each is sixteen times "Aa" or "BB", which are one under the hash of Java's strings. */
    @Test
    void valuesChosenToCollideDoNot() {
        DistinctBytes distinct = new DistinctBytes();
        Set<Integer> hashes = new HashSet<>();
        byte[] value = new byte[32];
        for (int number = 0; number < 1 << 16; number++) {
            for (int bit = 0; bit < 16; bit++) {
                boolean set = (number >>> bit & 1) != 0;
                value[2 * bit] = (byte) (set ? 'B' : 'A');
                value[2 * bit + 1] = (byte) (set ? 'B' : 'a');
            }
            hashes.add(distinct.hash(value, 0, value.length));
        }

        assertThat(hashes).hasSizeGreaterThan(65_000);
    }

    @Test
    void twoTablesHashDifferently() {
        byte[] value = {1, 2, 3};
        Set<Integer> hashes = new HashSet<>();
        for (int i = 0; i < 10; i++) {
            hashes.add(new DistinctBytes().hash(value, 0, 3));
        }

        assertThat(hashes).hasSizeGreaterThan(1);
    }

    static Stream<Field> everyType() {
        return RandomColumns.everyType().fields().stream();
    }

    @ParameterizedTest
    @MethodSource("everyType")
    void valuesOfEveryTypeAreEncoded(Field plainField) {
        long seed = 20240229;
        RandomColumns random = new RandomColumns(seed, 0.2);
        List<Object> distinct = random.columns(Schema.of(plainField), 20).get(0);
        List<Object> rows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            rows.add(distinct.get(7 * i % distinct.size()));
        }
        Field encoded =
                new Field(
                        "d",
                        plainField.nullable(),
                        plainField.type(),
                        new DictionaryEncoding(0, new ArrowType.Int(16, true), false),
                        plainField.children(),
                        KeyValueMetadata.EMPTY);
        try (ArrayBuilder builder = ArrayBuilders.create(encoded, allocator);
                ArrayBuilder plain = ArrayBuilders.create(plainField, allocator);
                ArrayBuilder copy = ArrayBuilders.create(encoded, allocator)) {
            for (Object row : rows) {
                PlainAppender.append(builder, row);
                PlainAppender.append(plain, row);
            }
            copy.appendFrom(plain.build(), 0, 50);
            copy.appendFrom(builder.build(), 50, 100);

            for (ArrayBuilder built : List.of(builder, copy)) {
                DictionaryArray array = (DictionaryArray) built.build();
                assertThat(PlainValues.of(array)).as("seed %d", seed).isEqualTo(rows);
                assertThat(array.dictionary().length()).isLessThanOrEqualTo(distinct.size());
            }
        }
    }

    @Test
    void nestedValuesAreInTheDictionaryOnce() {
        Field inner =
                new Field(
                        "x",
                        true,
                        new ArrowType.Utf8(),
                        new DictionaryEncoding(1, new ArrowType.Int(8, true), false),
                        List.of(),
                        KeyValueMetadata.EMPTY);
        Field list =
                new Field(
                        "d",
                        true,
                        new ArrowType.List(),
                        new DictionaryEncoding(0, new ArrowType.Int(8, true), false),
                        List.of(inner),
                        KeyValueMetadata.EMPTY);
        List<Object> rows =
                Arrays.asList(
                        List.of("a", "b"),
                        List.of("a"),
                        null,
                        List.of("a", "b"),
                        Arrays.asList("a", null),
                        List.of());
        try (ArrayBuilder builder = ArrayBuilders.create(list, allocator)) {
            rows.forEach(row -> PlainAppender.append(builder, row));

            DictionaryArray array = (DictionaryArray) builder.build();

            assertThat(PlainValues.of(array)).isEqualTo(rows);
            assertThat(PlainValues.of(array.dictionary()))
                    .containsExactly(
                            List.of("a", "b"), List.of("a"), Arrays.asList("a", null), List.of());
            ArrowArray elements = ((ListArray) array.dictionary()).elements();
            assertThat(PlainValues.of(((DictionaryArray) elements).dictionary()))
                    .containsExactly("a", "b");
        }
    }

    @Test
    void aNullMemberOfAUnionIsNotANullIndex() {
        Field text = Field.nullable("t", new ArrowType.Utf8());
        Field number = Field.nullable("n", new ArrowType.Int(8, true));
        Field union =
                new Field(
                        "d",
                        true,
                        new ArrowType.Union(UnionMode.DENSE, List.of(0, 1)),
                        new DictionaryEncoding(0, new ArrowType.Int(8, true), false),
                        List.of(text, number),
                        KeyValueMetadata.EMPTY);
        List<Object> rows =
                List.of(Arrays.asList(0L, null), Arrays.asList(1L, null), List.of(1L, 5L));
        try (ArrayBuilder builder = ArrayBuilders.create(union, allocator);
                ArrayBuilder copy = ArrayBuilders.create(union, allocator)) {
            rows.forEach(row -> PlainAppender.append(builder, row));
            copy.appendFrom(builder.build(), 0, 3);

            for (ArrayBuilder built : List.of(builder, copy)) {
                DictionaryArray array = (DictionaryArray) built.build();
                assertThat(PlainValues.of(array.dictionary())).isEqualTo(rows);
                assertThat(array.nullCount()).isZero();
            }
        }
    }

    @Test
    void aValueHasToBeEnded() {
        try (DictionaryBuilder builder =
                builder(new ArrowType.Bool(), new ArrowType.Int(8, true))) {
            assertThatThrownBy(builder::append)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("field 'd': 0 values have been appended where one is to be ended");
            ((BoolBuilder) builder.value()).append(true);
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("field 'd': a value has been appended and not ended");
            builder.append();

            assertThat(PlainValues.of(builder.build())).containsExactly(true);
            assertThatThrownBy(() -> builder.append(1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("field 'd': a number for a value of Bool");
            assertThatThrownBy(() -> builder.append(new byte[1]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("field 'd': a value of Bool is appended to value()");
        }
    }

    @Test
    void fillersOfEncodedValuesOfOtherTypesAreValuesOfTheirDictionaries() {
        for (ArrowType type : List.of(new ArrowType.Bool(), new ArrowType.Null())) {
            Field child = encoded(type, new ArrowType.Int(8, true));
            Field notNull =
                    new Field("c", false, type, child.dictionary(), List.of(), child.metadata());
            Field struct = Field.nullable("s", new ArrowType.Struct(), notNull);
            try (StructBuilder builder = (StructBuilder) ArrayBuilders.create(struct, allocator)) {
                builder.appendNull();

                DictionaryArray filler = (DictionaryArray) builder.build().child(0);
                assertThat(filler.nullCount()).isZero();
                assertThat(filler.dictionary().length()).isEqualTo(1);
            }
        }
    }
}
