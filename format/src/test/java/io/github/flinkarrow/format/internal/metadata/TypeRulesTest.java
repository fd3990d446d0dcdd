/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.internal.metadata;

import com.google.flatbuffers.FlatBufferBuilder;
import io.github.flinkarrow.format.internal.MalformedDataException;
import io.github.flinkarrow.format.internal.UnsupportedFeatureException;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;
import org.apache.arrow.flatbuf.Date;
import org.apache.arrow.flatbuf.Decimal;
import org.apache.arrow.flatbuf.FixedSizeBinary;
import org.apache.arrow.flatbuf.FixedSizeList;
import org.apache.arrow.flatbuf.FloatingPoint;
import org.apache.arrow.flatbuf.Int;
import org.apache.arrow.flatbuf.Interval;
import org.apache.arrow.flatbuf.Time;
import org.apache.arrow.flatbuf.Timestamp;
import org.apache.arrow.flatbuf.Type;
import org.apache.arrow.flatbuf.Union;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static io.github.flinkarrow.format.internal.metadata.SchemaTables.decode;
import static io.github.flinkarrow.format.internal.metadata.SchemaTables.empty;
import static io.github.flinkarrow.format.internal.metadata.SchemaTables.field;
import static io.github.flinkarrow.format.internal.metadata.SchemaTables.union;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a type may say, what its absent parts mean, and what children it has. */
class TypeRulesTest {

    @TestFactory
    Stream<DynamicTest> malformedTypes() {
        return Stream.of(
                malformed(
                        "an integer has 8, 16, 32 or 64 bits",
                        Type.Int,
                        b -> Int.createInt(b, 24, true),
                        "the bit width of an Int is 8, 16, 32 or 64, not 24"),
                malformed(
                        "a decimal has a width that is known",
                        Type.Decimal,
                        b -> Decimal.createDecimal(b, 1, 0, 512),
                        "the bit width of a Decimal is 32, 64, 128 or 256, not 512"),
                malformed(
                        "a decimal has digits that fit its width",
                        Type.Decimal,
                        b -> Decimal.createDecimal(b, 77, 0, 128),
                        "the precision of a Decimal128 is from 1 to 38, not 77"),
                malformed(
                        "a decimal has a digit",
                        Type.Decimal,
                        b -> Decimal.createDecimal(b, 0, 0, 32),
                        "the precision of a Decimal32 is from 1 to 9, not 0"),
                malformed(
                        "a time in seconds has 32 bits",
                        Type.Time,
                        b -> Time.createTime(b, (short) 0, 64),
                        "the bit width of a Time in s is 32, not 64"),
                malformed(
                        "a time in nanoseconds has 64 bits",
                        Type.Time,
                        b -> Time.createTime(b, (short) 3, 32),
                        "the bit width of a Time in ns is 64, not 32"),
                malformed(
                        "a byte width is not negative",
                        Type.FixedSizeBinary,
                        b -> FixedSizeBinary.createFixedSizeBinary(b, -1),
                        "the byte width of a FixedSizeBinary is 0 or more, not -1"),
                malformed(
                        "a list size is not negative",
                        Type.FixedSizeList,
                        b -> FixedSizeList.createFixedSizeList(b, -1),
                        "the size of a FixedSizeList is 0 or more, not -1"),
                malformed(
                        "a type id is not negative",
                        Type.Union,
                        b -> union(b, 0, -1),
                        "the type id of a union is from 0 to 127, not -1"),
                malformed(
                        "a type id fits a byte",
                        Type.Union,
                        b -> union(b, 0, 128),
                        "the type id of a union is from 0 to 127, not 128"),
                malformed(
                        "type ids are distinct",
                        Type.Union,
                        b -> union(b, 0, 3, 3),
                        "the type ids of a union are distinct, not [3, 3]"),
                malformed(
                        "there are as many type ids as values of a type id",
                        Type.Union,
                        b -> union(b, 0, new int[129]),
                        "a union has at most 128 members, not 129"),
                malformed(
                        "a union has a child for each type id",
                        Type.Union,
                        b -> union(b, 0, 3, 4),
                        "a union of 2 type ids has as many children, not 0"),
                malformed(
                        "a list has a child",
                        Type.List,
                        SchemaTables::empty,
                        "the number of children of List is 1, not 0"),
                malformed(
                        "a map has a child",
                        Type.Map,
                        SchemaTables::empty,
                        "the number of children of Map is 1, not 0"),
                malformed(
                        "a run-end-encoded field has two children",
                        Type.RunEndEncoded,
                        SchemaTables::empty,
                        "the number of children of RunEndEncoded is 2, not 0"),
                malformed(
                        "a field says which type it has",
                        Type.NONE,
                        SchemaTables::empty,
                        "the field has no type"),
                malformed("a field has a type", Type.Int, b -> 0, "the field has no type"));
    }

    @TestFactory
    Stream<DynamicTest> unsupportedTypes() {
        return Stream.of(
                unsupported((byte) 27, SchemaTables::empty, "type 27"),
                unsupported((byte) -1, SchemaTables::empty, "type 255"),
                unsupported(
                        Type.FloatingPoint,
                        b -> FloatingPoint.createFloatingPoint(b, (short) 3),
                        "precision 3"),
                unsupported(Type.Date, b -> Date.createDate(b, (short) -1), "date unit -1"),
                unsupported(
                        Type.Timestamp,
                        b -> Timestamp.createTimestamp(b, (short) 4, 0),
                        "time unit 4"),
                unsupported(
                        Type.Interval,
                        b -> Interval.createInterval(b, (short) 3),
                        "interval unit 3"),
                unsupported(Type.Union, b -> union(b, 2), "union mode 2"));
    }

