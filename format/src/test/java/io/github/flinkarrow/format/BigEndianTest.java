/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.UnionMode;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Bodies whose numbers are big-endian, in every layout: the bytes are spelt out. */
class BigEndianTest {

    private static final Field SHORT = Field.nullable("s", new ArrowType.Int(16, true));

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void numbersOfFixedWidth() throws IOException {
        assertThat(values(new ArrowType.Int(8, true), "01 ff")).containsExactly(1L, -1L);
        assertThat(values(new ArrowType.Int(16, true), "0102 ffff")).containsExactly(258L, -1L);
        assertThat(values(new ArrowType.Int(32, false), "00000102 ffffffff"))
                .containsExactly(258L, 0xFFFFFFFFL);
        assertThat(values(new ArrowType.Int(64, true), "0000000000000102 ffffffffffffffff"))
                .containsExactly(258L, -1L);
        assertThat(values(floats(FloatingPointPrecision.HALF), "3c00 c000"))
                .containsExactly(1f, -2f);
        assertThat(values(floats(FloatingPointPrecision.SINGLE), "3f800000 c0000000"))
                .containsExactly(1f, -2f);
        assertThat(
                        values(
                                floats(FloatingPointPrecision.DOUBLE),
                                "3ff0000000000000 c000000000000000"))
                .containsExactly(1.0, -2.0);
        assertThat(values(new ArrowType.FixedSizeBinary(3), "010203 040506"))
                .containsExactly("010203", "040506");
    }

    private static ArrowType floats(FloatingPointPrecision precision) {
        return new ArrowType.FloatingPoint(precision);
    }

