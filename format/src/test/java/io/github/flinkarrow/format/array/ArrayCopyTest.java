/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Columns;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Copies of values, and which of them are equal, of every type. */
class ArrayCopyTest {

    private static final Schema SCHEMA = RandomColumns.everyType();
    private static final int ROWS = 120;

    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3, 1})
    void copiesOfRangesAreTheValuesOfTheRanges(double nullRate) {
        long seed = 41;
        List<List<Object>> columns = new RandomColumns(seed, nullRate).columns(SCHEMA, ROWS);
        Random random = new Random(seed);
        try (RecordBatchBuilder original = new RecordBatchBuilder(SCHEMA, allocator);
                RecordBatchBuilder copy = new RecordBatchBuilder(SCHEMA, allocator)) {
            PlainAppender.append(original, columns);
            List<ArrowArray> arrays = original.build(ROWS).columns();
            List<Object> before = new ArrayList<>();
            for (int i = 0; i < arrays.size(); i++) {
                String where = "seed " + seed + ": " + SCHEMA.fields().get(i);
                ArrayBuilder builder = copy.column(i);
                List<Object> expected = new ArrayList<>();
                for (int piece = 0; piece < 8; piece++) {
                    int from = random.nextInt(ROWS + 1);
                    int to = from + random.nextInt(ROWS + 1 - from);
                    builder.appendFrom(arrays.get(i), from, to);
                    expected.addAll(columns.get(i).subList(from, to));
                    Columns.assertEqual(where, PlainValues.of(builder.build()), expected);
                }
                before.add(expected);
            }
            assertThat(before).hasSize(arrays.size());
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.3})
    void valuesAreEqualWhereTheyAreTheSame(double nullRate) {
        long seed = 43;
        List<List<Object>> columns = new RandomColumns(seed, nullRate).columns(SCHEMA, ROWS);
        try (RecordBatchBuilder one = new RecordBatchBuilder(SCHEMA, allocator);
                RecordBatchBuilder other = new RecordBatchBuilder(SCHEMA, allocator)) {
            PlainAppender.append(one, columns);
            List<ArrowArray> arrays = one.build(ROWS).columns();
            for (int i = 0; i < arrays.size(); i++) {
                String where = "seed " + seed + ": " + SCHEMA.fields().get(i);
                ArrowArray array = arrays.get(i);
                ArrayBuilder builder = other.column(i);
                builder.appendFrom(array, 0, ROWS);
                assertThat(ArrayEquality.equal(array, builder.build(), 0, ROWS)).as(where).isTrue();
                builder.reset();
                builder.appendFrom(array, 1, ROWS);
                assertThat(ArrayEquality.equal(array, builder.build(), 0, ROWS - 1))
                        .as(where)
                        .isEqualTo(
                                columns.get(i)
                                        .subList(0, ROWS - 1)
                                        .equals(columns.get(i).subList(1, ROWS)));
            }
        }
    }
}