    /** A type table without any field means what the specification's defaults mean. */
    @TestFactory
    Stream<DynamicTest> absentParameters() {
        return Stream.of(
                        List.of(Type.Date, new ArrowType.Date(DateUnit.MILLISECOND)),
                        List.of(Type.Time, new ArrowType.Time(TimeUnit.MILLISECOND)),
                        List.of(Type.Timestamp, new ArrowType.Timestamp(TimeUnit.SECOND, null)),
                        List.of(Type.Duration, new ArrowType.Duration(TimeUnit.MILLISECOND)),
                        List.of(Type.Interval, new ArrowType.Interval(IntervalUnit.YEAR_MONTH)),
                        List.of(
                                Type.FloatingPoint,
                                new ArrowType.FloatingPoint(FloatingPointPrecision.HALF)),
                        List.of(Type.FixedSizeBinary, new ArrowType.FixedSizeBinary(0)),
                        List.of(Type.Union, new ArrowType.Union(UnionMode.SPARSE, List.of())))
                .map(
                        row ->
                                DynamicTest.dynamicTest(
                                        row.get(1).toString(),
                                        () ->
                                                assertThat(
                                                                decode(
                                                                                (byte) row.get(0),
                                                                                SchemaTables::empty)
                                                                        .type())
                                                        .isEqualTo(row.get(1))));
    }

    @Test
    void anEmptyZoneIsNone() throws Exception {
        Field field =
                decode(
                        Type.Timestamp,
                        b -> Timestamp.createTimestamp(b, (short) 2, b.createString("")));
        assertThat(field.type()).isEqualTo(new ArrowType.Timestamp(TimeUnit.MICROSECOND, null));
    }

    @Test
    void aDecimalHas128BitsUnlessItSaysOtherwise() throws Exception {
        Field field =
                decode(
                        Type.Decimal,
                        b -> {
                            Decimal.startDecimal(b);
                            Decimal.addPrecision(b, 5);
                            return Decimal.endDecimal(b);
                        });
        assertThat(field.type()).isEqualTo(new ArrowType.Decimal(5, 0, 128));
    }

    @Test
    void absentTypeIdsCountTheChildren() throws Exception {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int child = field(builder, Type.Bool, empty(builder), 0, 0);
        int children =
                org.apache.arrow.flatbuf.Field.createChildrenVector(
                        builder, new int[] {child, child, child});
        int type = Union.createUnion(builder, org.apache.arrow.flatbuf.UnionMode.Dense, 0);
        int field = field(builder, Type.Union, type, 0, children);
        assertThat(decode(builder, field).type())
                .isEqualTo(new ArrowType.Union(UnionMode.DENSE, List.of(0, 1, 2)));
    }

    @Test
    void absentTypeIdsCountNoMoreThan128Children() {
        FlatBufferBuilder builder = new FlatBufferBuilder();
        int child = field(builder, Type.Bool, empty(builder), 0, 0);
        int[] elements = IntStream.range(0, 129).map(i -> child).toArray();
        int children = org.apache.arrow.flatbuf.Field.createChildrenVector(builder, elements);
        // Makes the bytes enough for that many visits of one table.
        builder.createByteVector(new byte[4096]);
        int type = Union.createUnion(builder, org.apache.arrow.flatbuf.UnionMode.Dense, 0);
        int field = field(builder, Type.Union, type, 0, children);
        assertThatThrownBy(() -> decode(builder, field))
                .isInstanceOf(MalformedDataException.class)
                .hasMessageContaining("a union has at most 128 members, not 129");
    }

    @Test
    void theEntriesOfAMapAreAStructOfTwo() {
        Field key = Field.notNull("key", new ArrowType.Utf8());
        assertViolation(new ArrowType.Map(false), "the child of a Map is a Struct, not Utf8", key);
        assertViolation(
                new ArrowType.Map(false),
                "the entries of a Map have 2 children, not 1",
                Field.notNull("entries", new ArrowType.Struct(), key));
        assertViolation(
                new ArrowType.Map(false), "the number of children of Map is 1, not 2", key, key);
    }

    @Test
    void runEndsAreSignedIntegersOfMoreThan8Bits() {
        Field values = Field.nullable("values", new ArrowType.Utf8());
        for (ArrowType type :
                List.of(
                        new ArrowType.Int(8, true),
                        new ArrowType.Int(32, false),
                        new ArrowType.Utf8())) {
            assertViolation(
                    new ArrowType.RunEndEncoded(),
                    "run ends are Int16, Int32 or Int64, not " + type,
                    Field.notNull("ends", type),
                    values);
        }
    }

    @Test
    void aTypeWithoutChildrenHasNone() {
        Field child = Field.nullable("child", new ArrowType.Bool());
        for (ArrowType type : RandomSchemas.leaves()) {
            assertViolation(type, "the number of children of " + type + " is 0, not 1", child);
        }
    }

    private static DynamicTest malformed(
            String rule, byte type, ToIntFunction<FlatBufferBuilder> table, String message) {
        return DynamicTest.dynamicTest(
                rule,
                () ->
                        assertThatThrownBy(() -> decode(type, table))
                                .isInstanceOf(MalformedDataException.class)
                                .hasMessage("field '': " + message));
    }

    private static DynamicTest unsupported(
            byte type, ToIntFunction<FlatBufferBuilder> table, String message) {
        return DynamicTest.dynamicTest(
                message,
                () ->
                        assertThatThrownBy(() -> decode(type, table))
                                .isInstanceOf(UnsupportedFeatureException.class)
                                .hasMessage("field '': " + message + " is not supported"));
    }

    private static void assertViolation(ArrowType type, String message, Field... children) {
        assertThat(TypeRules.violation(type, List.of(children))).isEqualTo(message);
    }
}
