/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.RecoverableFsDataOutputStream;
import org.apache.flink.core.fs.local.LocalDataOutputStream;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.table.api.ValidationException;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.table.types.logical.RowType;
import org.apache.flink.table.types.logical.ZonedTimestampType;
import org.apache.flink.types.RowKind;
import org.apache.flink.util.InstantiationUtil;

import io.github.flinkarrow.connector.data.InvalidValueException;
import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.connector.types.FlinkToArrowTypes;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ArrowIpcBulkWriterTest {

    private static final String NOTHING_MORE =
            "nothing more can be written: a row or a record batch could not be, or all is finished";
    private static final RowType NOT_NULL =
            RowType.of(
                    new LogicalType[] {new BigIntType(false), new BigIntType(false)},
                    new String[] {"a", "b"});

    @TempDir private Path directory;
    private Path file;
    private FSDataOutputStream stream;

    @BeforeEach
    void openStream() throws IOException {
        file = directory.resolve("a.arrow");
        stream = new LocalDataOutputStream(file.toFile());
    }

    @Test
    void writesNothingBeforeItsFirstRow() throws IOException {
        writer(ArrowIpcWriteOptions.DEFAULT);

        assertThat(stream.getPos()).isZero();
    }

    @Test
    void finishingWithoutRowsWritesAnEmptyFileAtTheStartOfTheStream() throws IOException {
        writer(ArrowIpcWriteOptions.DEFAULT).finish();

        assertThat(rowCounts()).isEmpty();
    }

    @Test
    void finishingWithoutRowsWritesNothingBehindOtherBytes() throws IOException {
        stream.write(1);

        writer(ArrowIpcWriteOptions.DEFAULT).finish();

        assertThat(stream.getPos()).isEqualTo(1);
    }

    @Test
    void refusesToStartAFileBehindOtherBytes() throws IOException {
        stream.write(1);
        BulkWriter<RowData> writer = writer(ArrowIpcWriteOptions.DEFAULT);

        assertThatThrownBy(() -> writer.addElement(ArrowFiles.row(0)))
                .hasMessage("an Arrow IPC file cannot start at position 1 of its output");
    }

    @Test
    void leavesTheStreamOpen() throws IOException {
        BulkWriter<RowData> writer = writer(ArrowIpcWriteOptions.DEFAULT);
        writer.addElement(ArrowFiles.row(0));
        writer.finish();

        stream.write(1);
    }

    @Test
    void cutsBatchesByRows() throws IOException {
        write(writer(ArrowIpcWriteOptions.DEFAULT.withBatchRows(100)), 250);

        assertThat(rowCounts()).containsExactly(100L, 100L, 50L);
    }

    @Test
    void cutsBatchesByBytes() throws IOException {
        write(writer(ArrowIpcWriteOptions.DEFAULT.withBatchBytes(1_000)), 100);

        assertThat(rowCounts()).containsExactly(41L, 40L, 19L);
    }

    @Test
    void largeRowsDoNotMakeABatchLargerThanAsked() throws IOException {
        BulkWriter<RowData> writer = writer(ArrowIpcWriteOptions.DEFAULT.withBatchBytes(100_000));
        StringData large = StringData.fromString("x".repeat(60_000));
        for (int i = 0; i < 40; i++) {
            writer.addElement(GenericRowData.of((long) i, large));
        }
        writer.finish();

        assertThat(rowCounts()).hasSize(20).containsOnly(2L);
    }

    @Test
    void flushingWritesTheRowsSoFar() throws IOException {
        BulkWriter<RowData> writer = writer(ArrowIpcWriteOptions.DEFAULT);
        writer.addElement(ArrowFiles.row(0));
        writer.flush();
        write(writer, 2);

        assertThat(rowCounts()).containsExactly(1L, 2L);
    }

    @Test
    void refusesRowsThatAreNotInsertions() throws IOException {
        BulkWriter<RowData> writer = writer(ArrowIpcWriteOptions.DEFAULT);
        RowData update =
                GenericRowData.ofKind(RowKind.UPDATE_AFTER, 1L, StringData.fromString("new"));

        assertThatThrownBy(() -> writer.addElement(update))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("UPDATE_AFTER");
    }

    @Test
    void afterARowThatDoesNotFitThereIsNothingToComplete() throws IOException {
        ArrowIpcBulkWriter writer = notNullWriter(stream);
        writer.addElement(GenericRowData.of(1L, 2L));

        assertThatThrownBy(() -> writer.addElement(GenericRowData.of(1L, null)))
                .isInstanceOf(InvalidValueException.class);
        assertThatThrownBy(() -> writer.addElement(GenericRowData.of(1L, 2L)))
                .isInstanceOf(IOException.class)
                .hasMessage(NOTHING_MORE);
        writer.flush();
        writer.finish();

        assertThat(stream.getPos()).isZero();
        assertThat(writer.heldBytes()).isZero();
    }

    @Test
    void aFileThatACheckpointCouldCommitIsNotFinishedWithoutARow() throws IOException {
        LocalFileSystem files = new LocalFileSystem();
        try (RecoverableFsDataOutputStream part =
                files.createRecoverableWriter()
                        .open(new org.apache.flink.core.fs.Path(file.toUri()))) {
            ArrowIpcBulkWriter writer = notNullWriter(part);

            assertThatThrownBy(() -> writer.addElement(GenericRowData.of(1L, null)))
                    .isInstanceOf(InvalidValueException.class);
            assertThatThrownBy(writer::flush).isInstanceOf(IOException.class);
            assertThatThrownBy(writer::finish)
                    .isInstanceOf(IOException.class)
                    .hasMessage(NOTHING_MORE);
        }
    }

    @Test
    void aBatchThatCouldNotBeWrittenIsNotWrittenAgain() throws IOException {
        BulkWriter<RowData> writer = writer(ArrowIpcWriteOptions.DEFAULT.withBatchRows(2));
        writer.addElement(ArrowFiles.row(0));
        stream.close();

        assertThatThrownBy(() -> writer.addElement(ArrowFiles.row(1)))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> writer.addElement(ArrowFiles.row(2)))
                .isInstanceOf(IOException.class)
                .hasMessage(NOTHING_MORE);
        writer.flush();
        writer.finish();
    }

    @Test
    void aFooterThatCouldNotBeWrittenIsNotWrittenAgain() throws IOException {
        BulkWriter<RowData> writer = writer(ArrowIpcWriteOptions.DEFAULT);
        writer.addElement(ArrowFiles.row(0));
        writer.flush();
        stream.close();

        assertThatThrownBy(writer::finish).isInstanceOf(IOException.class);
        writer.flush();
        writer.finish();
    }

    @Test
    void aStreamThatCannotBeFlushedSaysWhere() throws IOException {
        FSDataOutputStream full =
                new LocalDataOutputStream(directory.resolve("full").toFile()) {
                    @Override
                    public void flush() throws IOException {
                        throw new IOException("No space left on device");
                    }
                };
        BulkWriter<RowData> writer =
                new ArrowIpcBulkWriterFactory(
                                ArrowFiles.ROW_TYPE, ArrowIpcWriteOptions.DEFAULT, "/data/out")
                        .create(full);

        assertThatThrownBy(writer::flush)
                .isInstanceOf(IOException.class)
                .hasMessage("writing a file below /data/out: No space left on device");
    }

    @Test
    void manyOpenWritersShareOneBudget() throws IOException {
        WriterBudget budget = new WriterBudget(1 << 20);
        Schema schema = FlinkToArrowTypes.schema(ArrowFiles.ROW_TYPE);
        List<ArrowIpcBulkWriter> writers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            FSDataOutputStream part =
                    new LocalDataOutputStream(directory.resolve("part" + i).toFile());
            writers.add(
                    new ArrowIpcBulkWriter(
                            part,
                            null,
                            schema,
                            ArrowFiles.ROW_TYPE,
                            ArrowIpcWriteOptions.DEFAULT,
                            budget));
        }

        for (int row = 0; row < 100 * 1_000; row++) {
            writers.get(row % 100).addElement(ArrowFiles.row(row));
            if (row % 1_000 == 0) {
                assertThat(held(writers)).isLessThanOrEqualTo(1 << 20);
            }
        }
        for (ArrowIpcBulkWriter writer : writers) {
            writer.finish();
        }

        assertThat(held(writers)).isZero();
        long rows = 0;
        for (int i = 0; i < 100; i++) {
            rows += rowCounts(directory.resolve("part" + i)).stream().mapToLong(n -> n).sum();
        }
        assertThat(rows).isEqualTo(100 * 1_000);
    }

    @Test
    void openFilesShareWhatTheirBytesAreStagedIn() throws IOException {
        for (Compression compression : List.of(Compression.NONE, Compression.ZSTD)) {
            ArrowIpcBulkWriterFactory factory =
                    new ArrowIpcBulkWriterFactory(
                            ArrowFiles.ROW_TYPE,
                            ArrowIpcWriteOptions.DEFAULT.withCompression(compression));
            Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
            List<BulkWriter<RowData>> open = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                Path part = directory.resolve(compression + "-" + i);
                BulkWriter<RowData> writer =
                        factory.create(
                                new LocalDataOutputStream(part.toFile()) {
                                    @Override
                                    public void write(byte[] bytes, int offset, int count)
                                            throws IOException {
                                        arrays.add(bytes);
                                        super.write(bytes, offset, count);
                                    }
                                });
                for (int row = 0; row < 100; row++) {
                    writer.addElement(ArrowFiles.row(row));
                }
                writer.flush();
                open.add(writer);
            }

            assertThat(arrays)
                    .filteredOn(array -> array.length >= 64 << 10)
                    .hasSize(compression == Compression.NONE ? 0 : 1);
            for (BulkWriter<RowData> writer : open) {
                writer.finish();
            }
        }
    }

    @Test
    void theBudgetKnowsOfSmallBatchesToo() throws IOException {
        ArrowIpcBulkWriter writer =
                (ArrowIpcBulkWriter) writer(ArrowIpcWriteOptions.DEFAULT.withBatchRows(1));
        writer.addElement(ArrowFiles.row(0));

        assertThat(writer.heldBytes()).isPositive();
    }

    @Test
    void writersOfSeveralThreadsDoNotWriteForEachOther() throws Exception {
        ArrowIpcBulkWriterFactory factory =
                new ArrowIpcBulkWriterFactory(ArrowFiles.ROW_TYPE, ArrowIpcWriteOptions.DEFAULT);

        WriterBudget elsewhere = CompletableFuture.supplyAsync(factory::budget).get();

        assertThat(factory.budget()).isSameAs(factory.budget()).isNotSameAs(elsewhere);
    }

    @Test
    void aTypeThatArrowDoesNotHaveIsRefusedAtOnce() {
        RowType zoned = RowType.of(new ZonedTimestampType());

        assertThatThrownBy(() -> new ArrowIpcBulkWriterFactory(zoned, ArrowIpcWriteOptions.DEFAULT))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("'f0'")
                .hasMessageContaining("Arrow has no type for TIMESTAMP(6) WITH TIME ZONE");
    }

    @Test
    void theFactoryTravelsToTheCluster() throws Exception {
        ArrowIpcBulkWriterFactory factory =
                InstantiationUtil.clone(
                        new ArrowIpcBulkWriterFactory(
                                ArrowFiles.ROW_TYPE,
                                ArrowIpcWriteOptions.DEFAULT.withCompression(Compression.ZSTD, 5)));

        write(factory.create(stream), 10);

        assertThat(rowCounts()).containsExactly(10L);
    }

    @Test
    void aBatchLargerThanReadersTakeIsRefusedAtOnce() {
        assertThat(ArrowIpcWriteOptions.DEFAULT.withBatchBytes(1L << 30).batchBytes())
                .isEqualTo(ReadOptions.DEFAULT.maxBatchBytes());
        assertThatThrownBy(() -> ArrowIpcWriteOptions.DEFAULT.withBatchBytes((1L << 30) + 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("batchBytes must be at most 1073741824 but is 1073741825");
    }

    @Test
    void aLevelThatTheCodecDoesNotHaveIsRefusedAtOnce() {
        ArrowIpcWriteOptions options =
                ArrowIpcWriteOptions.DEFAULT
                        .withContainer(IpcContainer.STREAM)
                        .withCompression(Compression.ZSTD, 99);

        assertThatThrownBy(() -> new ArrowIpcBulkWriterFactory(ArrowFiles.ROW_TYPE, options))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99");
    }

    private BulkWriter<RowData> writer(ArrowIpcWriteOptions options) {
        return new ArrowIpcBulkWriterFactory(ArrowFiles.ROW_TYPE, options).create(stream);
    }

    private static ArrowIpcBulkWriter notNullWriter(FSDataOutputStream stream) {
        return (ArrowIpcBulkWriter)
                new ArrowIpcBulkWriterFactory(NOT_NULL, ArrowIpcWriteOptions.DEFAULT)
                        .create(stream);
    }

    private static void write(BulkWriter<RowData> writer, int rows) throws IOException {
        for (int i = 0; i < rows; i++) {
            writer.addElement(ArrowFiles.row(i));
        }
        writer.finish();
    }

    private static long held(List<ArrowIpcBulkWriter> writers) {
        return writers.stream().mapToLong(ArrowIpcBulkWriter::heldBytes).sum();
    }

    private List<Long> rowCounts() throws IOException {
        return rowCounts(file);
    }

    private static List<Long> rowCounts(Path file) throws IOException {
        assertThat(Files.size(file)).isPositive();
        List<Long> counts = new ArrayList<>();
        try (IpcFileReader reader =
                IpcFileReader.open(SeekableInput.ofFile(file), ReadOptions.DEFAULT)) {
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                counts.add(reader.rowCount(i));
            }
        }
        return counts;
    }
}
