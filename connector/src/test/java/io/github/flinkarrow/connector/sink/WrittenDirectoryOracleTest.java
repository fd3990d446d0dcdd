/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.sink;

import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.data.StringData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;

import io.github.flinkarrow.connector.testing.ArrowFiles;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.testing.Oracle;
import org.apache.arrow.compression.CommonsCompressionFactory;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ValueVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What the bulk writer and the sink write, as arrow-java reads it. */
@Oracle
class WrittenDirectoryOracleTest {

    private static final int BLOCKS = 3;
    private static final int ROWS = 1_000;

    @TempDir private Path directory;

    @ParameterizedTest
    @CsvSource({"FILE, NONE", "FILE, LZ4_FRAME", "FILE, ZSTD", "STREAM, NONE", "STREAM, ZSTD"})
    void arrowJavaReadsTheSameRows(IpcContainer container, Compression compression)
            throws IOException {
        Path file = directory.resolve("a");
        ArrowFiles.write(
                file,
                BLOCKS,
                ROWS,
                ArrowIpcWriteOptions.DEFAULT.withContainer(container).withCompression(compression));

        assertThat(ids(file, container))
                .isEqualTo(LongStream.range(0, BLOCKS * ROWS).boxed().toList());
    }

    @ParameterizedTest
    @CsvSource({"FILE", "STREAM"})
    void arrowJavaReadsWhatTheCompactorJoined(IpcContainer container) throws Exception {
        ArrowIpcWriteOptions options =
                ArrowIpcWriteOptions.DEFAULT
                        .withContainer(container)
                        .withCompression(Compression.ZSTD);
        Path joined = directory.resolve("joined");
        List<org.apache.flink.core.fs.Path> parts = new ArrayList<>();
        for (String name : List.of("a", "b")) {
            parts.add(ArrowFiles.write(directory.resolve(name), BLOCKS, ROWS, options));
        }
        try (OutputStream output = Files.newOutputStream(joined)) {
            new ArrowIpcFileCompactor(options).compact(parts, output);
        }

        List<Long> once = LongStream.range(0, BLOCKS * ROWS).boxed().toList();
        List<Long> twice = new ArrayList<>(once);
        twice.addAll(once);
        assertThat(ids(joined, container)).isEqualTo(twice);
    }

    @ParameterizedTest
    @CsvSource({"FILE", "STREAM"})
    void arrowJavaReadsDictionaries(IpcContainer container) throws Exception {
        ArrowIpcWriteOptions options =
                ArrowIpcWriteOptions.DEFAULT
                        .withContainer(container)
                        .withDictionaryColumns(List.of("text"));
        Path joined = directory.resolve("joined");
        List<org.apache.flink.core.fs.Path> parts =
                List.of(
                        ArrowFiles.write(directory.resolve("a"), 1, ROWS, options),
                        ArrowFiles.write(directory.resolve("b"), BLOCKS, ROWS, options));
        try (OutputStream output = Files.newOutputStream(joined)) {
            new ArrowIpcFileCompactor(options).compact(parts, output);
        }

        assertThat(decodedTexts(directory.resolve("b"), container))
                .containsExactlyElementsOf(texts(BLOCKS));
        List<String> both = new ArrayList<>(texts(1));
        both.addAll(texts(BLOCKS));
        assertThat(decodedTexts(joined, container)).containsExactlyElementsOf(both);
    }

    private static List<String> texts(int blocks) {
        return LongStream.range(0, (long) blocks * ROWS).mapToObj(ArrowFiles::text).toList();
    }

    private static List<String> decodedTexts(Path file, IpcContainer container) throws IOException {
        List<String> texts = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowReader reader = reader(file, container, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                FieldVector indices = root.getVector("text");
                Dictionary dictionary = reader.lookup(indices.getField().getDictionary().getId());
                try (ValueVector values = DictionaryEncoder.decode(indices, dictionary)) {
                    for (int row = 0; row < root.getRowCount(); row++) {
                        texts.add(values.getObject(row).toString());
                    }
                }
            }
        }
        return texts;
    }

    @Test
    void arrowJavaReadsTheDirectoryThatAJobWrote() throws Exception {
        StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment();
        env.setParallelism(2);
        env.enableCheckpointing(20);
        env.fromSequence(0, BLOCKS * ROWS - 1)
                .map(
                        id ->
                                (RowData)
                                        GenericRowData.of(
                                                id, StringData.fromString(ArrowFiles.text(id))))
                .returns(InternalTypeInfo.of(ArrowFiles.ROW_TYPE))
                .sinkTo(
                        ArrowIpcSink.forRowData(
                                        new org.apache.flink.core.fs.Path(directory.toUri()),
                                        ArrowFiles.ROW_TYPE)
                                .withWriteOptions(ArrowIpcWriteOptions.DEFAULT.withBatchRows(100))
                                .build());
        env.execute();

        List<Long> ids = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                assertThat(file.toString()).endsWith(".arrow");
                ids.addAll(ids(file, IpcContainer.FILE));
            }
        }
        assertThat(ids)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, BLOCKS * ROWS).boxed().toList());
    }

    /** The ids of all rows, whose texts have been compared. */
    private static List<Long> ids(Path file, IpcContainer container) throws IOException {
        List<Long> ids = new ArrayList<>();
        try (BufferAllocator allocator = new RootAllocator();
                ArrowReader reader = reader(file, container, allocator)) {
            VectorSchemaRoot root = reader.getVectorSchemaRoot();
            while (reader.loadNextBatch()) {
                BigIntVector id = (BigIntVector) root.getVector("id");
                VarCharVector text = (VarCharVector) root.getVector("text");
                for (int row = 0; row < root.getRowCount(); row++) {
                    ids.add(id.get(row));
                    assertThat(text.getObject(row)).hasToString(ArrowFiles.text(id.get(row)));
                }
            }
        }
        return ids;
    }

    private static ArrowReader reader(Path file, IpcContainer container, BufferAllocator allocator)
            throws IOException {
        CommonsCompressionFactory codecs = CommonsCompressionFactory.INSTANCE;
        return container == IpcContainer.FILE
                ? new ArrowFileReader(FileChannel.open(file), allocator, codecs)
                : new ArrowStreamReader(Files.newInputStream(file), allocator, codecs);
    }
}