    @Test
    void decimalsOfEveryWidth() throws IOException {
        for (int width = 32; width <= 256; width *= 2) {
            byte[] bytes = new byte[width / 8];
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = (byte) (i + 1);
            }
            String negative = "f".repeat(width / 4 - 1) + "e";

            assertThat(
                            values(
                                    new ArrowType.Decimal(9, 2, width),
                                    PlainValues.hex(bytes) + negative))
                    .containsExactly(
                            new BigDecimal(new BigInteger(bytes), 2), new BigDecimal("-0.02"));
        }
    }

    @Test
    void intervals() throws IOException {
        assertThat(values(new ArrowType.Interval(IntervalUnit.YEAR_MONTH), "00000102 fffffffe"))
                .containsExactly(258L, -2L);
        assertThat(
                        values(
                                new ArrowType.Interval(IntervalUnit.DAY_TIME),
                                "00000102 fffffffe 00000003 00000004"))
                .containsExactly(List.of(258L, -2L), List.of(3L, 4L));
        assertThat(
                        values(
                                new ArrowType.Interval(IntervalUnit.MONTH_DAY_NANO),
                                "00000102 fffffffe 0000000000000103"
                                        + "00000001 00000002 fffffffffffffffd"))
                .containsExactly(List.of(258L, -2L, 259L), List.of(1L, 2L, -3L));
    }

    private List<Object> values(ArrowType type, String hex) throws IOException {
        Schema schema = Schema.of(Field.nullable("f", type));
        return read(schema, b -> b.rows(2).node(2, 0).noBuffer().hex(hex));
    }

    @Test
    void validityAndBitsHaveNoByteOrder() throws IOException {
        Schema schema = Schema.of(Field.nullable("b", new ArrowType.Bool()));
        List<Object> found = read(schema, b -> b.rows(9).node(9, 7).hex("0101").hex("0001"));
        assertThat(found).hasSize(9).startsWith(false, null).endsWith(null, true);
    }

    @Test
    void offsetsOfTextAndBytes() throws IOException {
        assertThat(
                        read(
                                Schema.of(Field.nullable("t", new ArrowType.Utf8())),
                                b ->
                                        b.rows(2)
                                                .node(2, 0)
                                                .noBuffer()
                                                .hex("00000000 00000001 00000003")
                                                .hex("616263")))
                .containsExactly("a", "bc");
        assertThat(
                        read(
                                Schema.of(Field.nullable("t", new ArrowType.LargeBinary())),
                                b ->
                                        b.rows(1)
                                                .node(1, 0)
                                                .noBuffer()
                                                .hex("0000000000000001 0000000000000003")
                                                .hex("616263")))
                .containsExactly("6263");
    }

    @Test
    void bytesAndPrefixesOfViewsHaveNoByteOrder() throws IOException {
        assertThat(
                        read(
                                Schema.of(Field.nullable("v", new ArrowType.Utf8View())),
                                b ->
                                        b.rows(4)
                                                .node(4, 1)
                                                .hex("07")
                                                .hex(
                                                        "00000005 6162636465 00000000000000"
                                                                + "0000000c 6162636465666768696a6b6c"
                                                                + "0000000d 62636465 00000000 00000001"
                                                                + "ffffffff ffffffff ffffffff ffffffff")
                                                .variadic(1)
                                                .hex("6162636465666768696a6b6c6d6e")))
                .containsExactly("abcde", "abcdefghijkl", "bcdefghijklmn", null);
    }

    @Test
    void lists() throws IOException {
        Consumer<Batch> elements = b -> b.node(3, 0).noBuffer().hex("0001 0002 0003");
        assertThat(
                        read(
                                Schema.of(Field.nullable("l", new ArrowType.List(), SHORT)),
                                b ->
                                        elements.accept(
                                                b.rows(1)
                                                        .node(1, 0)
                                                        .noBuffer()
                                                        .hex("00000001 00000003"))))
                .containsExactly(List.of(2L, 3L));
        assertThat(
                        read(
                                Schema.of(Field.nullable("l", new ArrowType.LargeList(), SHORT)),
                                b ->
                                        elements.accept(
                                                b.rows(1)
                                                        .node(1, 0)
                                                        .noBuffer()
                                                        .hex("0000000000000001 0000000000000003"))))
                .containsExactly(List.of(2L, 3L));
        assertThat(
                        read(
                                Schema.of(
                                        Field.nullable("l", new ArrowType.FixedSizeList(3), SHORT)),
                                b -> elements.accept(b.rows(1).node(1, 0).noBuffer())))
                .containsExactly(List.of(1L, 2L, 3L));
        assertThat(
                        read(
                                Schema.of(Field.nullable("l", new ArrowType.ListView(), SHORT)),
                                b ->
                                        elements.accept(
                                                b.rows(2)
                                                        .node(2, 0)
                                                        .noBuffer()
                                                        .hex("00000002 00000000")
                                                        .hex("00000001 00000002"))))
                .containsExactly(List.of(3L), List.of(1L, 2L));
        assertThat(
                        read(
                                Schema.of(
                                        Field.nullable("l", new ArrowType.LargeListView(), SHORT)),
                                b ->
                                        elements.accept(
                                                b.rows(1)
                                                        .node(1, 0)
                                                        .noBuffer()
                                                        .hex("0000000000000001")
                                                        .hex("0000000000000002"))))
                .containsExactly(List.of(2L, 3L));
    }

    @Test
    void typeIdsAndOffsetsOfUnions() throws IOException {
        Schema dense =
                Schema.of(
                        Field.nullable(
                                "u", new ArrowType.Union(UnionMode.DENSE, List.of(5)), SHORT));
        assertThat(
                        read(
                                dense,
                                b ->
                                        b.rows(2)
                                                .node(2, 0)
                                                .hex("0505")
                                                .hex("00000000 00000001")
                                                .node(2, 0)
                                                .noBuffer()
                                                .hex("0102 0103")))
                .containsExactly(List.of(0L, 258L), List.of(0L, 259L));
        Schema sparse =
                Schema.of(
                        Field.nullable(
                                "u", new ArrowType.Union(UnionMode.SPARSE, List.of(5)), SHORT));
        assertThat(
                        read(
                                sparse,
                                b ->
                                        b.rows(1)
                                                .node(1, 0)
                                                .hex("05")
                                                .node(1, 0)
                                                .noBuffer()
                                                .hex("0102")))
                .containsExactly(List.of(0L, 258L));
    }

    @Test
    void runEndsOfEveryWidth() throws IOException {
        for (int width = 16; width <= 64; width *= 2) {
            Field ends = Field.notNull("ends", new ArrowType.Int(width, true));
            String zeros = "0".repeat(width / 4 - 1);
            assertThat(
                            read(
                                    Schema.of(
                                            Field.nullable(
                                                    "r",
                                                    new ArrowType.RunEndEncoded(),
                                                    ends,
                                                    SHORT)),
                                    b ->
                                            b.rows(3)
                                                    .node(3, 0)
                                                    .node(2, 0)
                                                    .noBuffer()
                                                    .hex(zeros + "1" + zeros + "3")
                                                    .node(2, 0)
                                                    .noBuffer()
                                                    .hex("0102 0103")))
                    .containsExactly(258L, 259L, 259L);
        }
    }

    @Test
    void indicesAndValuesOfDictionaries() throws IOException {
        Field encoded =
                new Field(
                        "d",
                        true,
                        new ArrowType.Int(32, true),
                        new DictionaryEncoding(7, new ArrowType.Int(16, false), false),
                        List.of(),
                        KeyValueMetadata.EMPTY);
        HandMadeFile made = HandMadeFile.bigEndian(Schema.of(encoded));
        made.dictionary(7, false, b -> b.rows(2).node(2, 0).noBuffer().hex("00000102 00000103"));
        made.batch(b -> b.rows(3).node(3, 0).noBuffer().hex("0001 0000 0001"));

        assertThat(read(made)).containsExactly(259L, 258L, 259L);
    }

    @Test
    void buffersThatOverlapAreSwappedOnce() throws IOException {
        Schema schema = Schema.of(SHORT, SHORT);
        HandMadeFile made = HandMadeFile.bigEndian(schema);
        made.batch(
                b ->
                        b.rows(2)
                                .node(2, 0)
                                .noBuffer()
                                .hex("0102 0103")
                                .node(2, 0)
                                .noBuffer()
                                .buffer(0, 4));

        try (IpcStreamReader reader =
                        IpcStreamReader.open(RecordingInput.of("s", made.stream()), options);
                RecordBatch batch = reader.next()) {
            assertThat(PlainValues.of(batch))
                    .isEqualTo(List.of(List.of(258L, 259L), List.of(258L, 259L)));
        }
    }

    @Test
    void lengthsOfCompressedBuffersAreLittleEndianAllTheSame() throws IOException {
        assertThat(
                        read(
                                Schema.of(SHORT),
                                b ->
                                        b.compression(BodyCompression.ZSTD)
                                                .rows(2)
                                                .node(2, 0)
                                                .noBuffer()
                                                .hex("ffffffffffffffff 0102 0103")))
                .containsExactly(258L, 259L);
    }

    @Test
    void copiesAreLimitedToo() {
        HandMadeFile made = HandMadeFile.bigEndian(Schema.of(SHORT));
        made.batch(b -> b.rows(4).node(4, 0).noBuffer().hex("0102 0103 0104 0105"));

        assertThatThrownBy(
                        () ->
                                IpcStreamReader.open(
                                                RecordingInput.mapped("s", made.stream()),
                                                options.withMaxBatchBytes(7))
                                        .next())
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageContaining("more than the limit of 7 (limit.batch-bytes)");
    }

    private List<Object> read(Schema schema, Consumer<Batch> parts) throws IOException {
        return read(HandMadeFile.bigEndian(schema).batch(parts));
    }

    /** The first column of the first batch, which is the same where the bytes are mapped. */
    private List<Object> read(HandMadeFile made) throws IOException {
        List<Object> buffered = read(RecordingInput.of("s", made.stream()));
        assertThat(read(RecordingInput.mapped("s", made.stream()))).isEqualTo(buffered);
        return buffered;
    }

    private List<Object> read(SeekableInput input) throws IOException {
        try (IpcStreamReader reader = IpcStreamReader.open(input, options);
                RecordBatch batch = reader.next()) {
            return PlainValues.of(batch.column(0));
        }
    }
}
