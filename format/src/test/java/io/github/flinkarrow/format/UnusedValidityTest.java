/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.UnionMode;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.function.Consumer;

import static io.github.flinkarrow.format.Verifying.invalid;
import static io.github.flinkarrow.format.Verifying.valid;

/** Nulls of unions and run-end-encoded arrays are those of their children, before V5 too. */
class UnusedValidityTest {

    private static final Field CHILD = Field.nullable("c", new ArrowType.Int(8, true));

    private static final Schema SPARSE = union(UnionMode.SPARSE);
    private static final Schema DENSE = union(UnionMode.DENSE);
    private static final Schema RUNS =
            Schema.of(
                    Field.nullable(
                            "a",
                            new ArrowType.RunEndEncoded(),
                            Field.notNull("run_ends", new ArrowType.Int(32, true)),
                            CHILD));

    private static Schema union(UnionMode mode) {
        return Schema.of(Field.nullable("a", new ArrowType.Union(mode, List.of(0)), CHILD));
    }

    @Test
    void fieldNodesHaveNoNulls() {
        for (Schema schema : List.of(SPARSE, DENSE, RUNS)) {
            valid(file(schema, 0));
            invalid(file(schema, 1), "field 'a': the field node has 1 nulls, but a ");
        }
    }

    @Test
    void allValuesOfANullAreNull() {
        Schema schema = Schema.of(Field.nullable("n", new ArrowType.Null()));

        valid(new HandMadeFile(schema).batch(b -> b.rows(3).node(3, 3)));
        invalid(
                new HandMadeFile(schema).batch(b -> b.rows(3).node(3, 1)),
                "field 'n': the field node has 1 nulls, but all 3 values of a Null are");
    }

    @Test
    void bitmapsFromBeforeV5MarkNoNulls() {
        for (Schema schema : List.of(SPARSE, DENSE, RUNS)) {
            valid(before(schema, Batch::noBuffer));
            valid(before(schema, b -> b.bytes(0b11)));
            invalid(
                    before(schema, b -> b.bytes(0b01)),
                    "field 'a': the field node has 0 nulls, the validity bitmap 1");
        }
    }

    private static HandMadeFile before(Schema schema, Consumer<Batch> validity) {
        return new HandMadeFile(schema).beforeV5().batch(b -> fill(schema, b, 0, validity));
    }

    private static HandMadeFile file(Schema schema, int nulls) {
        return new HandMadeFile(schema).batch(b -> fill(schema, b, nulls, none -> {}));
    }

    private static void fill(Schema schema, Batch batch, int nulls, Consumer<Batch> validity) {
        validity.accept(batch.rows(2).node(2, nulls));
        if (schema.equals(RUNS)) {
            batch.node(1, 0).noBuffer().ints(2);
        } else {
            batch.bytes(0, 0);
        }
        if (schema.equals(DENSE)) {
            batch.ints(0, 1);
        }
        batch.node(2, 0).noBuffer().bytes(1, 2);
    }
}
