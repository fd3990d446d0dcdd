/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format;

import io.github.flinkarrow.format.IpcConverter.Loss;
import io.github.flinkarrow.format.array.Int8Builder;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.KeyValueMetadata.KeyValue;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.statistics.BlockStatistics;
import io.github.flinkarrow.format.testing.Conversions;
import io.github.flinkarrow.format.testing.Conversions.Contents;
import io.github.flinkarrow.format.testing.MemoryChannel;
import io.github.flinkarrow.format.testing.NumberStream;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.WrittenBatches;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

import static io.github.flinkarrow.format.testing.NumberStream.batch;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of custom metadata, whether it is text or not. */
class ConvertMetadataTest {

    private static final ArrowType.Int INT8 = new ArrowType.Int(8, true);
    private static final ConvertOptions TO_FILE =
            ConvertOptions.DEFAULT.withContainer(IpcContainer.FILE);
    private static final ConvertOptions TO_STREAM =
            ConvertOptions.DEFAULT.withContainer(IpcContainer.STREAM);

    /** Bytes that are no text. */
    private static final KeyValue PICKLED =
            KeyValue.ofBytes(new byte[] {'p', (byte) 0xFF}, new byte[] {(byte) 0x80, 0, 'x'});

    private final BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
    private final ReadOptions reading = ReadOptions.DEFAULT.withAllocator(allocator);

    @AfterEach
    void everythingWasGivenBack() {
        allocator.close();
    }

    @Test
    void metadataIsCopiedByteByByteAtAllFourLevels() throws IOException {
        KeyValueMetadata metadata =
                new KeyValueMetadata(List.of(PICKLED, new KeyValue("k", "ü"), PICKLED));
        Field field = new Field("f", true, INT8, null, List.of(), metadata);
        byte[] file = file(new Schema(List.of(field), metadata), metadata, metadata);

        for (ConvertOptions way : Conversions.everyWay()) {
            byte[] converted = Conversions.convert(file, way);
            Contents found = Conversions.read(converted);
            assertThat(found.schema().metadata()).isEqualTo(metadata);
            assertThat(found.schema().fields().get(0).metadata()).isEqualTo(metadata);
            assertThat(found.batchMetadata()).containsExactly(metadata);
            if (way.container() == IpcContainer.FILE) {
                assertThat(found.footer()).isEqualTo(metadata);
            }
            assertThat(occurrences(converted, PICKLED.valueBytes()))
                    .isEqualTo(
                            way.container() == IpcContainer.FILE
                                    ? 2 * (2 + 2 + 1) + 2
                                    : 2 * (1 + 1 + 1));
        }
    }

    @Test
    void whatAStreamCannotKeepIsSaid() throws IOException {
        KeyValueMetadata metadata = KeyValueMetadata.of(Map.of("k", "v"));
        byte[] file = file(Schema.of(Field.nullable("f", INT8)), metadata, metadata);

        assertThat(losses(file, TO_FILE)).isEmpty();
        assertThat(losses(file, TO_STREAM)).containsExactly(Loss.FOOTER_METADATA);
    }

    @Test
    void metadataStaysWithBatchesThatStayWhole() throws IOException {
        KeyValueMetadata one = KeyValueMetadata.of(Map.of("batch", "1"));
        KeyValueMetadata two = KeyValueMetadata.of(Map.of("batch", "2"));
        byte[] stream = NumberStream.of(batch(2, one), batch(4, two), batch(2), batch(1, two));

        Contents pairs = Conversions.read(Conversions.convert(stream, TO_FILE.withBatchRows(2)));

        assertThat(pairs.rowCounts()).containsExactly(2, 2, 2, 2, 1);
        assertThat(pairs.batchMetadata())
                .containsExactly(
                        one,
                        KeyValueMetadata.EMPTY,
                        KeyValueMetadata.EMPTY,
                        KeyValueMetadata.EMPTY,
                        two);
        assertThat(losses(stream, TO_FILE.withBatchRows(2))).containsExactly(Loss.BATCH_METADATA);
        assertThat(losses(stream, TO_FILE)).isEmpty();
        assertThat(losses(NumberStream.of(batch(2, one), batch(1, two)), TO_FILE.withBatchRows(2)))
                .isEmpty();
        assertThat(losses(NumberStream.of(batch(1, one), batch(2)), TO_FILE.withBatchRows(3)))
                .containsExactly(Loss.BATCH_METADATA);
    }

