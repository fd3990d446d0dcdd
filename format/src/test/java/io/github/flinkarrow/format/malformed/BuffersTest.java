/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Buffers lie inside of the body, are aligned, and hold what their values take. */
class BuffersTest extends MalformedInput {

    private static final Schema LIST =
            Schema.of(Field.nullable("l", new ArrowType.List(), Field.nullable("e", INT32)));

    @Test
    void offsetsMayStartBehindZeroAndBuffersMayOverlapOrBeLonger() throws IOException {
        assertThat(read(TEXT, b -> b.rows(1).node(1, 0).noBuffer().ints(1, 3, 9).bytes(97, 98, 99)))
                .containsExactly("bc");
        assertThat(read(TEXT, b -> b.rows(1).node(1, 0).buffer(0, 8).ints(0, 4).buffer(0, 4)))
                .containsExactly("\0\0\0\0");
    }

    @Test
    void batchOfNoRowsNeedsNoBuffers() throws IOException {
        assertThat(read(TEXT, b -> b.rows(0).node(0, 0).buffer(-1, 0).buffer(3, 0).buffer(9, 0)))
                .isEmpty();
        assertThat(
                        read(
                                LIST,
                                b ->
                                        b.node(0, 0)
                                                .noBuffer()
                                                .noBuffer()
                                                .node(0, 0)
                                                .noBuffer()
                                                .noBuffer()))
                .isEmpty();
        Schema views = Schema.of(Field.nullable("v", new ArrowType.Utf8View()));
        assertThat(read(views, b -> b.node(0, 0).noBuffer().noBuffer().variadic(0))).isEmpty();
        Schema pairs =
                Schema.of(
                        Field.nullable(
                                "p", new ArrowType.FixedSizeList(2), Field.nullable("e", INT32)));
        assertThat(read(pairs, b -> b.node(0, 0).noBuffer().node(0, 0).noBuffer().noBuffer()))
                .isEmpty();
    }

    @Test
    void bufferDoesNotEndBehindTheBody() {
        fails(
                INTS,
                b -> b.rows(2).node(2, 0).noBuffer().buffer(0, 8),
                "field 'i': values buffer of 8 bytes at 0 lies outside the body of 0 bytes");
        fails(
                INTS,
                b -> b.rows(1).node(1, 1).bytes(1).buffer(Long.MAX_VALUE - 7, 8),
                "lies outside the body of 8 bytes");
    }

    @Test
    void bufferDoesNotStartBeforeTheBody() {
        fails(
                INTS,
                b -> b.rows(1).node(1, 1).bytes(1).buffer(-8, 8),
                "field 'i': values buffer of 8 bytes at -8 lies outside the body of 8 bytes");
    }

    @Test
    void lengthOfABufferIsNotNegative() {
        fails(
                INTS,
                b -> b.rows(1).node(1, 1).bytes(1).buffer(0, -8),
                "field 'i': values buffer of -8 bytes at 0 lies outside the body of 8 bytes");
    }

    @Test
    void buffersAreAligned() {
        fails(
                INTS,
                b -> b.rows(1).node(1, 0).longs(1, 2).buffer(4, 4),
                "field 'i': values buffer at 4 is not aligned to 8 bytes");
    }

    @Test
    void valuesBufferHasEveryValue() {
        fails(
                INTS,
                b -> b.rows(9).node(9, 0).noBuffer().ints(1, 2, 3, 4, 5, 6, 7, 8),
                "field 'i': values buffer needs 36 bytes but has 32");
    }

    @Test
    void validityBufferHasABitForEveryValueWhereThereAreNulls() {
        fails(
                INTS,
                b -> b.rows(9).node(9, 1).bytes(1).ints(1, 2, 3, 4, 5, 6, 7, 8, 9),
                "field 'i': validity buffer needs 2 bytes but has 1");
        fails(
                INTS,
                b -> b.rows(1).node(1, 1).noBuffer().ints(1),
                "field 'i': validity buffer needs 1 bytes but has 0");
    }

    @Test
    void offsetsBufferHasOneMoreThanThereAreValues() {
        fails(
                TEXT,
                b -> b.rows(2).node(2, 0).noBuffer().ints(0, 0).noBuffer(),
                "field 't': offsets buffer needs 12 bytes but has 8");
    }

    @Test
    void valuesAreAsWideAsTheirType() {
        Map<ArrowType, Integer> widths =
                Map.of(
                        new ArrowType.FloatingPoint(FloatingPointPrecision.HALF), 2,
                        new ArrowType.Decimal(9, 0, 32), 4,
                        new ArrowType.Decimal(9, 0, 64), 8,
                        new ArrowType.Decimal(9, 0, 256), 32,
                        new ArrowType.Interval(IntervalUnit.YEAR_MONTH), 4,
                        new ArrowType.Interval(IntervalUnit.DAY_TIME), 8,
                        new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO), 16,
                        new ArrowType.FixedSizeBinary(Integer.MAX_VALUE), Integer.MAX_VALUE);
        widths.forEach(
                (type, width) ->
                        fails(
                                Schema.of(Field.nullable("f", type)),
                                b -> b.rows(3).node(3, 0).noBuffer().bytes(1, 2, 3, 4, 5),
                                "field 'f': values buffer needs "
                                        + 3L * width
                                        + " bytes but has 5"));
    }

    @Test
    void lengthTimesWidthIsExact() {
        int most = Integer.MAX_VALUE;
        fails(
                Schema.of(Field.nullable("f", new ArrowType.FixedSizeBinary(most))),
                b -> b.rows(most).node(most, 0).noBuffer().bytes(1),
                "field 'f': values buffer needs 4611686014132420609 bytes but has 1");
        fails(
                Schema.of(
                        Field.nullable(
                                "l",
                                new ArrowType.FixedSizeList(most),
                                Field.nullable("e", INT32))),
                b -> b.rows(most).node(most, 0).noBuffer().node(1, 0).noBuffer().ints(1),
                "field 'l.e': 1 values, but its parent needs 4611686014132420609");
    }
}
