/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.array;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.UnionMode;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArrayBuilderTest {

    private static final ArrowType.Int INT32 = new ArrowType.Int(32, true);

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void validityIsMadeByTheFirstNull() {
        try (Int32Builder builder = ints()) {
            for (int i = 0; i < 100; i++) {
                builder.append(i);
            }
            assertThat(builder.build().validity()).isNull();
            assertThat(builder.byteSize()).isEqualTo(400);

            builder.appendNull();

            Int32Array array = builder.build();
            assertThat(array.nullCount()).isEqualTo(1);
            assertThat(array.validity().limit()).isEqualTo(13);
            assertThat(array.validity().get(12)).isEqualTo((byte) 0b0000_1111);
            assertThat(array.isNull(100)).isTrue();
            assertThat(array.isNull(99)).isFalse();
            assertThat(builder.byteSize()).isEqualTo(404 + 13);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 8, 9, 15, 16, 17, 63, 64, 65, 513})
    void nullMayBeAnywhere(int length) {
        for (Field field : RandomColumns.leaves()) {
            for (int at : new int[] {0, length / 2, length - 1}) {
                List<Object> values =
                        new ArrayList<>(
                                new RandomColumns(length, 0)
                                        .columns(Schema.of(field), length)
                                        .get(0));
                values.set(at, null);
                try (ArrayBuilder builder = ArrayBuilders.create(field, allocator)) {
                    values.forEach(value -> PlainAppender.append(builder, value));
                    assertThat(PlainValues.of(builder.build()))
                            .as("%s, %d values, a null at %d", field, length, at)
                            .isEqualTo(values);
                }
            }
        }
    }

    @Test
    void bufferOfNoValueHasNoBytes() {
        for (Field field : RandomColumns.leaves()) {
            try (ArrayBuilder builder = ArrayBuilders.create(field, allocator)) {
                assertThat(builder.byteSize()).isZero();
                assertThat(builder.build().length()).isZero();
            }
        }
    }

    @Test
    void nullsAndUnusedBitsAreZeroWhateverWasThereBefore() {
        for (Field field : RandomColumns.leaves()) {
            if (field.type() instanceof ArrowType.Null) {
                continue;
            }
            try (ArrayBuilder builder = ArrayBuilders.create(field, allocator)) {
                List<Object> before =
                        new RandomColumns(1, 0.1).columns(Schema.of(field), 300).get(0);
                before.forEach(value -> PlainAppender.append(builder, value));
                builder.reset();
                for (int i = 0; i < 13; i++) {
                    builder.appendNull();
                }

                for (ByteBuffer buffer : buffers(builder.build())) {
                    for (int i = 0; i < buffer.limit(); i++) {
                        assertThat(buffer.get(i)).as(field.toString()).isZero();
                    }
                }
            }
        }
    }

    private static List<ByteBuffer> buffers(ArrowArray array) {
        if (array instanceof FixedWidthArray fixed) {
            return List.of(array.validity(), fixed.values());
        } else if (array instanceof BoolArray bits) {
            return List.of(array.validity(), bits.values());
        }
        if (array instanceof BinaryViewArray binary) {
            assertThat(binary.dataBufferCount()).isZero();
            return List.of(array.validity(), binary.views());
        }
        VariableSizeBinaryArray binary = (VariableSizeBinaryArray) array;
        return List.of(array.validity(), binary.offsets(), binary.data());
    }

    @Test
    void resetBuilderStartsAnew() {
        Schema schema = RandomColumns.everyType();
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            for (int round = 0; round < 4; round++) {
                List<List<Object>> columns =
                        new RandomColumns(round, round * 0.3).columns(schema, 40 - round);
                PlainAppender.append(builder, columns);
                assertThat(PlainValues.of(builder.build(40 - round))).isEqualTo(columns);
                assertThat(builder.byteSize()).isPositive();
                builder.reset();
                assertThat(builder.byteSize()).isZero();
            }
            long total = allocator.totalAllocatedBytes();
            PlainAppender.append(builder, new RandomColumns(9, 0.3).columns(schema, 5));
            assertThat(allocator.totalAllocatedBytes()).isEqualTo(total);
        }
        assertThat(allocator.allocatedBytes()).isZero();
    }

    @Test
    void nullStructGivesItsChildrenFillers() {
        Field field =
                Field.nullable(
                        "s",
                        new ArrowType.Struct(),
                        Field.nullable("a", INT32),
                        Field.notNull("b", INT32));
        try (StructBuilder builder = (StructBuilder) ArrayBuilders.create(field, allocator)) {
            builder.appendNull();

            StructArray array = builder.build();
            assertThat(array.child(0).isNull(0)).isTrue();
            assertThat(array.child(1).isNull(0)).isFalse();
            assertThat(PlainValues.value(array.child(1), 0)).isEqualTo(0L);
        }
    }

    @Test
    void childrenHaveAsManyValuesAsTheirParentAsksFor() {
        Field struct = Field.nullable("s", new ArrowType.Struct(), Field.nullable("a", INT32));
        try (StructBuilder builder = (StructBuilder) ArrayBuilders.create(struct, allocator)) {
            builder.append();
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("struct 's' has 1 values, and its child 'a' 0");
        }
        Field list = Field.nullable("l", new ArrowType.List(), Field.nullable("e", INT32));
        try (ListBuilder builder = (ListBuilder) ArrayBuilders.create(list, allocator)) {
            builder.append();
            builder.elements().appendNull();
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("the lists of 'l' have 0 elements, and its child 1");
            builder.append();
            assertThat(PlainValues.of(builder.build()))
                    .isEqualTo(List.of(List.of(), Arrays.asList((Object) null)));
        }
    }

    @Test
    void nullStructGivesUnionsAndRunsAValueThatTheirChildrenMayHave() {
        List<Integer> ids = List.of(9);
        Field notNull = Field.notNull("i", INT32);
        Field struct =
                Field.nullable(
                        "s",
                        new ArrowType.Struct(),
                        Field.nullable(
                                "sparse", new ArrowType.Union(UnionMode.SPARSE, ids), notNull),
                        Field.nullable("dense", new ArrowType.Union(UnionMode.DENSE, ids), notNull),
                        Field.nullable(
                                "runs",
                                new ArrowType.RunEndEncoded(),
                                Field.notNull("e", new ArrowType.Int(16, true)),
                                notNull));
        try (StructBuilder builder = (StructBuilder) ArrayBuilders.create(struct, allocator)) {
            builder.appendNull();

            StructArray array = builder.build();
            assertThat(PlainValues.of(array.child(0))).containsExactly(List.of(0L, 0L));
            assertThat(PlainValues.of(array.child(1))).containsExactly(List.of(0L, 0L));
            assertThat(PlainValues.of(array.child(2))).containsExactly(0L);
        }
    }

    @Test
    void nullOfAUnionIsOneOfTheFirstChildThatMayHaveOne() {
        ArrowType.Union dense = new ArrowType.Union(UnionMode.DENSE, List.of(3, 4));
        Field some =
                Field.nullable("u", dense, Field.notNull("a", INT32), Field.nullable("b", INT32));
        try (ArrayBuilder builder = ArrayBuilders.create(some, allocator)) {
            builder.appendNull();
            assertThat(PlainValues.of(builder.build())).containsExactly(Arrays.asList(1L, null));
        }
        Field none =
                Field.nullable("u", dense, Field.notNull("a", INT32), Field.notNull("b", INT32));
        try (ArrayBuilder builder = ArrayBuilders.create(none, allocator)) {
            assertThatThrownBy(builder::appendNull)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("field 'u': no child of the union is nullable");
        }
    }

    @Test
    void childrenOfUnionsRunsAndFixedSizeListsHaveAsManyValuesAsTheyAsk() {
        List<Integer> ids = List.of(0);
        for (UnionMode mode : UnionMode.values()) {
            Field union =
                    Field.nullable("u", new ArrowType.Union(mode, ids), Field.nullable("a", INT32));
            try (UnionBuilder builder = (UnionBuilder) ArrayBuilders.create(union, allocator)) {
                builder.child(0).appendNull();
                assertThatThrownBy(builder::build)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage("union 'u' has 0 values, and its children 1");
                builder.append(0);
                assertThat(builder.build().length()).isEqualTo(1);
            }
        }
        try (RunEndEncodedBuilder builder = runs(16)) {
            builder.append(1);
            assertThatThrownBy(builder::build)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("field 'r' has 1 runs, and its child 0 values");
        }
        Field list =
                Field.nullable("l", new ArrowType.FixedSizeList(2), Field.nullable("e", INT32));
        try (FixedSizeListBuilder builder =
                (FixedSizeListBuilder) ArrayBuilders.create(list, allocator)) {
            builder.elements().appendNull();
            assertThatThrownBy(builder::append)
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("field 'l': 1 elements in 1 lists of 2");
        }
    }

    @Test
    void runsEndWhereTheTypeOfTheirEndsCanSay() {
        for (int width : new int[] {16, 32, 64}) {
            int most = width == 16 ? Short.MAX_VALUE : Integer.MAX_VALUE;
            try (RunEndEncodedBuilder builder = runs(width)) {
                builder.values().appendNull();
                builder.append(3);
                PlainAppender.append(builder.values(), 5L);
                builder.append(most - 3);

                RunEndEncodedArray array = builder.build();
                assertThat(array.length()).isEqualTo(most);
                assertThat(array.run(2)).isZero();
                assertThat(array.isNull(2)).isTrue();
                assertThat(array.run(3)).isEqualTo(1);
                assertThat(array.run(most - 1)).isEqualTo(1);
                assertThat(array.hasNulls()).isTrue();
                assertThatThrownBy(() -> builder.append(1)).isInstanceOf(ArithmeticException.class);
                assertThatThrownBy(() -> builder.append(0))
                        .isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void viewHoldsUpToTwelveBytesItself() {
        Field field = Field.nullable("v", new ArrowType.BinaryView());
        try (BinaryViewBuilder builder =
                (BinaryViewBuilder) ArrayBuilders.create(field, allocator)) {
            for (int size : new int[] {0, 4, 12, 13, 12, 200}) {
                builder.append(new byte[size + 1], 1, size);
            }

            BinaryViewArray array = builder.build();
            assertThat(array.dataBuffer(0).limit()).isEqualTo(213);
            assertThat(array.isInline(2)).isTrue();
            assertThat(array.isInline(3)).isFalse();
            assertThat(array.size(3)).isEqualTo(13);
            assertThat(array.start(5)).isEqualTo(13);
            assertThat(builder.byteSize()).isEqualTo(6 * 16 + 213);
        }
    }

    private RunEndEncodedBuilder runs(int width) {
        Field field =
                Field.nullable(
                        "r",
                        new ArrowType.RunEndEncoded(),
                        Field.notNull("run_ends", new ArrowType.Int(width, true)),
                        Field.nullable("values", INT32));
        return (RunEndEncodedBuilder) ArrayBuilders.create(field, allocator);
    }

    @Test
    void columnsOfABatchAreEquallyLong() {
        Schema schema = Schema.of(Field.nullable("a", INT32), Field.nullable("b", INT32));
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            builder.column(0).appendNull();
            assertThatThrownBy(() -> builder.build(1))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage("column 'b' has 0 values in a batch of 1 rows");
        }
    }

    @Test
    void valueThatDoesNotFitIsRefused() {
        Field decimal = Field.nullable("d", new ArrowType.Decimal(38, 0, 128));
        try (Decimal128Builder builder =
                (Decimal128Builder) ArrayBuilders.create(decimal, allocator)) {
            BigInteger least = BigInteger.ONE.shiftLeft(127).negate();
            builder.append(least);
            assertThat(builder.build().unscaled(0)).isEqualTo(least);
            assertThatThrownBy(() -> builder.append(least.subtract(BigInteger.ONE)))
                    .isInstanceOf(ArithmeticException.class);
        }
        Field wide = Field.nullable("d", new ArrowType.Decimal(76, 0, 256));
        try (Decimal256Builder builder =
                (Decimal256Builder) ArrayBuilders.create(wide, allocator)) {
            BigInteger least = BigInteger.ONE.shiftLeft(255).negate();
            builder.append(least);
            assertThat(builder.build().unscaled(0)).isEqualTo(least);
            assertThatThrownBy(() -> builder.append(least.subtract(BigInteger.ONE)))
                    .isInstanceOf(ArithmeticException.class);
        }
        Field fixed = Field.nullable("f", new ArrowType.FixedSizeBinary(2));
        try (FixedSizeBinaryBuilder builder =
                (FixedSizeBinaryBuilder) ArrayBuilders.create(fixed, allocator)) {
            assertThatThrownBy(() -> builder.append(new byte[3]))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a value of FixedSizeBinary(2) has 3 bytes");
        }
    }

    @Test
    void bufferOfTwoGibibytesIsRefusedBeforeItIsAllocated() {
        Field field = Field.nullable("b", new ArrowType.Binary());
        try (VariableSizeBinaryBuilder builder =
                (VariableSizeBinaryBuilder) ArrayBuilders.create(field, allocator)) {
            builder.append(new byte[100]);
            assertThatThrownBy(() -> builder.room(Integer.MAX_VALUE))
                    .isInstanceOf(ArithmeticException.class);
        }
        assertThat(allocator.peakAllocatedBytes()).isLessThan(1000);
    }

    @Test
    void valueIsWrittenInPlace() {
        Field field = Field.nullable("t", new ArrowType.Utf8());
        try (VariableSizeBinaryBuilder builder =
                (VariableSizeBinaryBuilder) ArrayBuilders.create(field, allocator)) {
            builder.append(new byte[] {'a'});
            builder.room(1000).put(builder.dataPosition(), (byte) 'b');
            builder.appended(1);
            builder.append(ByteBuffer.wrap(new byte[] {'x', 'c', 'd', 'x'}), 1, 2);

            assertThat(PlainValues.of(builder.build())).containsExactly("a", "b", "cd");
        }
    }

    private Int32Builder ints() {
        return (Int32Builder) ArrayBuilders.create(Field.nullable("i", INT32), allocator);
    }
}
