/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.RandomColumns;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Equal values have one number, and others have another. */
class DistinctValuesTest {

    private static final Field TEXT = Field.nullable("x", new ArrowType.Utf8());
    private static final Field LIST = Field.nullable("l", new ArrowType.List(), TEXT);
    private static final long MUCH = 1 << 30;

    @Test
    void valuesOfEveryTypeAreNumberedAsTheyFirstCome() {
        for (Field field : RandomColumns.everyType().fields()) {
            if (hasFloats(field)) {
                continue;
            }
            List<Object> values = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                // Twice the same.
                RandomColumns random = new RandomColumns(5, 0.3);
                values.addAll(random.columns(Schema.of(field), 30).get(0));
            }
            Map<Object, Integer> expected = new HashMap<>();
            values.forEach(value -> expected.putIfAbsent(value, expected.size()));

            assertThat(numbers(field, MUCH, values))
                    .as(field.name())
                    .isEqualTo(values.stream().map(expected::get).toList());
        }
    }

    /** Equal bits are not what equal plain values are. */
    private static boolean hasFloats(Field field) {
        return field.type() instanceof ArrowType.FloatingPoint
                || field.children().stream().anyMatch(DistinctValuesTest::hasFloats);
    }

    @Test
    void partsAreToldFromEachOther() {
        Field two = Field.nullable("s", new ArrowType.Struct(), TEXT, TEXT);
        assertThat(
                        numbers(
                                two,
                                MUCH,
                                List.of(
                                        List.of("a", "bc"),
                                        List.of("ab", "c"),
                                        List.of("abc", ""),
                                        Arrays.asList("abc", null),
                                        List.of("ab", "c"))))
                .containsExactly(0, 1, 2, 3, 1);
        Field lists = Field.nullable("s", new ArrowType.Struct(), LIST, LIST);
        assertThat(
                        numbers(
                                lists,
                                MUCH,
                                List.of(
                                        List.of(List.of("a"), List.of()),
                                        List.of(List.of(), List.of("a")),
                                        List.of(List.of("a"), List.of()))))
                .containsExactly(0, 1, 0);
        Field nested = Field.nullable("n", new ArrowType.List(), LIST);
        Field deep = Field.nullable("d", new ArrowType.List(), nested);
        assertThat(
                        numbers(
                                deep,
                                MUCH,
                                List.of(
                                        List.of(List.of(), List.of()),
                                        List.of(List.of(List.of())))))
                .containsExactly(0, 1);
        assertThat(numbers(LIST, MUCH, Arrays.asList(null, List.of(), Arrays.asList("", null))))
                .containsExactly(0, 1, 2);
    }

    @Test
    void zerosOfBothSignsDiffer() {
        Field field =
                Field.nullable("d", new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE));
        assertThat(numbers(field, MUCH, List.of(0.0, -0.0, Double.NaN, 0.0, Double.NaN)))
                .containsExactly(0, 1, 2, 0, 2);
    }

    @Test
    void valuesThatTakeTooManyBytesAreRefused() {
        List<Object> values = List.of("four", "four", "four", "five");

        assertThat(numbers(TEXT, 18, values)).containsExactly(0, 0, 0, 1);
        assertThatThrownBy(() -> numbers(TEXT, 17, values))
                .isInstanceOf(ArithmeticException.class)
                .hasMessage("values that differ take more than 17 bytes");
    }

    @Test
    void valuesAreLookedAtUpToALimitEachTime() {
        try (RecordBatchBuilder builder =
                new RecordBatchBuilder(Schema.of(TEXT), BufferAllocator.shared())) {
            PlainAppender.append(builder, List.of(List.of("four")));
            ArrowArray array = builder.column(0).build();
            DistinctValues distinct = new DistinctValues(9);
            for (int round = 0; round < 3; round++) {
                distinct.beginRound();
                for (int i = 0; i < 4; i++) {
                    assertThat(distinct.number(array, 0)).isZero();
                }
                assertThatThrownBy(() -> distinct.number(array, 0))
                        .isInstanceOf(ArithmeticException.class)
                        .hasMessageContaining("more than 36 bytes");
            }
        }
    }

    private static List<Integer> numbers(Field field, long mostBytes, List<Object> values) {
        List<Integer> numbers = new ArrayList<>();
        try (RecordBatchBuilder builder =
                new RecordBatchBuilder(Schema.of(field), BufferAllocator.shared())) {
            PlainAppender.append(builder, List.of(values));
            ArrowArray array = builder.column(0).build();
            DistinctValues distinct = new DistinctValues(mostBytes);
            for (int i = 0; i < values.size(); i++) {
                numbers.add(distinct.number(array, i));
            }
        }
        return numbers;
    }
}
