/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.UnionMode;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import static io.github.flinkarrow.format.Verifying.invalid;
import static io.github.flinkarrow.format.Verifying.valid;

/** Nulls are valid only where a field allows them, and where no row has the value. */
class ForbiddenNullsTest {

    private static final ArrowType.Int INT8 = new ArrowType.Int(8, true);
    private static final Field NEVER_NULL = Field.notNull("x", INT8);

    @Test
    void fieldsThatAreNotNullableHaveNoNulls() {
        HandMadeFile made = new HandMadeFile(Schema.of(NEVER_NULL));

        invalid(
                made.batch(b -> b.rows(2).node(2, 1).bytes(0b01).bytes(1, 2)),
                "field 'x': value 1 is null, which the field may not be");
    }

    @Test
    void childrenOfNullStructsAreNoValues() {
        Schema schema = Schema.of(Field.nullable("s", new ArrowType.Struct(), NEVER_NULL));

        valid(new HandMadeFile(schema).batch(struct(0b110, 0b111)));
        valid(new HandMadeFile(schema).batch(struct(0b110, 0b110)));
        invalid(
                new HandMadeFile(schema).batch(struct(0b110, 0b101)),
                "field 's.x': value 1 is null, which the field may not be");
        invalid(
                new HandMadeFile(schema).batch(struct(0b111, 0b011)),
                "field 's.x': value 2 is null, which the field may not be");
    }

    private static Consumer<Batch> struct(int valid, int childValid) {
        return b ->
                b.rows(3)
                        .node(3, 3 - Integer.bitCount(valid))
                        .bytes(valid)
                        .node(3, 3 - Integer.bitCount(childValid))
                        .bytes(childValid)
                        .bytes(1, 2, 3);
    }

    @Test
    void elementsOutsideOfAllListsAreNoValues() {
        Schema schema = Schema.of(Field.nullable("l", new ArrowType.List(), NEVER_NULL));

        // The second list is null: its elements are those at 2 and 3.
        valid(new HandMadeFile(schema).batch(list(0b10011)));
        invalid(
                new HandMadeFile(schema).batch(list(0b01111)),
                "field 'l.x': value 4 is null, which the field may not be");
    }

    private static Consumer<Batch> list(int childValid) {
        return b ->
                b.rows(3)
                        .node(3, 1)
                        .bytes(0b101)
                        .ints(1, 2, 4, 5)
                        .node(5, 5 - Integer.bitCount(childValid))
                        .bytes(childValid)
                        .bytes(1, 2, 3, 4, 5);
    }

    @Test
    void elementsOfListViewsAreThoseOfAnyOfThem() {
        Schema schema = Schema.of(Field.nullable("l", new ArrowType.ListView(), NEVER_NULL));

        valid(new HandMadeFile(schema).batch(views(0b0111110)));
        for (int i = 1; i <= 5; i++) {
            invalid(
                    new HandMadeFile(schema).batch(views(0b0111110 & ~(1 << i))),
                    "field 'l.x': value " + i + " is null, which the field may not be");
        }
    }

