/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.RowDataSerializer;
import org.apache.flink.types.variant.BinaryVariant;
import org.apache.flink.types.variant.Variant;
import org.apache.flink.types.variant.VariantBuilder;

import io.github.flinkarrow.connector.types.IncompatibleTypeException;
import io.github.flinkarrow.connector.types.Types;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Columns of {@code arrow.parquet.variant} that are declared VARIANT. */
class VariantTest {

    private static final ArrowType BINARY = new ArrowType.Binary();
    private static final String NO_KEYS = "010000";

    private static Field variant(Field... children) {
        KeyValueMetadata metadata =
                KeyValueMetadata.of(Map.of(Field.EXTENSION_NAME, "arrow.parquet.variant"));
        return new Field("v", true, new ArrowType.Struct(), null, List.of(children), metadata);
    }

    private static Field variantOf(ArrowType bytes) {
        return variant(Field.notNull("metadata", bytes), Field.notNull("value", bytes));
    }

    private static Object stored(Variant variant) {
        BinaryVariant binary = (BinaryVariant) variant;
        return List.of(ByteBuffer.wrap(binary.getMetadata()), ByteBuffer.wrap(binary.getValue()));
    }

    private static Object stored(String metadata, String value) {
        HexFormat hex = HexFormat.of();
        return List.of(
                ByteBuffer.wrap(hex.parseHex(metadata)), ByteBuffer.wrap(hex.parseHex(value)));
    }

    /** A variant of every type that Flink has. */
    private static Variant everything() {
        VariantBuilder of = Variant.newBuilder();
        VariantBuilder.VariantArrayBuilder all = of.array();
        for (Variant value :
                List.of(
                        of.ofNull(),
                        of.of(true),
                        of.of(false),
                        of.of((byte) -1),
                        of.of((short) 300),
                        of.of(70_000),
                        of.of(Long.MIN_VALUE),
                        of.of(1.5),
                        of.of(-0.5f),
                        of.of(new BigDecimal("-1.25")),
                        of.of(new BigDecimal("123456789012.5")),
                        of.of(new BigDecimal("12345678901234567890123456789012345678")),
                        of.of(LocalDate.of(1969, 12, 31)),
                        of.of(LocalDateTime.of(2024, 2, 29, 1, 2, 3)),
                        of.of(Instant.EPOCH),
                        of.of(new byte[] {1, 2}),
                        of.of("short"),
                        of.of("long".repeat(40)))) {
            all.add(value);
        }
        return of.object()
                .add("all", all.build())
                .add("inner", of.object().add("all", of.array().build()).build())
                .build();
    }

    static Stream<Field> storages() {
        return Stream.of(
                variantOf(BINARY),
                variantOf(new ArrowType.LargeBinary()),
                variantOf(new ArrowType.BinaryView()),
                variant(Field.notNull("value", BINARY), Field.notNull("metadata", BINARY)),
                variant(
                        Types.runsField("metadata", Field.notNull("values", BINARY)),
                        Field.nullable("value", BINARY)));
    }

    @ParameterizedTest
    @MethodSource("storages")
    void valuesAreThoseOfTheirBytes(Field field) throws Exception {
        Variant number = Variant.newBuilder().of(42);
        Object[] rows = {stored(everything()), null, stored(number)};
        if (field.children().get(0).name().equals("value")) {
            for (int i = 0; i < rows.length; i += 2) {
                List<?> parts = (List<?>) rows[i];
                rows[i] = List.of(parts.get(1), parts.get(0));
            }
        }

        List<Object> found = Values.read(field, "VARIANT", rows);

        assertThat(found).containsExactly(everything(), null, number);
        assertThat(((Variant) found.get(0)).toJson()).isEqualTo(everything().toJson());
    }

