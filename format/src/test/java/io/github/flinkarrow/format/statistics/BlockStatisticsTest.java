/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.ConcatenationOptions;
import io.github.flinkarrow.format.IpcConcatenation;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.WriteOptions;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** What a footer says of the values of record batches. */
class BlockStatisticsTest {

    private static final ArrowType UTF8 = new ArrowType.Utf8();
    private static final ArrowType INT32 = new ArrowType.Int(32, true);
    private static final ArrowType FLOAT64 =
            new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE);

    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);
    private final WriteOptions writing =
            WriteOptions.DEFAULT.withAllocator(allocator).withStatistics(true);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void everyValueOfEveryTypeLiesBetweenItsBounds(long seed) throws IOException {
        Schema schema = RandomColumns.everyType();
        RandomColumns random = new RandomColumns(seed, seed == 4 ? 1 : 0.3 * (seed - 1));
        List<List<List<Object>>> batches = new ArrayList<>();
        for (int rows : new int[] {100, 0, 1, 7, 8, 9}) {
            batches.add(random.columns(schema, rows));
        }

        BlockStatistics statistics = statistics(write(schema, batches));

        assertThat(statistics.blockCount()).isEqualTo(batches.size());
        int ordered = 0;
        for (int block = 0; block < batches.size(); block++) {
            List<List<Object>> columns = batches.get(block);
            assertThat(statistics.rowCount(block)).isEqualTo(columns.get(0).size());
            for (int i = 0; i < columns.size(); i++) {
                Field field = schema.fields().get(i);
                Optional<ColumnStatistics> column = statistics.column(block, i);
                assertThat(column.isPresent())
                        .as("%s", field)
                        .isEqualTo(ValueKind.of(field) != null);
                if (column.isPresent()) {
                    check(field, columns.get(i), column.get());
                    ordered++;
                }
            }
        }
        assertThat(ordered).isGreaterThan(batches.size() * 30);
    }

    @Test
    void whereTheMemoryIsMakesNoDifference() {
        Schema schema = RandomColumns.everyType();
        List<List<Object>> columns = new RandomColumns(23, 0).columns(schema, 200);
        BufferAllocator heap = BufferAllocator.create("heap", 0);
        List<String> encoded = new ArrayList<>();
        for (BufferAllocator memory : List.of(heap, allocator)) {
            StatisticsEncoder encoder = new StatisticsEncoder(schema);
            try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, memory)) {
                PlainAppender.append(builder, columns);
                encoder.add(builder.build(200));
            }
            encoded.add(encoder.encode(7));
        }
        heap.close();

        assertThat(encoded.get(0)).isEqualTo(encoded.get(1));
    }

    private static void check(Field field, List<Object> values, ColumnStatistics found) {
        long nulls = values.stream().filter(Objects::isNull).count();
        assertThat(found.nullCount()).as("nulls of %s", field).isEqualTo(nulls);
        List<Object> numbers =
                values.stream().filter(Objects::nonNull).filter(v -> !isNan(v)).toList();
        assertThat(found.hasNan()).isEqualTo(numbers.size() < values.size() - nulls);
        assertThat(found.range() == null).as("range of %s", field).isEqualTo(numbers.isEmpty());
        if (found.range() instanceof ValueRange.Longs range) {
            long[] longs = numbers.stream().mapToLong(BlockStatisticsTest::asLong).toArray();
            assertThat(range.min()).isEqualTo(Arrays.stream(longs).min().getAsLong());
            assertThat(range.max()).isEqualTo(Arrays.stream(longs).max().getAsLong());
        } else if (found.range() instanceof ValueRange.Doubles range) {
            assertThat(range.min())
                    .isEqualTo(numbers.stream().mapToDouble(v -> asDouble(v)).min().getAsDouble());
            assertThat(range.max())
                    .isEqualTo(numbers.stream().mapToDouble(v -> asDouble(v)).max().getAsDouble());
        } else if (found.range() instanceof ValueRange.Integers range) {
            List<BigInteger> integers = numbers.stream().map(v -> asInteger(v)).sorted().toList();
            assertThat(range.min()).isEqualTo(integers.get(0));
            assertThat(range.max()).isEqualTo(integers.get(integers.size() - 1));
        } else if (found.range() instanceof ValueRange.ByteStrings range) {
            List<byte[]> bytes =
                    numbers.stream()
                            .map(v -> asBytes(field, v))
                            .sorted(Arrays::compareUnsigned)
                            .toList();
            byte[] least = bytes.get(0);
            assertThat(range.min()).isEqualTo(Arrays.copyOf(least, Math.min(32, least.length)));
            byte[] most = bytes.get(bytes.size() - 1);
            if (most.length <= 32) {
                assertThat(range.max()).isEqualTo(most);
            } else if (range.hasMax()) {
                assertThat(Arrays.compareUnsigned(range.max(), most)).isPositive();
            }
        }
    }

    private static boolean isNan(Object value) {
        return value instanceof Number number && Double.isNaN(number.doubleValue());
    }

    private static long asLong(Object value) {
        return value instanceof Boolean b ? (b ? 1 : 0) : ((Number) value).longValue();
    }

    private static double asDouble(Object value) {
        double number = ((Number) value).doubleValue();
        return number == 0 ? 0 : number;
    }

    private static BigInteger asInteger(Object value) {
        return value instanceof BigDecimal decimal
                ? decimal.unscaledValue()
                : new BigInteger(value.toString());
    }

    private static byte[] asBytes(Field field, Object value) {
        boolean text =
                field.type() instanceof ArrowType.Utf8
                        || field.type() instanceof ArrowType.LargeUtf8
                        || field.type() instanceof ArrowType.Utf8View;
        return text
                ? ((String) value).getBytes(StandardCharsets.UTF_8)
                : PlainValues.bytes((String) value);
    }

    @Test
    void whatIsNotANumberHasNoPartInTheRange() throws IOException {
        BlockStatistics statistics =
                of(
                        FLOAT64,
                        Arrays.asList(Double.NaN, 2.0, null, 1.0, Double.NaN),
                        Arrays.asList(Double.NaN, null),
                        List.of(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY));

        assertThat(statistics.column(0, 0))
                .contains(new ColumnStatistics(1, true, new ValueRange.Doubles(1, 2)));
        assertThat(statistics.column(1, 0)).contains(new ColumnStatistics(1, true, null));
        assertThat(statistics.column(2, 0))
                .contains(
                        new ColumnStatistics(
                                0,
                                false,
                                new ValueRange.Doubles(
                                        Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY)));
    }

    @Test
    void aBoundOfZeroHoldsTheOtherZero() throws IOException {
        BlockStatistics statistics =
                of(FLOAT64, List.of(0.0, 1.0), List.of(-0.0, -1.0), List.of(0.0), List.of(-0.0));

        assertThat(statistics.column(0, 0).get().range())
                .isEqualTo(new ValueRange.Doubles(-0.0, 1.0));
        assertThat(statistics.column(1, 0).get().range())
                .isEqualTo(new ValueRange.Doubles(-1.0, 0.0));
        for (int block = 2; block < 4; block++) {
            assertThat(statistics.column(block, 0).get().range())
                    .isEqualTo(new ValueRange.Doubles(-0.0, 0.0));
        }
    }

    @Test
    void longTextIsCutToBoundsThatStillHoldIt() throws IOException {
        String start = "x".repeat(31);
        BlockStatistics statistics = of(UTF8, List.of(start + "yz", start + "y"));

        ValueRange.ByteStrings range = bytes(statistics.column(0, 0));
        assertThat(new String(range.min(), StandardCharsets.UTF_8)).isEqualTo(start + "y");
        assertThat(new String(range.max(), StandardCharsets.UTF_8)).isEqualTo(start + "z");
    }

    @Test
    void bytesWithNothingBehindThemHaveNoUpperBound() throws IOException {
        BlockStatistics statistics =
                of(
                        new ArrowType.Binary(),
                        List.of("ff".repeat(33)),
                        List.of("00" + "ff".repeat(32)),
                        List.of("ff".repeat(32)));

        assertThat(bytes(statistics.column(0, 0)).hasMax()).isFalse();
        assertThat(bytes(statistics.column(0, 0)).max()).isNull();
        assertThat(bytes(statistics.column(1, 0)).max()).isEqualTo(new byte[] {1});
        assertThat(bytes(statistics.column(2, 0)).max()).hasSize(32).containsOnly(0xFF);
    }

    @Test
    void bytesAreComparedUnsignedAndShorterOnesComeFirst() throws IOException {
        BlockStatistics statistics =
                of(new ArrowType.Binary(), List.of("7f", "80"), List.of("6100", "61", "610000"));

        assertThat(bytes(statistics.column(0, 0)))
                .isEqualTo(new ValueRange.ByteStrings(new byte[] {0x7F}, new byte[] {-128}));
        assertThat(bytes(statistics.column(1, 0)))
                .isEqualTo(new ValueRange.ByteStrings(new byte[] {0x61}, new byte[] {0x61, 0, 0}));
    }

    private static ValueRange.ByteStrings bytes(Optional<ColumnStatistics> column) {
        return (ValueRange.ByteStrings) column.get().range();
    }

    @Test
    void ofADictionaryOnlyTheValuesCountThatAreThere() throws IOException {
        Field field =
                new Field(
                        "t",
                        true,
                        UTF8,
                        new DictionaryEncoding(1, INT32_TYPE, false),
                        List.of(),
                        KeyValueMetadata.EMPTY);
        BlockStatistics statistics =
                statistics(
                        write(
                                Schema.of(field),
                                List.of(
                                        List.of(Arrays.asList("b", "d", null)),
                                        List.of(List.of("d", "c")),
                                        List.of(Arrays.asList((Object) null)))));

        assertThat(statistics.column(0, 0).get().nullCount()).isEqualTo(1);
        assertThat(bytes(statistics.column(0, 0)).min()).containsExactly('b');
        assertThat(bytes(statistics.column(1, 0)).min()).containsExactly('c');
        assertThat(bytes(statistics.column(1, 0)).max()).containsExactly('d');
        assertThat(statistics.column(2, 0)).contains(new ColumnStatistics(1, false, null));
    }

    private static final ArrowType.Int INT32_TYPE = new ArrowType.Int(32, true);

    @Test
    void encodedBytesAreAsDescribed() throws IOException {
        Schema schema =
                Schema.of(
                        Field.nullable("n", INT32),
                        Field.nullable("l", new ArrowType.List(), Field.nullable("e", INT32)),
                        Field.nullable("t", UTF8));
        StatisticsEncoder encoder = new StatisticsEncoder(schema);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            PlainAppender.append(
                    builder,
                    List.of(
                            Arrays.asList(-1L, null, 200L),
                            Arrays.asList(null, null, null),
                            Arrays.asList(null, null, null)));
            encoder.add(builder.build(3));
        }
        encoder.add(2, null, 0);

        String expected =
                "01" // version
                        + "04030201" // checksum
                        + "02" // blocks
                        + "0302" // rows of each
                        + ("00" + "016e" + "01" + "06") // column 0, 'n', longs, bytes of entries
                        + ("03" + "01" + "01" + "c901") // a range, 1 null, -1, 201 more
                        + "00" // not known
                        + ("02" + "0174" + "04" + "03") // column 2, 't', bytes, bytes of entries
                        + ("01" + "03") // no range, 3 nulls
                        + "00";
        assertThat(hex(encoder.encode(0x01020304))).isEqualTo(expected);
        KeyValueMetadata footer = footer(encoder.encode(0x01020304));
        BlockStatistics read = BlockStatistics.decode(footer, schema, 2, 0x01020304).get();
        assertThat(read.column(0, 0))
                .contains(new ColumnStatistics(1, false, new ValueRange.Longs(-1, 200)));
        assertThat(read.column(1, 0)).isEmpty();
        assertThat(read.column(0, 1)).isEmpty();
        assertThat(read.column(0, 2)).contains(new ColumnStatistics(3, false, null));
    }

    @Test
    void statisticsOfOtherBlocksColumnsOrVersionsAreNotUsed() throws IOException {
        Schema schema = Schema.of(Field.nullable("n", INT32));
        String text = encoded(schema, List.of(List.of(1L, 2L)));
        byte[] otherVersion = Base64.getDecoder().decode(text);
        otherVersion[0]++;

        assertThat(BlockStatistics.decode(footer(text), schema, 1, 7)).isPresent();
        assertThat(BlockStatistics.decode(footer(text), schema, 1, 8)).isEmpty();
        assertThat(BlockStatistics.decode(footer(text), schema, 2, 7)).isEmpty();
        assertThat(BlockStatistics.decode(KeyValueMetadata.EMPTY, schema, 1, 7)).isEmpty();
        assertThat(
                        BlockStatistics.decode(
                                footer(Base64.getEncoder().encodeToString(otherVersion)),
                                schema,
                                1,
                                7))
                .isEmpty();
        for (Field other : List.of(Field.nullable("m", INT32), Field.nullable("n", UTF8))) {
            assertThat(
                            BlockStatistics.decode(footer(text), Schema.of(other), 1, 7)
                                    .get()
                                    .column(0, 0))
                    .isEmpty();
        }
    }

    @Test
    void malformedStatisticsAreAsIfThereWereNone() throws IOException {
        long seed = 5;
        Random random = new Random(seed);
        Schema schema = RandomColumns.everyType();
        RandomColumns columns = new RandomColumns(seed, 0.2);
        StatisticsEncoder encoder = new StatisticsEncoder(schema);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            PlainAppender.append(builder, columns.columns(schema, 20));
            encoder.add(builder.build(20));
        }
        byte[] good = Base64.getDecoder().decode(encoder.encode(7));
        for (int length = 0; length < good.length; length++) {
            readAll(schema, Arrays.copyOf(good, length));
        }
        for (int i = 0; i < 5_000; i++) {
            byte[] bad = good.clone();
            for (int changes = random.nextInt(3); changes >= 0; changes--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt();
            }
            readAll(schema, bad);
        }
        assertThat(BlockStatistics.decode(footer("no base64!"), schema, 1, 7)).isEmpty();
        assertThat(BlockStatistics.decode(footer("A".repeat((16 << 20) + 4)), schema, 1, 7))
                .isEmpty();
    }

    @Test
    void moreRowsThanALongCountsAreMalformed() {
        Schema schema = Schema.of();
        StatisticsEncoder encoder = new StatisticsEncoder(schema);
        encoder.add(3, null, 0);
        encoder.add(Long.MAX_VALUE - 3, null, 0);

        assertThat(BlockStatistics.decode(footer(encoder.encode(7)), schema, 2, 7)).isPresent();
        encoder.add(1, null, 0);
        assertThat(BlockStatistics.decode(footer(encoder.encode(7)), schema, 3, 7)).isEmpty();
    }

    private static void readAll(Schema schema, byte[] bytes) {
        Optional<BlockStatistics> read =
                BlockStatistics.decode(
                        footer(Base64.getEncoder().encodeToString(bytes)), schema, 1, 7);
        if (read.isPresent()) {
            for (int i = 0; i < schema.fields().size(); i++) {
                ColumnStatistics column = read.get().column(0, i).orElse(null);
                if (column != null) {
                    assertThat(column.nullCount()).isBetween(0L, read.get().rowCount(0));
                }
            }
        }
    }

    @Test
    void theLargestColumnsAreLeftOutWhereTheyTakeTooMuch() throws IOException {
        Schema schema =
                Schema.of(
                        Field.nullable("n", INT32),
                        Field.nullable("t", UTF8),
                        Field.nullable("m", INT32));
        StatisticsEncoder encoder = new StatisticsEncoder(schema, 1_000);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            PlainAppender.append(
                    builder, List.of(List.of(1L), List.of("a text of some length"), List.of(2L)));
            for (int i = 0; i < 50; i++) {
                encoder.add(builder.build(1));
            }
        }

        BlockStatistics statistics =
                BlockStatistics.decode(footer(encoder.encode(7)), schema, 50, 7).get();
        assertThat(statistics.column(49, 0)).isPresent();
        assertThat(statistics.column(49, 1)).isEmpty();
        assertThat(statistics.column(49, 2)).isPresent();
    }

    @Test
    void aHundredThousandBlocksOfTenColumnsFit() throws IOException {
        List<Field> fields = new ArrayList<>();
        List<List<Object>> values = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            fields.add(Field.nullable("n" + i, new ArrowType.Int(64, true)));
            values.add(List.of(1L << 40, (1L << 41) + i));
            fields.add(Field.nullable("t" + i, UTF8));
            values.add(List.of("LAX", "ORD"));
        }
        Schema schema = new Schema(fields, KeyValueMetadata.EMPTY);
        StatisticsEncoder encoder = new StatisticsEncoder(schema);
        int blocks = 100_000;
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            PlainAppender.append(builder, values);
            RecordBatch batch = builder.build(2);
            for (int i = 0; i < blocks; i++) {
                encoder.add(batch);
            }
        }

        String text = encoder.encode(7);
        assertThat(text).hasSizeLessThanOrEqualTo(16 << 20);
        BlockStatistics statistics = BlockStatistics.decode(footer(text), schema, blocks, 7).get();
        for (int i = 0; i < 10; i++) {
            assertThat(statistics.column(blocks - 1, i)).isPresent();
        }
    }

    @Test
    void joinedFilesKeepWhatIsKnownOfTheirBlocks() throws IOException {
        Schema schema = Schema.of(Field.nullable("n", INT32));
        byte[] known = write(schema, List.of(List.of(List.of(1L, 2L)), List.of(List.of(3L))));
        byte[] unknown =
                WrittenBatches.write(
                        IpcContainer.FILE,
                        schema,
                        List.of(List.of(List.of(4L))),
                        writing.withStatistics(false));
        MemoryChannel output = new MemoryChannel();
        IpcConcatenation.write(
                List.of(source(known), source(unknown), source(known)),
                IpcContainer.FILE,
                output,
                ConcatenationOptions.DEFAULT.withReading(reading).withWriting(writing));

        BlockStatistics joined = statistics(output.bytes());

        assertThat(joined.blockCount()).isEqualTo(5);
        assertThat(joined.rowCount(2)).isEqualTo(1);
        assertThat(joined.column(2, 0)).isEmpty();
        assertThat(joined.column(3, 0))
                .isEqualTo(joined.column(0, 0))
                .contains(new ColumnStatistics(0, false, new ValueRange.Longs(1, 2)));
        assertThat(joined.column(4, 0))
                .contains(new ColumnStatistics(0, false, new ValueRange.Longs(3, 3)));
    }

    private static IpcConcatenation.Source source(byte[] bytes) {
        return () -> RecordingInput.of("f", bytes);
    }

    @SafeVarargs
    private BlockStatistics of(ArrowType type, List<Object>... batches) throws IOException {
        List<List<List<Object>>> columns = new ArrayList<>();
        for (List<Object> batch : batches) {
            columns.add(List.of(batch));
        }
        return statistics(write(Schema.of(Field.nullable("c", type)), columns));
    }

    private byte[] write(Schema schema, List<List<List<Object>>> batches) throws IOException {
        return WrittenBatches.write(IpcContainer.FILE, schema, batches, writing);
    }

    private BlockStatistics statistics(byte[] file) throws IOException {
        try (IpcFileReader reader = IpcFileReader.open(RecordingInput.of("f", file), reading)) {
            return reader.statistics().get();
        }
    }

    private String encoded(Schema schema, List<List<Object>> columns) {
        StatisticsEncoder encoder = new StatisticsEncoder(schema);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            PlainAppender.append(builder, columns);
            encoder.add(builder.build(columns.get(0).size()));
        }
        return encoder.encode(7);
    }

    private static KeyValueMetadata footer(String text) {
        return KeyValueMetadata.of(Map.of(BlockStatistics.KEY, text));
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(text));
    }
}
