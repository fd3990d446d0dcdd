/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;

/**
 * Offsets of variable-size values and lists do not decrease, and stay inside what they point to.
 */
class OffsetsTest extends MalformedInput {

    private static final Field INT = Field.nullable("i", INT32);
    private static final Schema LARGE = Schema.of(Field.nullable("t", new ArrowType.LargeUtf8()));
    private static final Schema LIST = Schema.of(Field.nullable("l", new ArrowType.List(), INT));
    private static final Schema LARGE_LISTS =
            Schema.of(Field.nullable("l", new ArrowType.LargeList(), INT));
    private static final Schema PAIRS =
            Schema.of(Field.nullable("p", new ArrowType.FixedSizeList(2), INT));

    @Test
    void offsetsDoNotDecrease() {
        fails(
                TEXT,
                b -> b.rows(2).node(2, 0).noBuffer().ints(0, 3, 2).bytes(1, 2, 3),
                "field 't': offset 2 is 2: expected 3 to 3");
    }

    @Test
    void offsetsAreNotNegative() {
        fails(
                TEXT,
                b -> b.rows(2).node(2, 0).noBuffer().ints(-1, 1, 2).bytes(1, 2, 3),
                "field 't': offset 0 is -1: expected 0 to 3");
        fails(
                TEXT,
                b -> b.rows(2).node(2, 0).noBuffer().ints(0, Integer.MIN_VALUE, 3).bytes(1, 2, 3),
                "field 't': offset 1 is -2147483648: expected 0 to 3");
        fails(
                LARGE,
                b -> b.rows(1).node(1, 0).noBuffer().longs(Long.MIN_VALUE, 0).bytes(1, 2, 3),
                "field 't': offset 0 is -9223372036854775808: expected 0 to 3");
    }

    @Test
    void offsetsAreNotPastTheData() {
        fails(
                TEXT,
                b -> b.rows(1).node(1, 0).noBuffer().ints(0, 4).bytes(1, 2, 3),
                "field 't': offset 1 is 4: expected 0 to 3");
        fails(
                LARGE,
                b -> b.rows(2).node(2, 0).noBuffer().longs(0, 1L << 32, 3).bytes(1, 2, 3),
                "field 't': offset 1 is 4294967296: expected 0 to 3");
    }

    @Test
    void offsetsOfNullSlotsAreCheckedToo() {
        fails(
                TEXT,
                b -> b.rows(1).node(1, 1).bytes(0).ints(0, 4).bytes(1, 2, 3),
                "field 't': offset 1 is 4: expected 0 to 3");
    }

    @Test
    void offsetsOfListsStayInTheirChild() {
        fails(
                LIST,
                b -> b.rows(1).node(1, 0).noBuffer().ints(0, 3).node(2, 0).noBuffer().ints(1, 2),
                "field 'l': offset 1 is 3: expected 0 to 2");
    }

    @Test
    void offsetsOfLargeListsStayInTheirChild() {
        fails(
                LARGE_LISTS,
                b ->
                        b.rows(1)
                                .node(1, 0)
                                .noBuffer()
                                .longs(0, 1L << 32)
                                .node(1, 0)
                                .noBuffer()
                                .ints(1),
                "field 'l': offset 1 is 4294967296: expected 0 to 1");
        fails(
                LARGE_LISTS,
                b -> b.rows(1).node(1, 0).noBuffer().longs(1, 0).node(1, 0).noBuffer().ints(1),
                "field 'l': offset 1 is 0: expected 1 to 1");
    }

    @Test
    void childOfAFixedSizeListHasTheElementsOfEveryList() {
        fails(
                PAIRS,
                b -> b.rows(2).node(2, 1).bytes(1).node(3, 0).noBuffer().ints(1, 2, 3),
                "field 'p.i': 3 values, but its parent needs 4");
        fails(
                Schema.of(Field.nullable("p", new ArrowType.FixedSizeList(Integer.MAX_VALUE), INT)),
                b -> b.rows(4).node(4, 0).noBuffer().node(1, 0).noBuffer().ints(1),
                "field 'p.i': 1 values, but its parent needs 8589934588");
    }
}
