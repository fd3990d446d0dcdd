/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import org.junit.jupiter.api.Test;

import java.io.IOException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Field nodes, buffers and rows are as many as the schema and the batch ask for. */
class FieldNodesTest extends MalformedInput {

    private static final Schema STRUCT =
            Schema.of(Field.nullable("s", new ArrowType.Struct(), Field.nullable("c", INT32)));

    @Test
    void batchesThatAreRightAreRead() throws IOException {
        assertThat(read(INTS, b -> b.rows(2).node(2, 1).bytes(2).ints(0, 5)))
                .containsExactly(null, 5L);
        assertThat(read(TEXT, b -> b.rows(2).node(2, 0).noBuffer().ints(0, 1, 3).bytes(97, 98, 99)))
                .containsExactly("a", "bc");
    }

    @Test
    void numberOfFieldNodesFollowsFromTheSchema() {
        fails(INTS, b -> b.rows(0), "the schema asks for 1 field nodes, found 0");
        fails(
                INTS,
                b -> b.rows(0).node(0, 0).node(0, 0).noBuffer().noBuffer(),
                "the schema asks for 1 field nodes, found 2");
    }

    @Test
    void numberOfBuffersFollowsFromTheSchema() {
        fails(INTS, b -> b.rows(0).node(0, 0).noBuffer(), "the schema asks for 2 buffers, found 1");
        fails(
                INTS,
                b -> b.node(0, 0).noBuffer().noBuffer().noBuffer(),
                "the schema asks for 2 buffers, found 3");
    }

    @Test
    void countingRowsLooksAtBothNumbersToo() throws IOException {
        byte[] file =
                new HandMadeFile(INTS)
                        .batch(b -> b.rows(0).node(0, 0).noBuffer().noBuffer())
                        .batch(b -> b.rows(0).node(0, 0).node(0, 0).noBuffer().noBuffer())
                        .batch(b -> b.rows(0).node(0, 0).noBuffer())
                        .file();
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofBytes("f", file), ReadOptions.DEFAULT)) {
            assertThat(reader.rowCount(0)).isZero();
            assertThatThrownBy(() -> reader.rowCount(1))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("block 1 @ ")
                    .hasMessageContaining("the schema asks for 1 field nodes, found 2");
            assertThatThrownBy(() -> reader.rowCount(2))
                    .isInstanceOf(IpcFormatException.class)
                    .hasMessageContaining("the schema asks for 2 buffers, found 1");
        }
    }

    @Test
    void lengthOfAFieldNodeIsNotNegative() {
        fails(
                STRUCT,
                b -> b.rows(1).node(1, 0).noBuffer().node(-1, 0).noBuffer().noBuffer(),
                "field 's.c': a field node of -1 values and 0 nulls");
        fails(
                STRUCT,
                b -> b.rows(1).node(1, 0).noBuffer().node(Long.MIN_VALUE, 0).noBuffer().noBuffer(),
                "field 's.c': a field node of -9223372036854775808 values and 0 nulls");
    }

    @Test
    void nullCountIsNotAboveTheLength() {
        fails(
                INTS,
                b -> b.rows(1).node(1, 2).bytes(0).ints(1),
                "field 'i': a field node of 1 values and 2 nulls");
        fails(
                INTS,
                b -> b.rows(1).node(1, Long.MAX_VALUE).bytes(0).ints(1),
                "field 'i': a field node of 1 values and 9223372036854775807 nulls");
    }

    @Test
    void nullCountIsNotNegative() {
        fails(
                INTS,
                b -> b.rows(1).node(1, -1).bytes(0).ints(1),
                "field 'i': a field node of 1 values and -1 nulls");
    }

    @Test
    void columnHasAsManyValuesAsTheBatchHasRows() {
        fails(
                INTS,
                b -> b.rows(3).node(2, 0).noBuffer().ints(1, 2, 3),
                "field 'i': 2 values in a batch of 3 rows");
    }

    @Test
    void batchDoesNotHaveANegativeNumberOfRows() {
        fails(INTS, b -> b.rows(-1).node(-1, 0).noBuffer().ints(1), "a record batch of -1 rows");
        fails(
                INTS,
                b -> b.rows(Long.MIN_VALUE).node(Long.MIN_VALUE, 0).noBuffer().ints(1),
                "a record batch of -9223372036854775808 rows");
    }

    @Test
    void batchHasTheBytesOfItsRows() {
        int rows = Integer.MAX_VALUE;
        fails(
                INTS,
                b -> b.rows(rows).node(rows, 0).noBuffer().ints(1),
                "field 'i': values buffer needs 8589934588 bytes but has 4");
    }

    @Test
    void moreRowsThanAnArrayIndexCanSayAreUnsupported() {
        long rows = 1L << 31;
        unsupported(
                INTS,
                b -> b.rows(rows).node(rows, 0).noBuffer().ints(1),
                "a record batch of 2147483648 rows, more than 2^31 - 1");
        unsupported(
                INTS,
                b -> b.rows(Long.MAX_VALUE).node(Long.MAX_VALUE, 0).noBuffer().ints(1),
                "a record batch of 9223372036854775807 rows, more than 2^31 - 1");
    }

    @Test
    void childrenOfStructsAreAsLongAsTheirParent() {
        fails(
                STRUCT,
                b -> b.rows(2).node(2, 0).noBuffer().node(1, 0).noBuffer().ints(1),
                "field 's.c': 1 values, but its parent needs 2");
    }

    @Test
    void entriesOfMapsAreAsManyAsTheirOffsetsSay() {
        Field entries =
                Field.notNull(
                        "entries",
                        new ArrowType.Struct(),
                        Field.notNull("key", INT32),
                        Field.nullable("value", INT32));
        fails(
                Schema.of(Field.nullable("m", new ArrowType.Map(false), entries)),
                b ->
                        b.rows(1)
                                .node(1, 0)
                                .noBuffer()
                                .ints(0, 2)
                                .node(2, 0)
                                .noBuffer()
                                .node(2, 0)
                                .noBuffer()
                                .ints(1, 2)
                                .node(1, 0)
                                .noBuffer()
                                .ints(1),
                "field 'm.entries.value': 1 values, but its parent needs 2");
    }
}
