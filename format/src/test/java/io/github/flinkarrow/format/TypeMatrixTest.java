/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DateUnit;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.FloatingPointPrecision;
import io.github.flinkarrow.format.schema.IntervalUnit;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.schema.TimeUnit;
import io.github.flinkarrow.format.schema.UnionMode;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every type has an array and a builder, by itself and inside of every nested type. */
class TypeMatrixTest {

    private static final long SEED = 20240229;
    private static final int ROWS = 20;
    private static final ArrowType UTF8 = new ArrowType.Utf8();
    private static final ArrowType INT32 = new ArrowType.Int(32, true);

    private final BufferAllocator allocator = BufferAllocator.create("test", 4 << 20);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void theMatrixHasEveryType() {
        Set<Class<?>> classes = new HashSet<>();
        Set<ArrowType> types = new HashSet<>();
        collect(RandomColumns.everyType().fields(), classes, types);

        assertThat(classes).containsExactlyInAnyOrder(ArrowType.class.getPermittedSubclasses());
        for (int width : new int[] {8, 16, 32, 64}) {
            assertThat(types)
                    .contains(new ArrowType.Int(width, true), new ArrowType.Int(width, false));
        }
        assertThat(types.stream().filter(type -> type instanceof ArrowType.Decimal))
                .extracting(type -> ((ArrowType.Decimal) type).bitWidth())
                .contains(32, 64, 128, 256);
        for (FloatingPointPrecision precision : FloatingPointPrecision.values()) {
            assertThat(types).contains(new ArrowType.FloatingPoint(precision));
        }
        for (DateUnit unit : DateUnit.values()) {
            assertThat(types).contains(new ArrowType.Date(unit));
        }
        for (TimeUnit unit : TimeUnit.values()) {
            assertThat(types)
                    .contains(
                            new ArrowType.Time(unit),
                            new ArrowType.Timestamp(unit, null),
                            new ArrowType.Duration(unit));
        }
        for (IntervalUnit unit : IntervalUnit.values()) {
            assertThat(types).contains(new ArrowType.Interval(unit));
        }
        for (UnionMode mode : UnionMode.values()) {
            assertThat(types)
                    .anyMatch(
                            type -> type instanceof ArrowType.Union union && union.mode() == mode);
        }
    }

    private static void collect(List<Field> fields, Set<Class<?>> classes, Set<ArrowType> types) {
        for (Field field : fields) {
            classes.add(field.type().getClass());
            types.add(field.type());
            collect(field.children(), classes, types);
        }
    }

    static IntStream nestings() {
        return IntStream.range(0, RandomColumns.nestings("", Field.nullable("x", INT32)).size());
    }

    @ParameterizedTest
    @MethodSource("nestings")
    void everyTypeIsReadAsItIsWrittenInsideOfANestedType(int nesting) throws IOException {
        List<Field> fields = new ArrayList<>();
        for (Field leaf : RandomColumns.leaves()) {
            fields.add(RandomColumns.nestings("", leaf).get(nesting));
        }
        assertReadAsWritten(fields);
    }

    @ParameterizedTest
    @MethodSource("nestings")
    void encodedValuesAreReadAsTheyAreWrittenInsideOfANestedType(int nesting) throws IOException {
        List<Field> fields = new ArrayList<>();
        for (Field leaf : RandomColumns.leaves()) {
            Field encoded = encoded(leaf, fields.size());
            fields.add(RandomColumns.nestings("", encoded).get(nesting));
        }
        assertReadAsWritten(fields);
    }

    @Test
    void everyTypeMayBeAKeyOfAMap() throws IOException {
        List<Field> fields = new ArrayList<>();
        for (Field leaf : RandomColumns.leaves()) {
            if (!(leaf.type() instanceof ArrowType.Null)) {
                fields.add(map("m", Field.notNull("k", leaf.type()), Field.nullable("v", UTF8)));
            }
        }
        for (Field nested : RandomColumns.nestings("", Field.nullable("x", UTF8))) {
            Field key = new Field("k", false, nested.type(), null, nested.children(), none());
            fields.add(map("m", key, Field.nullable("v", UTF8)));
        }
        assertReadAsWritten(fields);
    }