    /** Elements 3 to 5, 1 to 3 and 3, none of them at 0 or 6. */
    private static Consumer<Batch> views(int childValid) {
        return b ->
                b.rows(3)
                        .node(3, 0)
                        .noBuffer()
                        .ints(3, 1, 3)
                        .ints(3, 3, 1)
                        .node(7, 7 - Integer.bitCount(childValid))
                        .bytes(childValid)
                        .bytes(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void keysAndEntriesOfMapsAreNotNullWhateverTheirFieldsSay() {
        for (boolean nullable : new boolean[] {true, false}) {
            Field key = nullable ? Field.nullable("k", INT8) : Field.notNull("k", INT8);
            Field value = Field.nullable("v", INT8);
            Field entries =
                    nullable
                            ? Field.nullable("e", new ArrowType.Struct(), key, value)
                            : Field.notNull("e", new ArrowType.Struct(), key, value);
            Schema schema = Schema.of(Field.nullable("m", new ArrowType.Map(false), entries));

            valid(new HandMadeFile(schema).batch(map(0b111, 0b111, 0b101)));
            // The last entry is in no map.
            valid(new HandMadeFile(schema).batch(map(0b011, 0b111, 0b111)));
            valid(new HandMadeFile(schema).batch(map(0b111, 0b011, 0b111)));
            invalid(
                    new HandMadeFile(schema).batch(map(0b111, 0b101, 0b111)),
                    "field 'm.e.k': value 1 is null, which the field may not be");
            invalid(
                    new HandMadeFile(schema).batch(map(0b110, 0b111, 0b111)),
                    "field 'm.e': value 0 is null, which the field may not be");
        }
    }

    private static Consumer<Batch> map(int entries, int keys, int values) {
        return b ->
                b.rows(1)
                        .node(1, 0)
                        .noBuffer()
                        .ints(0, 2)
                        .node(3, 3 - Integer.bitCount(entries))
                        .bytes(entries)
                        .node(3, 3 - Integer.bitCount(keys))
                        .bytes(keys)
                        .bytes(1, 2, 3)
                        .node(3, 3 - Integer.bitCount(values))
                        .bytes(values)
                        .bytes(1, 2, 3);
    }

    @Test
    void membersOfUnionsThatAreNotSelectedAreNoValues() {
        ArrowType sparse = new ArrowType.Union(UnionMode.SPARSE, List.of(0, 1));
        Field other = Field.nullable("y", INT8);
        Schema schema = Schema.of(Field.notNull("u", sparse, NEVER_NULL, other));

        valid(new HandMadeFile(schema).batch(union(0b101)));
        invalid(
                new HandMadeFile(schema).batch(union(0b110)),
                "field 'u.x': value 0 is null, which the field may not be");
    }

    /** The second value is that of the other member, and null. */
    private static Consumer<Batch> union(int childValid) {
        return b ->
                b.rows(3)
                        .node(3, 0)
                        .bytes(0, 1, 0)
                        .node(3, 3 - Integer.bitCount(childValid))
                        .bytes(childValid)
                        .bytes(1, 2, 3)
                        .node(3, 1)
                        .bytes(0b101)
                        .bytes(1, 2, 3);
    }

    @Test
    void runsBehindTheLengthAreNoValues() {
        Field ends = Field.notNull("run_ends", new ArrowType.Int(32, true));
        Schema schema =
                Schema.of(Field.nullable("r", new ArrowType.RunEndEncoded(), ends, NEVER_NULL));

        valid(new HandMadeFile(schema).batch(runs(0b011)));
        invalid(
                new HandMadeFile(schema).batch(runs(0b101)),
                "field 'r.x': value 1 is null, which the field may not be");
    }

    private static Consumer<Batch> runs(int childValid) {
        return b ->
                b.rows(3)
                        .node(3, 0)
                        .node(3, 0)
                        .noBuffer()
                        .ints(2, 4, 6)
                        .node(3, 3 - Integer.bitCount(childValid))
                        .bytes(childValid)
                        .bytes(1, 2, 3);
    }

    @Test
    void valuesOfADictionaryThatNoRowHasMayBeNull() {
        Field encoded =
                new Field(
                        "d",
                        false,
                        INT8,
                        new DictionaryEncoding(7, INT8, false),
                        List.of(),
                        KeyValueMetadata.EMPTY);
        Consumer<Batch> values = b -> b.rows(2).node(2, 1).bytes(0b01).bytes(1, 2);

        valid(
                new HandMadeFile(Schema.of(encoded))
                        .dictionary(7, false, values)
                        .batch(b -> b.rows(1).node(1, 0).noBuffer().bytes(0)));
        invalid(
                new HandMadeFile(Schema.of(encoded))
                        .dictionary(7, false, values)
                        .batch(b -> b.rows(1).node(1, 0).noBuffer().bytes(1)),
                "field 'd': value 0 is null, which the field may not be");
    }

    @Test
    @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nullStructsCostNothingForEachOfTheirChildren() {
        Field[] children = new Field[50_000];
        Arrays.fill(children, Field.notNull("x", new ArrowType.Null()));
        Schema schema = Schema.of(Field.nullable("s", new ArrowType.Struct(), children));
        int rows = 4_000_000;

        valid(
                new HandMadeFile(schema)
                        .batch(
                                b -> {
                                    b.rows(rows).node(rows, rows).bytes(new int[rows / 8]);
                                    for (int i = 0; i < children.length; i++) {
                                        b.node(rows, rows);
                                    }
                                }));
    }
}