    @Test
    void variantsAreReadInsideOfOtherValues() throws Exception {
        Field variant = variantOf(BINARY);
        Field list = Field.nullable("l", new ArrowType.List(), variant);
        Field struct = Field.nullable("s", new ArrowType.Struct(), variant);
        Variant value = everything();

        assertThat(
                        Values.read(
                                list,
                                "ARRAY<VARIANT>",
                                Arrays.asList(stored(value), null),
                                List.of()))
                .containsExactly(Arrays.asList(value, null), List.of());
        assertThat(Values.read(struct, "ROW<v VARIANT>", List.of(stored(value))))
                .containsExactly(List.of(value));
        assertThat(Values.read(variant, "ROW<`value` BYTES>", stored(NO_KEYS, "00")))
                .containsExactly(List.of(ByteBuffer.wrap(new byte[1])));
    }

    @Test
    void rowsOfVariantsAreCopiedByFlink() throws Exception {
        Field field = variantOf(BINARY);
        RowReader reader = RowReader.create(Schema.of(field), Types.row("v VARIANT"), "test.arrow");
        RowBatch batch =
                reader.bind(
                        Values.project(
                                Values.batch(field, stored(everything())), reader.projection()));

        RowData copy =
                new RowDataSerializer(Types.row("v VARIANT")).toBinaryRow(batch.row(0)).copy();

        assertThat(copy.getVariant(0)).isEqualTo(everything());
    }

    @Test
    void whatIsNotStoredAsAVariantCannotBeDeclaredOne() {
        Field metadata = Field.notNull("metadata", BINARY);
        Field value = Field.notNull("value", BINARY);

        assertThatThrownBy(
                        () ->
                                declared(
                                        variant(
                                                metadata,
                                                value,
                                                Field.nullable("typed_value", Types.INT32))))
                .hasMessageContaining("column 'v': a shredded variant")
                .hasMessageContaining("is not supported");
        assertThatThrownBy(() -> declared(variant(metadata)))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageContaining("'v.value': does not exist");
        assertThatThrownBy(() -> declared(variant(metadata, Field.notNull("value", Types.INT32))))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageContaining("'v.value': Arrow type Int32 cannot be read as");
        assertThatThrownBy(
                        () ->
                                declared(
                                        Field.nullable(
                                                "v", new ArrowType.Struct(), metadata, value)))
                .isInstanceOf(IncompatibleTypeException.class)
                .hasMessageContaining("Arrow type Struct cannot be read as VARIANT");
    }

    private static RowReader declared(Field field) throws Exception {
        return RowReader.create(Schema.of(field), Types.row("v VARIANT"), "test.arrow");
    }

    @ParameterizedTest
    @CsvSource({
        "'', 00, 'metadata at byte 0: 1 bytes are needed of 0'",
        "020000, 00, 'metadata at byte 0: version 2 instead of 1'",
        "010100, 00, 'metadata at byte 0: 4 bytes are needed of 3'",
        "0102000200, 00, 'metadata at byte 4: an offset below the one before'",
        "01010003, 00, 'metadata at byte 4: 3 bytes are needed of 4'",
        "c1ffffffff00, 00, 'metadata at byte 0: 17179869189 bytes'",
        "010000, '', 'value at byte 0: 1 bytes are needed of 0'",
        "010000, 0c, 'value at byte 0: 2 bytes are needed of 1'",
        "010000, 44, 'value at byte 0: the primitive type 17, which Flink does not have'",
        "010000, fc, 'value at byte 0: the primitive type 63'",
        "010000, 20ff00000000, 'value at byte 0: a decimal of more than 9 digits'",
        "010000, 2000ffffff7f, 'value at byte 0: a decimal of more than 9 digits'",
        "010000, 40ffffffff, 'value at byte 0: 4294967300 bytes are needed'",
        "010000, 0961, 'value at byte 0: 3 bytes are needed of 2'",
        "010000, 03010005, 'value at byte 0: 9 bytes are needed of 4'",
        "010000, 0301000100, ''",
        "010000, 03010100, 'value at byte 5: 1 bytes are needed of 4'",
        "010000, 030200000100, 'value at byte 5: a value inside of another one'",
        "010000, 030100000c00, 'value that does not end where its parent does'",
        "010000, 020100000100, 'value at byte 2: a key beyond the 0 of the metadata'",
        "010000, 13ffffffff, 'value at byte 0: 4294967301 bytes'"
    })
    void bytesThatFlinkCannotReadAreAnError(String metadata, String value, String reason)
            throws Exception {
        if (reason.isEmpty()) {
            Values.read(variantOf(BINARY), "VARIANT", stored(metadata, value));
            return;
        }
        assertThatThrownBy(
                        () ->
                                Values.read(
                                        variantOf(BINARY),
                                        "VARIANT",
                                        stored(NO_KEYS, "00"),
                                        stored(metadata, value)))
                .isInstanceOf(InvalidValueException.class)
                .hasMessageStartingWith("test.arrow: column 'v': the value (a variant whose ")
                .hasMessageContaining(reason)
                .hasMessageEndingWith(") in row 1 of its batch does not fit VARIANT");
    }