    @Test
    void rowCountsOfPolarsAreLeftOutWhereBatchesAreCut() throws IOException {
        KeyValueMetadata footer =
                KeyValueMetadata.of(Map.of("__POLARS_IPC_METADATA", "{\"v0\":{}}", "k", "v"));
        byte[] file = file(Schema.of(Field.nullable("f", INT8)), KeyValueMetadata.EMPTY, footer);

        assertThat(Conversions.read(Conversions.convert(file, TO_FILE)).footer()).isEqualTo(footer);
        assertThat(Conversions.read(Conversions.convert(file, TO_FILE.withBatchRows(1))).footer())
                .isEqualTo(KeyValueMetadata.of(Map.of("k", "v")));
        assertThat(losses(file, TO_FILE.withBatchRows(1))).containsExactly(Loss.BATCH_METADATA);
    }

    @Test
    void oldMarkOfACodecIsNotCopied() throws IOException {
        KeyValueMetadata metadata =
                KeyValueMetadata.of(Map.of("ARROW:experimental_compression", "lz4", "k", "v"));
        byte[] stream = NumberStream.of(batch(1, metadata));

        assertThat(Conversions.read(Conversions.convert(stream, TO_FILE)).batchMetadata())
                .containsExactly(KeyValueMetadata.of(Map.of("k", "v")));
    }

    /** A file of one batch of one number. */
    private byte[] file(Schema schema, KeyValueMetadata batch, KeyValueMetadata footer)
            throws IOException {
        MemoryChannel output = new MemoryChannel();
        IpcFileWriter writer = new IpcFileWriter(output, schema, WriteOptions.DEFAULT);
        try (RecordBatchBuilder builder = new RecordBatchBuilder(schema, allocator)) {
            ((Int8Builder) builder.column(0)).append((byte) 1);
            writer.write(WrittenBatches.with(batch, builder.build(1)));
        }
        writer.finish(footer);
        return output.bytes();
    }

    private Set<Loss> losses(byte[] bytes, ConvertOptions options) throws IOException {
        return IpcConverter.convert(
                        RecordingInput.of("in", bytes), reading, new MemoryChannel(), options)
                .losses();
    }

    private static int occurrences(byte[] bytes, byte[] part) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        String wanted = new String(part, StandardCharsets.ISO_8859_1);
        int count = 0;
        for (int at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
            count++;
        }
        return count;
    }

    @Test
    void statisticsOfTheFooterAreMadeAnew() throws IOException {
        Schema schema = Schema.of(Field.nullable("i", INT8));
        List<List<List<Object>>> batches =
                List.of(List.of(List.of((byte) 1, (byte) 2)), List.of(List.of((byte) 3)));
        for (boolean statistics : new boolean[] {true, false}) {
            byte[] file =
                    WrittenBatches.write(
                            IpcContainer.FILE,
                            schema,
                            batches,
                            WriteOptions.DEFAULT.withStatistics(statistics));
            byte[] joined =
                    WrittenBatches.write(
                            IpcContainer.FILE,
                            schema,
                            List.of(List.of(List.of((byte) 1, (byte) 2, (byte) 3))),
                            WriteOptions.DEFAULT.withStatistics(statistics));

            assertThat(Conversions.read(file).footer().get(BlockStatistics.KEY).isPresent())
                    .isEqualTo(statistics);
            assertThat(Conversions.convert(file, ConvertOptions.DEFAULT)).isEqualTo(file);
            assertThat(Conversions.convert(file, TO_FILE.withBatchRows(3))).isEqualTo(joined);
        }
    }
}
