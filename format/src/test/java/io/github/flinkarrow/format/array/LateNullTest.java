/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A batch may have its first null far behind where the validity of the batches before ended, the
 * memory of which is used again.
 */
class LateNullTest {

    private static final long SEED = 31;

    /** More than the bits of the least memory that a builder takes. */
    private static final int LATE = 600;

    private final BufferAllocator allocator = BufferAllocator.create("test", 16 << 20);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    static List<Field> fields() {
        List<Field> fields = new ArrayList<>(RandomColumns.everyType().fields());
        fields.add(
                new Field(
                        "dictionary",
                        true,
                        new ArrowType.Utf8(),
                        new DictionaryEncoding(1, new ArrowType.Int(32, true), false),
                        List.of(),
                        KeyValueMetadata.EMPTY));
        return fields;
    }

    @ParameterizedTest
    @MethodSource("fields")
    void firstNullOfALaterBatchMayBeAnywhere(Field field) {
        Schema schema = Schema.of(field);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator);
                ArrayBuilder copy = ArrayBuilders.create(field, allocator)) {
            for (int valid : new int[] {1, LATE, 2 * LATE}) {
                List<Object> values = validThenNull(schema, valid);
                PlainAppender.append(builder, List.of(values));
                ArrowArray array = builder.build(values.size()).column(0);
                copy.appendFrom(array, 0, array.length());

                assertThat(PlainValues.of(array)).as("seed %d", SEED).isEqualTo(values);
                assertThat(PlainValues.of(copy.build())).as("a copy").isEqualTo(values);
                builder.reset();
                copy.reset();
            }
        }
    }

    @Test
    void nullsThatHaveNoValidityMayBeAppendedOneByOneAndTogether() {
        Field field = Field.nullable("n", new ArrowType.Null());
        try (ArrayBuilder builder = ArrayBuilders.create(field, allocator)) {
            for (int i = 0; i < 8; i++) {
                builder.appendNull();
                builder.appendFrom(new NullArray(field, LATE), 0, LATE);
            }

            assertThat(builder.build().length()).isEqualTo(8 * (LATE + 1));
            assertThat(allocator.totalAllocatedBytes()).isZero();
        }
    }

    /** Values without nulls, one that is null where it can be, and one more. */
    private static List<Object> validThenNull(Schema schema, int valid) {
        RandomColumns noNulls = new RandomColumns(SEED, 0);
        List<Object> values = new ArrayList<>(noNulls.columns(schema, valid).get(0));
        values.addAll(new RandomColumns(SEED, 1).columns(schema, 1).get(0));
        values.addAll(noNulls.columns(schema, 1).get(0));
        return values;
    }
}
