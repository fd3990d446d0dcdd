/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.Columns;
import io.github.flinkarrow.format.testing.Conversions;
import io.github.flinkarrow.format.testing.Conversions.Contents;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.Oracle;
import io.github.flinkarrow.format.testing.OracleIpc;
import io.github.flinkarrow.format.testing.OracleVectors;
import io.github.flinkarrow.format.testing.RandomColumns;
import io.github.flinkarrow.format.testing.RandomMetadata;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowWriter;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares both directions with arrow-java: rows of every type, and custom metadata of schemas,
 * fields, messages and footers. arrow-java cannot write metadata of messages, and its metadata has
 * no order.
 */
@Oracle
class RoundTripOracleTest {

    private static final Schema SCHEMA =
            new RandomMetadata(42).with(new Schema(oracleFields(), KeyValueMetadata.EMPTY));
    private static final int[] BATCHES = {60, 0, 1, 9, 8};
    private static final int SLICED_ROWS = 40;
    private static final int SLICES = 3;

    private final RootAllocator oracle = new RootAllocator();
    private final BufferAllocator allocator = BufferAllocator.create("test", 64 << 20);
    private final WriteOptions writing = WriteOptions.DEFAULT.withAllocator(allocator);

    private static List<Field> oracleFields() {
        return RandomColumns.everyType().fields().stream().filter(OracleVectors::supports).toList();
    }

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
        oracle.close();
    }

    static Stream<Arguments> matrix() {
        return RoundTripTest.matrix();
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void arrowJavaReadsWhatIsWritten(
            IpcContainer container, Compression compression, double nullRate, long seed)
            throws IOException {
        List<List<List<Object>>> batches = batches(seed, nullRate);
        RandomMetadata random = new RandomMetadata(seed);
        List<KeyValueMetadata> messages = batches.stream().map(batch -> random.next()).toList();
        KeyValueMetadata footer = random.next();
        byte[] bytes =
                WrittenBatches.write(
                        container,
                        SCHEMA,
                        batches,
                        messages,
                        footer,
                        writing.withCompression(compression));

        assertReadByOracle(container, bytes, batches);
        assertThat(OracleIpc.messageMetadata(container, bytes, oracle)).isEqualTo(messages);
        assertThat(Conversions.read(bytes).batchMetadata()).isEqualTo(messages);
        if (container == IpcContainer.FILE) {
            try (ArrowFileReader reader =
                    (ArrowFileReader) OracleIpc.reader(container, bytes, oracle)) {
                reader.getVectorSchemaRoot();
                assertThat(reader.getMetaData()).isEqualTo(RandomMetadata.map(footer));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("matrix")
    void whatArrowJavaWritesIsRead(
            IpcContainer container, Compression compression, double nullRate, long seed)
            throws IOException {
        List<List<List<Object>>> batches = batches(seed, nullRate);
        KeyValueMetadata footer = new RandomMetadata(seed).next();
        MemoryChannel output = new MemoryChannel();
        try (VectorSchemaRoot root =
                        VectorSchemaRoot.create(OracleIpc.schema(SCHEMA, oracle), oracle);
                ArrowWriter writer =
                        OracleIpc.writer(container, compression, footer, root, output)) {
            writer.start();
            for (List<List<Object>> columns : batches) {
                fill(root, columns);
                writer.writeBatch();
            }
            writer.end();
        }

        Contents found = assertReadEqual(output.bytes(), batches);
        if (container == IpcContainer.FILE) {
            assertThat(RandomMetadata.map(found.footer())).isEqualTo(RandomMetadata.map(footer));
        }
    }

    /** arrow-java fails to compress slices, so that codec is for what is made of them. */
    @ParameterizedTest
    @MethodSource("matrix")
    void slicesThatArrowJavaWritesAreReadAndCutAnew(
            IpcContainer container, Compression compression, double nullRate, long seed)
            throws IOException {
        List<List<Object>> whole = new RandomColumns(seed, nullRate).columns(SCHEMA, SLICED_ROWS);
        Random random = new Random(seed);
        List<int[]> slices = new ArrayList<>();
        for (int i = 0; i < SLICES; i++) {
            int from = random.nextInt(SLICED_ROWS);
            slices.add(new int[] {from, from + random.nextInt(SLICED_ROWS - from + 1)});
        }
        byte[] bytes = writeSlices(container, whole, slices);
        List<List<List<Object>>> batches =
                slices.stream().map(slice -> rows(whole, slice[0], slice[1])).toList();
        List<List<Object>> joined = assertReadEqual(bytes, batches).columns();

        int rows = 8 + random.nextInt(SLICED_ROWS);
        IpcContainer other =
                container == IpcContainer.FILE ? IpcContainer.STREAM : IpcContainer.FILE;
        byte[] cut =
                Conversions.convert(
                        bytes,
                        ConvertOptions.DEFAULT
                                .withContainer(other)
                                .withCompression(compression)
                                .withBatchRows(rows));

        int total = joined.get(0).size();
        List<List<List<Object>>> expected = new ArrayList<>();
        for (int from = 0; from < total; from += rows) {
            expected.add(rows(joined, from, Math.min(from + rows, total)));
        }
        assertReadEqual(cut, expected);
        assertReadByOracle(other, cut, expected);
    }

    private byte[] writeSlices(IpcContainer container, List<List<Object>> whole, List<int[]> slices)
            throws IOException {
        MemoryChannel output = new MemoryChannel();
        var schema = OracleIpc.schema(SCHEMA, oracle);
        try (VectorSchemaRoot all = VectorSchemaRoot.create(schema, oracle);
                VectorSchemaRoot root = VectorSchemaRoot.create(schema, oracle);
                ArrowWriter writer =
                        OracleIpc.writer(
                                container,
                                Compression.NONE,
                                KeyValueMetadata.EMPTY,
                                root,
                                output)) {
            fill(all, whole);
            writer.start();
            for (int[] slice : slices) {
                try (VectorSchemaRoot part = all.slice(slice[0], slice[1] - slice[0]);
                        ArrowRecordBatch batch = new VectorUnloader(part).getRecordBatch()) {
                    new VectorLoader(root).load(batch);
                }
                writer.writeBatch();
            }
            writer.end();
        }
        return output.bytes();
    }

    private static void fill(VectorSchemaRoot root, List<List<Object>> columns) {
        for (int c = 0; c < columns.size(); c++) {
            OracleVectors.fill(root.getVector(c), columns.get(c));
        }
        root.setRowCount(columns.get(0).size());
    }

    private static List<List<List<Object>>> batches(long seed, double nullRate) {
        RandomColumns random = new RandomColumns(seed, nullRate);
        List<List<List<Object>>> batches = new ArrayList<>();
        for (int rows : BATCHES) {
            batches.add(random.columns(SCHEMA, rows));
        }
        return batches;
    }

    private static List<List<Object>> rows(List<List<Object>> columns, int from, int to) {
        return columns.stream().map(column -> column.subList(from, to)).toList();
    }

    private static Contents assertReadEqual(byte[] bytes, List<List<List<Object>>> batches)
            throws IOException {
        Contents found = Conversions.read(bytes);
        assertThat(found.schema().fields()).hasSameSizeAs(SCHEMA.fields());
        assertSameFields(found.schema().fields(), SCHEMA.fields());
        assertThat(RandomMetadata.map(found.schema().metadata()))
                .isEqualTo(RandomMetadata.map(SCHEMA.metadata()));
        assertThat(found.rowCounts())
                .isEqualTo(batches.stream().map(batch -> batch.get(0).size()).toList());
        for (int i = 0; i < batches.size(); i++) {
            for (int c = 0; c < SCHEMA.fields().size(); c++) {
                Columns.assertEqual(
                        where(i, c), found.batches().get(i).get(c), batches.get(i).get(c));
            }
        }
        return found;
    }

    private static void assertSameFields(List<Field> found, List<Field> expected) {
        for (int i = 0; i < expected.size(); i++) {
            Field field = found.get(i);
            assertThat(field.name()).isEqualTo(expected.get(i).name());
            assertThat(field.type()).isEqualTo(expected.get(i).type());
            assertThat(field.nullable()).isEqualTo(expected.get(i).nullable());
            assertThat(RandomMetadata.map(field.metadata()))
                    .isEqualTo(RandomMetadata.map(expected.get(i).metadata()));
            assertSameFields(field.children(), expected.get(i).children());
        }
    }

    private void assertReadByOracle(
            IpcContainer container, byte[] bytes, List<List<List<Object>>> batches)
            throws IOException {
        try (ArrowReader reader = OracleIpc.reader(container, bytes, oracle)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            assertThat(root.getSchema().getCustomMetadata())
                    .isEqualTo(RandomMetadata.map(SCHEMA.metadata()));
            assertSameMetadata(root.getSchema().getFields(), SCHEMA.fields());
            for (int i = 0; i < batches.size(); i++) {
                assertThat(reader.loadNextBatch()).isTrue();
                assertThat(root.getRowCount()).isEqualTo(batches.get(i).get(0).size());
                for (int c = 0; c < SCHEMA.fields().size(); c++) {
                    Columns.assertEqual(
                            where(i, c),
                            OracleVectors.values(root.getVector(c)),
                            batches.get(i).get(c));
                }
            }
            assertThat(reader.loadNextBatch()).isFalse();
        }
    }

    private static void assertSameMetadata(
            List<org.apache.arrow.vector.types.pojo.Field> found, List<Field> expected) {
        for (int i = 0; i < expected.size(); i++) {
            assertThat(found.get(i).getMetadata())
                    .isEqualTo(RandomMetadata.map(expected.get(i).metadata()));
            assertSameMetadata(found.get(i).getChildren(), expected.get(i).children());
        }
    }

    private static String where(int batch, int column) {
        return "batch " + batch + " column " + SCHEMA.fields().get(column).name();
    }
}
