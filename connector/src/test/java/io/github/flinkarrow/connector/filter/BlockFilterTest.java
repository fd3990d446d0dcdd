/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.filter;

import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.expressions.CallExpression;
import org.apache.flink.table.expressions.FieldReferenceExpression;
import org.apache.flink.table.expressions.ResolvedExpression;
import org.apache.flink.table.expressions.TypeLiteralExpression;
import org.apache.flink.table.expressions.ValueLiteralExpression;
import org.apache.flink.table.functions.BuiltInFunctionDefinition;
import org.apache.flink.table.functions.BuiltInFunctionDefinitions;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.utils.TypeConversions;

import io.github.flinkarrow.connector.types.Types;
import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.statistics.BlockStatistics;
import io.github.flinkarrow.format.statistics.StatisticsEncoder;
import io.github.flinkarrow.format.testing.PlainAppender;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Which of three blocks, of low, middle and high values, are left by each operator. */
class BlockFilterTest {

    @ParameterizedTest
    @MethodSource("io.github.flinkarrow.connector.filter.BlockFilterTypes#types")
    void eachOperatorLeavesTheBlocksThatMayHaveARow(
            Field field, String type, Object literal, List<Object> values) throws Exception {
        Blocks blocks =
                new Blocks(
                        field,
                        type,
                        values.subList(0, 2),
                        values.subList(2, 4),
                        values.subList(4, 6),
                        Arrays.asList(null, null));
        ResolvedExpression x = blocks.column();
        ResolvedExpression value = literal(literal, x.getOutputDataType());

        assertThat(blocks.left(call(BuiltInFunctionDefinitions.EQUALS, x, value)))
                .containsExactly(1);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.NOT_EQUALS, x, value)))
                .containsExactly(0, 1, 2);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.LESS_THAN, x, value)))
                .containsExactly(0);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.GREATER_THAN, value, x)))
                .containsExactly(0);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL, x, value)))
                .containsExactly(0, 1);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.GREATER_THAN, x, value)))
                .containsExactly(1, 2);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL, x, value)))
                .containsExactly(1, 2);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.IN, x, value, value)))
                .containsExactly(1);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.BETWEEN, x, value, value)))
                .containsExactly(1);
        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.NOT,
                                        call(
                                                BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL,
                                                x,
                                                value))))
                .containsExactly(0);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.IS_NULL, x))).containsExactly(3);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.IS_NOT_NULL, x)))
                .containsExactly(0, 1, 2);
        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.IS_NOT_TRUE,
                                        call(
                                                BuiltInFunctionDefinitions.GREATER_THAN_OR_EQUAL,
                                                x,
                                                value))))
                .containsExactly(0, 3);
        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.OR,
                                        call(BuiltInFunctionDefinitions.IS_NULL, x),
                                        call(BuiltInFunctionDefinitions.LESS_THAN, x, value))))
                .containsExactly(0, 3);
    }

    @Test
    void patternsLeaveWhatMayStartSo() throws Exception {
        Blocks blocks =
                new Blocks(
                        Types.field("x", Types.UTF8),
                        "STRING",
                        List.of("a", "aa"),
                        List.of("ab", "abz"),
                        List.of("abc".repeat(20), "b"));
        ResolvedExpression x = blocks.column();

        assertThat(blocks.left(like(x, "ab%"))).containsExactly(1, 2);
        assertThat(blocks.left(like(x, "b_"))).containsExactly(2);
        assertThat(blocks.left(like(x, "%b"))).containsExactly(0, 1, 2);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.NOT, like(x, "ab%"))))
                .containsExactly(0, 2);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.NOT, like(x, "ab%z"))))
                .containsExactly(0, 1, 2);
    }

    @Test
    void zerosAreOneAndNaNMayBeAnything() throws Exception {
        Blocks blocks =
                new Blocks(
                        Types.field("x", Types.FLOAT64),
                        "DOUBLE",
                        List.of(-0.0, -0.0),
                        List.of(0.0, 0.0),
                        List.of(1.0, Double.NaN),
                        List.of(1.0, 1.0));
        ResolvedExpression x = blocks.column();

        for (double zero : new double[] {-0.0, 0.0}) {
            ResolvedExpression literal = literal(zero, DataTypes.DOUBLE());
            assertThat(blocks.left(call(BuiltInFunctionDefinitions.EQUALS, x, literal)))
                    .containsExactly(0, 1, 2);
            assertThat(
                            blocks.left(
                                    call(
                                            BuiltInFunctionDefinitions.NOT,
                                            call(BuiltInFunctionDefinitions.EQUALS, x, literal))))
                    .contains(2, 3);
        }
        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.GREATER_THAN,
                                        x,
                                        literal(5.0, DataTypes.DOUBLE()))))
                .containsExactly(2);
    }

    @Test
    void integersThatAreComparedAsFloatingPointHaveOneZero() throws Exception {
        for (String type : List.of("INT", "DOUBLE")) {
            Blocks blocks =
                    new Blocks(Types.field("x", Types.INT16), type, List.of(0, 0), List.of(1, 2));
            ResolvedExpression x = blocks.column();
            for (double number : new double[] {-0.0, 0.0}) {
                ResolvedExpression zero = literal(number, DataTypes.DOUBLE());
                assertThat(blocks.left(call(BuiltInFunctionDefinitions.EQUALS, x, zero)))
                        .containsExactly(0);
                assertThat(blocks.left(call(BuiltInFunctionDefinitions.GREATER_THAN, x, zero)))
                        .containsExactly(1);
                assertThat(
                                blocks.left(
                                        call(
                                                BuiltInFunctionDefinitions.LESS_THAN_OR_EQUAL,
                                                x,
                                                zero)))
                        .containsExactly(0);
            }
        }
    }

    @Test
    void castsThatKeepTheOrderAreSeenThroughAndOthersAreNot() throws Exception {
        Blocks blocks =
                new Blocks(Types.field("x", Types.INT32), "INT", List.of(1, 2), List.of(3, 4));
        ResolvedExpression x = blocks.column();

        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.LESS_THAN,
                                        cast(x, DataTypes.BIGINT()),
                                        literal(3L, DataTypes.BIGINT()))))
                .containsExactly(0);
        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.LESS_THAN,
                                        cast(x, DataTypes.DOUBLE()),
                                        literal(2.5, DataTypes.DOUBLE()))))
                .containsExactly(0);
        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.LESS_THAN,
                                        x,
                                        literal(new BigDecimal("2.5"), DataTypes.DECIMAL(2, 1)))))
                .containsExactly(0);
        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.LESS_THAN,
                                        cast(x, DataTypes.TINYINT()),
                                        literal((byte) 3, DataTypes.TINYINT()))))
                .containsExactly(0, 1);
        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.LESS_THAN,
                                        cast(x, DataTypes.STRING()),
                                        literal("3", DataTypes.STRING()))))
                .containsExactly(0, 1);
    }

    @Test
    void whatIsNotUnderstoodExcludesNothingButWhatIsBesideItDoes() throws Exception {
        Blocks blocks =
                new Blocks(Types.field("x", Types.INT32), "INT", List.of(1, 2), List.of(3, 4));
        ResolvedExpression x = blocks.column();
        ResolvedExpression small =
                call(BuiltInFunctionDefinitions.LESS_THAN, x, literal(3, DataTypes.INT()));
        ResolvedExpression unknown = call(BuiltInFunctionDefinitions.EQUALS, x, x);

        assertThat(BlockFilter.of(List.of(unknown), blocks.type).isNone()).isTrue();
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.AND, unknown, small)))
                .containsExactly(0);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.OR, unknown, small)))
                .containsExactly(0, 1);
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.NOT, unknown)))
                .containsExactly(0, 1);
        assertThat(BlockFilter.of(List.of(small), RowType.of()).isNone())
                .as("no column of the files")
                .isTrue();
        assertThat(
                        BlockFilter.of(List.of(small), blocks.type)
                                .in(blocks.schema, Optional.empty())
                                .contains(1))
                .as("no statistics")
                .isFalse();
    }

    @Test
    void aColumnThatAFileLacksIsNull() throws Exception {
        Blocks blocks = new Blocks(Types.field("y", Types.INT32), "INT", List.of(1, 2));
        ResolvedExpression x = new FieldReferenceExpression("x", DataTypes.INT(), 0, 0);
        blocks.type = Types.row("x INT");

        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.LESS_THAN,
                                        x,
                                        literal(3, DataTypes.INT()))))
                .isEmpty();
        assertThat(blocks.left(call(BuiltInFunctionDefinitions.IS_NULL, x))).containsExactly(0);
    }

    @Test
    void valuesThatCannotBeReadAsDeclaredAreLeftToTheReader() throws Exception {
        Blocks blocks = new Blocks(Types.field("x", Types.UINT64), "BIGINT", List.of(-2L, -1L));

        assertThat(
                        blocks.left(
                                call(
                                        BuiltInFunctionDefinitions.LESS_THAN,
                                        blocks.column(),
                                        literal(3L, DataTypes.BIGINT()))))
                .containsExactly(0);
    }

    private static ResolvedExpression like(ResolvedExpression x, String pattern) {
        return call(BuiltInFunctionDefinitions.LIKE, x, literal(pattern, DataTypes.STRING()));
    }

    private static ResolvedExpression literal(Object value, DataType type) {
        return new ValueLiteralExpression(value, type.notNull());
    }

    private static ResolvedExpression cast(ResolvedExpression x, DataType type) {
        return new CallExpression(
                false,
                null,
                BuiltInFunctionDefinitions.CAST,
                List.of(x, new TypeLiteralExpression(type)),
                type);
    }

    private static ResolvedExpression call(
            BuiltInFunctionDefinition function, ResolvedExpression... operands) {
        return new CallExpression(false, null, function, List.of(operands), DataTypes.BOOLEAN());
    }

    /** The statistics of blocks of one column. */
    private static final class Blocks {

        private final Schema schema;
        private final BlockStatistics statistics;
        private RowType type;

        @SafeVarargs
        Blocks(Field field, String type, List<Object>... blocks) {
            this.schema = Schema.of(field);
            this.type =
                    RowType.of(new LogicalType[] {Types.sql(type)}, new String[] {field.name()});
            StatisticsEncoder encoder = new StatisticsEncoder(schema);
            for (List<Object> values : blocks) {
                try (RecordBatchBuilder builder =
                        new RecordBatchBuilder(schema, BufferAllocator.shared())) {
                    PlainAppender.append(builder, List.of(values));
                    try (RecordBatch batch = builder.build(values.size())) {
                        encoder.add(batch);
                    }
                }
            }
            KeyValueMetadata footer =
                    KeyValueMetadata.of(Map.of(BlockStatistics.KEY, encoder.encode(7)));
            this.statistics =
                    BlockStatistics.decode(footer, schema, blocks.length, 7).orElseThrow();
        }

        ResolvedExpression column() {
            DataType dataType = TypeConversions.fromLogicalToDataType(type.getTypeAt(0));
            return new FieldReferenceExpression(type.getFieldNames().get(0), dataType, 0, 0);
        }

        /** The blocks that a filter does not exclude, after it was sent to another machine. */
        List<Integer> left(ResolvedExpression filter) throws Exception {
            ExcludedBlocks excluded =
                    copy(BlockFilter.of(List.of(filter), type)).in(schema, Optional.of(statistics));
            List<Integer> left = new ArrayList<>();
            IntStream.range(0, statistics.blockCount())
                    .filter(block -> !excluded.contains(block))
                    .forEach(left::add);
            return left;
        }

        private static BlockFilter copy(BlockFilter filter) throws Exception {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (ObjectOutputStream output = new ObjectOutputStream(bytes)) {
                output.writeObject(filter);
            }
            try (ObjectInputStream input =
                    new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
                return (BlockFilter) input.readObject();
            }
        }
    }
}