    @Test
    void childrenOfMapsMayHaveAnyName() throws IOException {
        Field entries =
                Field.notNull(
                        "",
                        new ArrowType.Struct(),
                        Field.notNull("value", UTF8),
                        Field.nullable("value", INT32));
        assertReadAsWritten(List.of(Field.nullable("m", new ArrowType.Map(true), entries)));
    }

    @Test
    void namesMayOccurMoreThanOnce() throws IOException {
        Field text = Field.nullable("", UTF8);
        Field number = Field.nullable("", INT32);
        assertReadAsWritten(
                List.of(
                        text,
                        number,
                        text,
                        Field.nullable("", new ArrowType.Struct(), number, text, number),
                        Field.nullable(
                                "",
                                new ArrowType.Union(UnionMode.DENSE, List.of(3, 1)),
                                number,
                                number)));
    }

    @Test
    void extensionTypesAreKeptAndTheirStorageRead() throws IOException {
        List<Field> fields = new ArrayList<>();
        for (Field leaf : RandomColumns.leaves()) {
            fields.add(extension(leaf));
        }
        for (Field nested : RandomColumns.nestings("", extension(Field.nullable("x", UTF8)))) {
            fields.add(extension(nested));
        }
        fields.add(encoded(extension(Field.nullable("d", UTF8)), 1));
        assertReadAsWritten(fields);
    }

    private static Field extension(Field storage) {
        Map<String, String> pairs =
                Map.of(Field.EXTENSION_NAME, "a.type", Field.EXTENSION_METADATA, "{\"of\": 1}");
        return new Field(
                storage.name(),
                storage.nullable(),
                storage.type(),
                storage.dictionary(),
                storage.children(),
                KeyValueMetadata.of(pairs));
    }

    private static Field encoded(Field plain, long id) {
        return new Field(
                plain.name(),
                plain.nullable(),
                plain.type(),
                new DictionaryEncoding(id, new ArrowType.Int(16, false), true),
                plain.children(),
                plain.metadata());
    }

    private static Field map(String name, Field key, Field value) {
        Field entries = Field.notNull("entries", new ArrowType.Struct(), key, value);
        return Field.nullable(name, new ArrowType.Map(false), entries);
    }

    private static KeyValueMetadata none() {
        return KeyValueMetadata.EMPTY;
    }

    private void assertReadAsWritten(List<Field> fields) throws IOException {
        Schema schema = new Schema(fields, none());
        RandomColumns random = new RandomColumns(SEED, 0.3);
        List<List<List<Object>>> batches =
                List.of(random.columns(schema, ROWS), random.columns(schema, ROWS));
        WriteOptions writing = WriteOptions.DEFAULT.withAllocator(allocator);
        ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);
        for (IpcContainer container : IpcContainer.values()) {
            byte[] bytes = WrittenBatches.write(container, schema, batches, writing);
            List<List<List<Object>>> found = new ArrayList<>();
            if (container == IpcContainer.FILE) {
                try (IpcFileReader reader =
                        IpcFileReader.open(RecordingInput.of("f", bytes), reading)) {
                    assertThat(reader.schema()).isEqualTo(schema);
                    for (int i = 0; i < reader.recordBatchCount(); i++) {
                        add(reader.recordBatch(i), found);
                    }
                }
            } else {
                try (IpcStreamReader reader =
                        IpcStreamReader.open(RecordingInput.of("s", bytes), reading)) {
                    assertThat(reader.schema()).isEqualTo(schema);
                    for (RecordBatch batch = reader.next(); batch != null; batch = reader.next()) {
                        add(batch, found);
                    }
                }
            }
            assertThat(found).as("%s, seed %d", container, SEED).isEqualTo(batches);
        }
    }

    private static void add(RecordBatch batch, List<List<List<Object>>> found) {
        try (batch) {
            found.add(PlainValues.of(batch));
        }
    }
}
