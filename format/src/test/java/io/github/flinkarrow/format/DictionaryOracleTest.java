/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.array.DictionaryArray;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.Oracle;
import io.github.flinkarrow.format.testing.OracleVectors;
import io.github.flinkarrow.format.testing.PlainAppender;
import io.github.flinkarrow.format.testing.PlainValues;
import io.github.flinkarrow.format.testing.RecordingInput;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowFileWriter;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.ArrowStreamWriter;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Reads dictionary-encoded columns that arrow-java wrote, and the other way round. */
@Oracle
class DictionaryOracleTest {

    private static final List<Object> LETTERS = Arrays.asList("alpha", null, "", "δ");

    private final RootAllocator oracle = new RootAllocator();
    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
        oracle.close();
    }

    @ParameterizedTest
    @CsvSource({
        "8,true",
        "8,false",
        "16,true",
        "16,false",
        "32,true",
        "32,false",
        "64,true",
        "64,false"
    })
    void indicesOfEveryWidthAreResolved(int bitWidth, boolean signed) throws IOException {
        DictionaryEncoding encoding =
                new DictionaryEncoding(42, true, new ArrowType.Int(bitWidth, signed));
        List<Object> indices =
                new ArrayList<>(Arrays.asList(3L, null, 1L, 0L, 0L, 2L, null, 3L, 3L));
        for (IpcContainer container : IpcContainer.values()) {
            byte[] bytes = write(container, encoding, indices);
            if (container == IpcContainer.FILE) {
                try (IpcFileReader reader =
                        IpcFileReader.open(RecordingInput.of("f", bytes), options)) {
                    check(reader.recordBatch(0), indices);
                }
            } else {
                try (IpcStreamReader reader =
                        IpcStreamReader.open(RecordingInput.of("s", bytes), options)) {
                    check(reader.next(), indices);
                }
            }
        }
    }

    @Test
    void arrowJavaReadsDictionariesAndTheirReplacements() throws IOException {
        Field field =
                new Field(
                        "d",
                        true,
                        new io.github.flinkarrow.format.schema.ArrowType.Utf8(),
                        new io.github.flinkarrow.format.schema.DictionaryEncoding(
                                7,
                                new io.github.flinkarrow.format.schema.ArrowType.Int(16, true),
                                true),
                        List.of(),
                        KeyValueMetadata.EMPTY);
        Schema schema = Schema.of(field);
        List<List<Object>> batches =
                List.of(Arrays.asList("b", null, "a", "b"), List.of("y", "z"), List.of("b"));
        MemoryChannel output = new MemoryChannel();
        IpcStreamWriter writer =
                new IpcStreamWriter(output, schema, WriteOptions.DEFAULT.withAllocator(allocator));
        for (List<Object> values : batches) {
            try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
                PlainAppender.append(builder, List.of(values));
                writer.write(builder.build(values.size()));
            }
        }
        writer.finish();

        List<List<Object>> found = new ArrayList<>();
        try (ArrowStreamReader reader =
                new ArrowStreamReader(new ByteArrayInputStream(output.bytes()), oracle)) {
            while (reader.loadNextBatch()) {
                FieldVector indices = reader.getVectorSchemaRoot().getVector(0);
                try (FieldVector decoded =
                        (FieldVector)
                                DictionaryEncoder.decode(
                                        indices, reader.getDictionaryVectors().get(7L))) {
                    found.add(OracleVectors.values(decoded));
                }
            }
        }
        assertThat(found).isEqualTo(batches);
    }

    private static void check(RecordBatch batch, List<Object> indices) {
        try (batch) {
            List<Object> expected = new ArrayList<>();
            for (Object index : indices) {
                expected.add(index == null ? null : LETTERS.get(((Long) index).intValue()));
            }
            DictionaryArray column = (DictionaryArray) batch.column(0);
            assertThat(column.field().dictionary().ordered()).isTrue();
            assertThat(PlainValues.of(column.dictionary())).isEqualTo(LETTERS);
            assertThat(PlainValues.of(column)).isEqualTo(expected);
        }
    }

    private byte[] write(IpcContainer container, DictionaryEncoding encoding, List<Object> indices)
            throws IOException {
        FieldType type = new FieldType(true, encoding.getIndexType(), encoding);
        try (VarCharVector letters = new VarCharVector("letters", oracle);
                FieldVector encoded = type.createNewSingleVector("d", oracle, null)) {
            OracleVectors.fill(letters, LETTERS);
            OracleVectors.fill(encoded, indices);
            DictionaryProvider provider =
                    new DictionaryProvider.MapDictionaryProvider(new Dictionary(letters, encoding));
            MemoryChannel output = new MemoryChannel();
            try (VectorSchemaRoot root = VectorSchemaRoot.of(encoded);
                    ArrowWriter writer =
                            container == IpcContainer.FILE
                                    ? new ArrowFileWriter(root, provider, output)
                                    : new ArrowStreamWriter(root, provider, output)) {
                writer.start();
                writer.writeBatch();
                writer.end();
            }
            return output.bytes();
        }
    }
}