    /** Arrays of two elements that are one and the same would double with each level. */
    @Test
    void valuesThatShareTheirBytesAreAnError() {
        StringBuilder value = new StringBuilder();
        int levels = 40;
        for (int i = 0; i < levels; i++) {
            int size = 6 * (levels - 1 - i) + 1;
            value.append("0702%s0000%s".formatted("0000", littleEndian(size)));
        }
        value.append("00");

        assertThatThrownBy(
                        () ->
                                Values.read(
                                        variantOf(BINARY),
                                        "VARIANT",
                                        stored(NO_KEYS, value.toString())))
                .isInstanceOf(InvalidValueException.class);
    }

    private static String littleEndian(int value) {
        return "%02x%02x".formatted(value & 0xFF, value >>> 8);
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 501, 100_000})
    void nestingIsBounded(int levels) throws Exception {
        int width = 3;
        byte[] bytes = new byte[levels * 8 + 1];
        for (int i = 0; i < levels; i++) {
            int position = i * 8;
            bytes[position] = (byte) (3 | (width - 1) << 2);
            bytes[position + 1] = 1;
            int size = bytes.length - position - 8;
            for (int j = 0; j < width; j++) {
                bytes[position + 5 + j] = (byte) (size >>> (8 * j));
            }
        }
        Object stored = stored(NO_KEYS, HexFormat.of().formatHex(bytes));

        if (levels <= 500) {
            Variant variant = (Variant) Values.read(variantOf(BINARY), "VARIANT", stored).get(0);
            assertThat(variant.toJson())
                    .isEqualTo("[".repeat(levels) + "null" + "]".repeat(levels));
        } else {
            assertThatThrownBy(() -> Values.read(variantOf(BINARY), "VARIANT", stored))
                    .hasMessageContaining("more than 500 levels of nesting");
        }
    }

    @Test
    void whatIsReadCanBeWalkedWhateverTheBytes() throws Exception {
        BinaryVariant whole = (BinaryVariant) everything();
        long seed = 20240229;
        Random random = new Random(seed);
        int read = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] metadata = whole.getMetadata().clone();
            byte[] value = whole.getValue().clone();
            for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
                byte[] target = random.nextInt(4) == 0 ? metadata : value;
                target[random.nextInt(target.length)] = (byte) random.nextInt(256);
            }
            if (VariantBytes.fault(metadata, value) == null) {
                read++;
                String where = "seed " + seed + ", mutant " + i;
                assertThat(new BinaryVariant(value, metadata).toJson()).as(where).isNotNull();
            }
        }
        assertThat(read).isBetween(1_000, 19_000);
    }

    @Test
    void whatIsBelowANullMayBeAnything() throws Exception {
        Field parent = Field.nullable("s", new ArrowType.Struct(), variantOf(BINARY));

        assertThat(Values.read(parent, "ROW<v VARIANT>", (Object) null))
                .containsExactly((Object) null);
    }
}
