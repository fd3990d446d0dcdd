/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.malformed;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.Projection;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.internal.metadata.BodyCompression;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.DictionaryEncoding;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.HandMadeFile;
import io.github.flinkarrow.format.testing.HandMadeFile.Batch;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A message of a few bytes stands for no more rows than the limit. */
class UnbackedRowsTest {

    private static final int MOST = 1000;
    private static final ArrowType.Int INT16 = new ArrowType.Int(16, true);
    private static final Field NULLS = Field.nullable("n", new ArrowType.Null());

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions options =
            ReadOptions.DEFAULT.withAllocator(allocator).withMaxUnbackedRows(MOST);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void nulls() throws IOException {
        Schema schema = Schema.of(NULLS);

        assertThat(rows(schema, b -> b.rows(MOST).node(MOST, MOST))).isEqualTo(MOST);
        fails(schema, b -> b.rows(MOST + 1).node(MOST + 1, MOST + 1), "field 'n'");
    }

    @Test
    void nullsInsideOfAList() throws IOException {
        Schema schema = Schema.of(Field.nullable("l", new ArrowType.List(), NULLS));

        assertThat(
                        rows(
                                schema,
                                b ->
                                        b.rows(1)
                                                .node(1, 0)
                                                .noBuffer()
                                                .ints(0, MOST)
                                                .node(MOST, MOST)))
                .isEqualTo(1);
        fails(
                schema,
                b -> b.rows(1).node(1, 0).noBuffer().ints(0, MOST + 1).node(MOST + 1, MOST + 1),
                "field 'l.n'");
    }

    @Test
    void nullsInADictionary() {
        Field encoded =
                new Field(
                        "d",
                        true,
                        new ArrowType.Null(),
                        new DictionaryEncoding(7, INT16, false),
                        List.of(),
                        KeyValueMetadata.EMPTY);
        byte[] file =
                new HandMadeFile(Schema.of(encoded))
                        .dictionary(7, false, b -> b.rows(MOST + 1).node(MOST + 1, MOST + 1))
                        .batch(b -> b.rows(0).node(0, 0).noBuffer().noBuffer())
                        .file();

        fails(file, "field 'd'");
    }

    @Test
    void structsWithoutChildren() throws IOException {
        Schema schema = Schema.of(Field.nullable("s", new ArrowType.Struct()));

        assertThat(rows(schema, b -> b.rows(MOST).node(MOST, 0).noBuffer())).isEqualTo(MOST);
        fails(schema, b -> b.rows(MOST + 1).node(MOST + 1, 0).noBuffer(), "field 's'");
        int[] validity = new int[MOST / Byte.SIZE + 1];
        assertThat(rows(schema, b -> b.rows(MOST + 1).node(MOST + 1, 1).bytes(validity)))
                .isEqualTo(MOST + 1);
    }

    @Test
    void listsOfNoElements() {
        Field element = Field.nullable("e", INT16);
        Schema schema = Schema.of(Field.nullable("f", new ArrowType.FixedSizeList(0), element));

        fails(
                schema,
                b -> b.rows(MOST + 1).node(MOST + 1, 0).noBuffer().node(0, 0).noBuffer().noBuffer(),
                "field 'f'");
    }

    @Test
    void valuesOfNoBytes() {
        Schema schema = Schema.of(Field.nullable("b", new ArrowType.FixedSizeBinary(0)));

        fails(schema, b -> b.rows(MOST + 1).node(MOST + 1, 0).noBuffer().noBuffer(), "field 'b'");
    }

    @Test
    void runs() throws IOException {
        Schema schema =
                Schema.of(
                        Field.nullable(
                                "r",
                                new ArrowType.RunEndEncoded(),
                                Field.nullable("run_ends", new ArrowType.Int(32, true)),
                                Field.nullable("values", INT16)));

        assertThat(rows(schema, b -> run(b, MOST))).isEqualTo(MOST);
        fails(schema, b -> run(b, MOST + 1), "field 'r'");
        fails(schema, b -> run(b, Integer.MAX_VALUE), "field 'r'");
    }

    private static void run(Batch batch, int rows) {
        batch.rows(rows).node(rows, 0);
        batch.node(1, 0).noBuffer().ints(rows).node(1, 0).noBuffer().bytes(1, 0);
    }

    @Test
    void batchesWithoutColumns() throws IOException {
        assertThat(rows(Schema.of(), b -> b.rows(MOST))).isEqualTo(MOST);
        fails(Schema.of(), b -> b.rows(MOST + 1), "");
        fails(Schema.of(), b -> b.rows(Integer.MAX_VALUE).compression(BodyCompression.ZSTD), "");
    }

    @Test
    void batchesOfWhichNoColumnIsChosenHaveAsManyRowsAsTheirBytesMayStandFor() throws IOException {
        Schema schema = Schema.of(Field.nullable("i", INT16));
        Projection nothing = Projection.of();
        int[] values = new int[4 * MOST];
        byte[] file =
                new HandMadeFile(schema)
                        .batch(b -> b.rows(2 * MOST).node(2 * MOST, 0).noBuffer().bytes(values))
                        .batch(b -> b.rows(100 * MOST).node(100 * MOST, 0).noBuffer().bytes(values))
                        .file();

        try (IpcFileReader reader = IpcFileReader.open(RecordingInput.of("f", file), options)) {
            try (RecordBatch batch = reader.recordBatch(0, nothing)) {
                assertThat(batch.rowCount()).isEqualTo(2 * MOST);
            }
            assertThatThrownBy(() -> reader.recordBatch(1, nothing))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageContaining("100000 rows that take no bytes");
            assertThat(reader.rowCount(0)).isEqualTo(2 * MOST);
            assertThatThrownBy(() -> reader.rowCount(1))
                    .isInstanceOf(UnsupportedIpcFeatureException.class)
                    .hasMessageContaining("100000 rows that take no bytes");
        }
    }

    private int rows(Schema schema, Consumer<Batch> parts) throws IOException {
        byte[] file = new HandMadeFile(schema).batch(parts).file();
        try (IpcFileReader reader = IpcFileReader.open(RecordingInput.of("f", file), options);
                RecordBatch batch = reader.recordBatch(0)) {
            return batch.rowCount();
        }
    }

    private void fails(Schema schema, Consumer<Batch> parts, String field) {
        fails(new HandMadeFile(schema).batch(parts).file(), field);
    }

    private void fails(byte[] file, String field) {
        assertThatThrownBy(
                        () -> {
                            try (IpcFileReader reader =
                                    IpcFileReader.open(RecordingInput.of("f", file), options)) {
                                reader.recordBatch(0).close();
                            }
                        })
                .isInstanceOf(UnsupportedIpcFeatureException.class)
                .hasMessageStartingWith("f: ")
                .hasMessageContaining(field)
                .hasMessageContaining(
                        " rows that take no bytes, more than the limit of 1000 (limit.batch-rows)");
    }
}
