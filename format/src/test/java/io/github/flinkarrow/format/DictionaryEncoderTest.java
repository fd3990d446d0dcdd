/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.BufferSource;
import io.github.flinkarrow.format.array.DictionaryEncoder;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Columns;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.StrictIpcWalk;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Plain record batches that become dictionary-encoded ones. */
class DictionaryEncoderTest {

    private static final ArrowType.Int INDEX = new ArrowType.Int(32, true);

    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);
    private final WriteOptions writing = WriteOptions.DEFAULT.withAllocator(allocator);
    private long nextId = 1;

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void valuesOfEveryTypeAndInEveryNestedOneAreTheSame() throws IOException {
        Schema plain = RandomColumns.everyType();
        List<Field> fields = new ArrayList<>();
        plain.fields().forEach(field -> fields.add(encoded(field)));
        Schema schema = new Schema(fields, plain.metadata());
        RandomColumns random = new RandomColumns(17, 0.3);
        List<List<List<Object>>> batches = new ArrayList<>();
        MemoryChannel output = new MemoryChannel();
        IpcFileWriter writer = new IpcFileWriter(output, schema, writing);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(plain, allocator);
                DictionaryEncoder encoder = new DictionaryEncoder(schema, allocator)) {
            for (int rows : new int[] {20, 0, 9, 1}) {
                builder.reset();
                batches.add(random.columns(plain, rows));
                PlainAppender.append(builder, batches.get(batches.size() - 1));
                writer.write(encoder.encode(builder.build(rows)));
            }
            assertThat(encoder.sizes()).hasSize((int) nextId - 1).hasSizeGreaterThan(100);
        }
        writer.finish();

        StrictIpcWalk.file(output.bytes());
        RecordingInput input = RecordingInput.of("f", output.bytes());
        try (IpcFileReader reader = IpcFileReader.open(input, reading)) {
            assertThat(reader.schema()).isEqualTo(schema);
            for (int i = 0; i < batches.size(); i++) {
                try (RecordBatch batch = reader.recordBatch(i)) {
                    List<List<Object>> expected = batches.get(i);
                    for (int c = 0; c < expected.size(); c++) {
                        String where = "batch " + i + " column " + fields.get(c);
                        Columns.assertEqual(
                                where, PlainValues.of(batch.column(c)), expected.get(c));
                    }
                }
            }
        }
    }

    private Field encoded(Field field) {
        ArrowType type = field.type();
        if (!field.children().isEmpty()) {
            List<Field> children = new ArrayList<>();
            for (Field child : field.children()) {
                boolean runEnds = type instanceof ArrowType.RunEndEncoded && children.isEmpty();
                children.add(runEnds ? child : encoded(child));
            }
            return field.withChildren(children);
        } else if (type instanceof ArrowType.Null
                || type instanceof ArrowType.Bool
                || type instanceof ArrowType.Struct) {
            return field;
        }
        return withDictionary(field, nextId++);
    }

    private static Field withDictionary(Field field, long id) {
        return new Field(
                field.name(),
                field.nullable(),
                field.type(),
                new DictionaryEncoding(id, INDEX, false),
                field.children(),
                field.metadata());
    }

    @Test
    void allMemoryIsAccountedForAndThatOfIndicesIsGivenBack() {
        Field text = withDictionary(Field.nullable("t", new ArrowType.Utf8()), 1);
        Field number = withDictionary(Field.nullable("n", new ArrowType.Int(64, true)), 2);
        Schema plain =
                Schema.of(
                        Field.nullable("t", new ArrowType.Utf8()),
                        Field.nullable("n", new ArrowType.Int(64, true)));
        Held held = new Held();
        try (RecordBatchBuilder builder = new RecordBatchBuilder(plain, allocator);
                DictionaryEncoder encoder = new DictionaryEncoder(Schema.of(text, number), held)) {
            List<Object> texts = new ArrayList<>();
            List<Object> numbers = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                texts.add("text " + i % 10);
                numbers.add((long) i % 100);
            }
            PlainAppender.append(builder, List.of(texts, numbers));
            for (int repetition = 0; repetition < 2; repetition++) {
                encoder.encode(builder.build(10_000));
                assertThat(held.bytes).isGreaterThan(2 * 10_000 * Integer.BYTES);
                assertThat(bytes(encoder)).isGreaterThan(held.bytes);

                encoder.releaseIndices();

                assertThat(held.bytes).isPositive().isLessThan(4_000);
                assertThat(bytes(encoder)).isGreaterThan(held.bytes);
            }
        }
        assertThat(held.bytes).isZero();
    }

    private static long bytes(DictionaryEncoder encoder) {
        return encoder.sizes().stream().mapToLong(DictionaryEncoder.Size::bytes).sum();
    }

    private static final class Held implements BufferSource {
        private long bytes;

        @Override
        public ByteBuffer allocate(int size) {
            bytes += size;
            return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        }

        @Override
        public void release(ByteBuffer buffer) {
            bytes -= buffer.capacity();
        }
    }

    @Test
    void dictionariesThatOnlyGrowNeedNoComparison() throws IOException {
        Schema plain = Schema.of(Field.nullable("t", new ArrowType.Utf8()));
        Schema schema = Schema.of(withDictionary(Field.nullable("t", new ArrowType.Utf8()), 1));
        MemoryChannel compared = new MemoryChannel();
        MemoryChannel grown = new MemoryChannel();
        IpcStreamWriter comparing = new IpcStreamWriter(compared, schema, writing);
        IpcStreamWriter growing = new IpcStreamWriter(grown, schema, writing);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(plain, allocator);
                DictionaryEncoder encoder = new DictionaryEncoder(schema, allocator)) {
            for (List<Object> texts :
                    List.of(
                            List.<Object>of("a", "b"),
                            List.<Object>of("a"),
                            List.<Object>of("c"))) {
                builder.reset();
                PlainAppender.append(builder, List.of(texts));
                RecordBatch batch = encoder.encode(builder.build(texts.size()));
                comparing.write(batch);
                growing.writeGrown(batch);
            }
            RecordBatch batch = encoder.encode(builder.build(1));
            assertThatThrownBy(() -> growing.write(batch))
                    .isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> comparing.writeGrown(batch))
                    .isInstanceOf(IllegalStateException.class);
        }
        comparing.finish();
        growing.finish();

        assertThat(grown.bytes()).isEqualTo(compared.bytes());
    }

    @Test
    void sharedAndNestedDictionariesAreRefused() {
        Field text = withDictionary(Field.nullable("t", new ArrowType.Utf8()), 1);
        Field other = withDictionary(Field.nullable("u", new ArrowType.Utf8()), 1);
        Field nested = withDictionary(Field.nullable("s", new ArrowType.Struct(), text), 2);

        assertThatThrownBy(() -> new DictionaryEncoder(Schema.of(text, other), allocator))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("field 'u'");
        assertThatThrownBy(
                        () ->
                                new DictionaryEncoder(
                                        new Schema(List.of(nested), KeyValueMetadata.EMPTY),
                                        allocator))
                .isInstanceOf(UnsupportedOperationException.class)
                .hasMessageContaining("field 's'");
    }
}
