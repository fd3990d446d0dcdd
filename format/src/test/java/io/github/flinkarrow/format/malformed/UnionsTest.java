/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.UnionMode;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

/** Unions of an integer, type id 5, and a byte, type id 7. */
class UnionsTest extends MalformedInput {

    private static final Field INT = Field.nullable("i", INT32);
    private static final Field BYTE = Field.nullable("b", INT8);
    private static final Schema SPARSE = union(UnionMode.SPARSE);
    private static final Schema DENSE = union(UnionMode.DENSE);

    private static Schema union(UnionMode mode) {
        return Schema.of(Field.nullable("u", new ArrowType.Union(mode, List.of(5, 7)), INT, BYTE));
    }

    // Unions of an integer, type id 5, and a byte, type id 7.

    private static Consumer<Batch> sparse(int... typeIds) {
        return b ->
                b.rows(2)
                        .node(2, 0)
                        .bytes(typeIds)
                        .node(2, 0)
                        .noBuffer()
                        .ints(1, 2)
                        .node(2, 1)
                        .bytes(1)
                        .bytes(8, 9);
    }

    private static Consumer<Batch> dense(int... offsets) {
        return b ->
                b.rows(3)
                        .node(3, 0)
                        .bytes(5, 7, 5)
                        .ints(offsets)
                        .node(2, 0)
                        .noBuffer()
                        .ints(1, 2)
                        .node(1, 0)
                        .noBuffer()
                        .bytes(8);
    }

    @Test
    void unionsThatAreRightAreRead() throws IOException {
        assertThat(read(SPARSE, sparse(5, 7)))
                .containsExactly(List.of(0L, 1L), Arrays.asList(1L, null));
        assertThat(read(DENSE, dense(0, 0, 1)))
                .containsExactly(List.of(0L, 1L), List.of(1L, 8L), List.of(0L, 2L));
        assertThat(read(DENSE, dense(1, 0, 1)))
                .containsExactly(List.of(0L, 2L), List.of(1L, 8L), List.of(0L, 2L));
    }

    @Test
    void typeIdOfAUnionIsOneOfItsType() {
        fails(SPARSE, sparse(5, 6), "field 'u': type id 6 of value 1 is not one of [5, 7]");
        fails(SPARSE, sparse(0, 5), "field 'u': type id 0 of value 0 is not one of [5, 7]");
        fails(SPARSE, sparse(5, -1), "field 'u': type id -1 of value 1 is not one of [5, 7]");
        fails(SPARSE, sparse(-128, 5), "field 'u': type id -128 of value 0 is not one of [5, 7]");
    }

    @Test
    void unionWithoutChildrenHasNoValues() {
        for (UnionMode mode : UnionMode.values()) {
            fails(
                    Schema.of(Field.nullable("u", new ArrowType.Union(mode, List.of()))),
                    b ->
                            (mode == UnionMode.DENSE ? b.bytes(0).ints(0) : b.bytes(0))
                                    .rows(1)
                                    .node(1, 0),
                    "field 'u': type id 0 of value 0 is not one of []");
        }
    }

    @Test
    void unionHasATypeIdAndADenseOneAnOffsetForEachValue() {
        fails(SPARSE, sparse(5), "field 'u': type ids buffer needs 2 bytes but has 1");
        fails(DENSE, dense(0, 0), "field 'u': offsets buffer needs 12 bytes but has 8");
    }

    @Test
    void childrenOfASparseUnionAreAsLongAsTheUnion() {
        fails(
                SPARSE,
                b ->
                        b.rows(2)
                                .node(2, 0)
                                .bytes(5, 5)
                                .node(2, 0)
                                .noBuffer()
                                .ints(1, 2)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(8),
                "field 'u.b': 1 values, but its parent needs 2");
    }

    @Test
    void offsetOfADenseUnionIsInsideItsChild() {
        fails(
                DENSE,
                dense(0, 1, 1),
                "field 'u': offset 1 of value 1 into child 1 of 1 values: expected at least 0");
        fails(DENSE, dense(-1, 0, 1), "offset -1 of value 0 into child 0 of 2 values");
        fails(DENSE, dense(0, Integer.MAX_VALUE, 1), "offset 2147483647 of value 1 into child 1");
    }

    @Test
    void offsetsOfADenseUnionDoNotDecrease() {
        fails(
                DENSE,
                dense(1, 0, 0),
                "field 'u': offset 0 of value 2 into child 0 of 2 values: expected at least 1");
    }

    @Test
    void unionWithoutValuesNeedsNoBuffers() throws IOException {
        Consumer<Batch> child = b -> b.node(0, 0).noBuffer().noBuffer();
        Consumer<Batch> children = child.andThen(child);

        assertThat(read(SPARSE, b -> children.accept(b.node(0, 0).noBuffer()))).isEmpty();
        assertThat(read(DENSE, b -> children.accept(b.node(0, 0).noBuffer().noBuffer()))).isEmpty();
    }

    @Test
    void unionHadAValidityBitmapBeforeV5() throws IOException {
        HandMadeFile made = new HandMadeFile(SPARSE).beforeV5();
        made.batch(b -> sparse(5, 7).accept(b.noBuffer()));

        assertThat(read(made.file(), options))
                .containsExactly(List.of(0L, 1L), Arrays.asList(1L, null));
    }

    @Test
    void nullsOfAUnionBeforeV5AreUnsupported() {
        throwsTyped(
                new HandMadeFile(SPARSE).beforeV5(),
                b ->
                        b.rows(1)
                                .node(1, 1)
                                .bytes(0)
                                .bytes(5)
                                .node(1, 0)
                                .noBuffer()
                                .ints(1)
                                .node(1, 0)
                                .noBuffer()
                                .bytes(8),
                UnsupportedIpcFeatureException.class,
                "field 'u': 1 nulls in the validity bitmap");
    }
}
