/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.testing;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.ConvertOptions;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcConverter;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What other implementations wrote, and files and streams in memory that are written anew. */
public final class Conversions {

    /**
     * All that a file or stream holds.
     *
     * @param batches for each the values of each column, as {@link PlainValues} has them
     * @param batchMetadata the custom metadata of each batch
     * @param footer its custom metadata; none of a stream
     */
    public record Contents(
            Schema schema,
            List<Integer> rowCounts,
            List<List<List<Object>>> batches,
            List<KeyValueMetadata> batchMetadata,
            KeyValueMetadata footer) {

        /** The values of each column, of all batches. */
        public List<List<Object>> columns() {
            List<List<Object>> columns = new ArrayList<>();
            for (int i = 0; i < schema.fields().size(); i++) {
                List<Object> column = new ArrayList<>();
                for (List<List<Object>> batch : batches) {
                    column.addAll(batch.get(i));
                }
                columns.add(column);
            }
            return columns;
        }

        public int rows() {
            return rowCounts.stream().mapToInt(Integer::intValue).sum();
        }
    }

    private Conversions() {}

    /** Every golden and interop file and stream. */
    public static List<Path> everyFile() throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path root :
                List.of(
                        TestData.goldenDirectory().resolve("arrow-ipc-stream"),
                        TestData.interopDirectory())) {
            try (Stream<Path> paths = Files.walk(root)) {
                paths.filter(path -> path.toString().matches(".*\\.(arrows?|arrow_file|stream)"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    /** Writes a file or stream anew; memory that is not given back is an error. */
    public static byte[] convert(byte[] bytes, ConvertOptions options) throws IOException {
        MemoryChannel output = new MemoryChannel();
        BufferAllocator allocator = BufferAllocator.create("conversion", 64 << 20);
        IpcConverter.convert(
                RecordingInput.of("in", bytes),
                ReadOptions.DEFAULT.withAllocator(allocator),
                output,
                options.withAllocator(allocator));
        allocator.close();
        return output.bytes();
    }

    /** Each way of writing a file or stream whose batches are kept. */
    public static List<ConvertOptions> everyWay() {
        List<ConvertOptions> ways = new ArrayList<>();
        for (IpcContainer container : IpcContainer.values()) {
            for (Compression compression : Compression.values()) {
                ways.add(
                        ConvertOptions.DEFAULT
                                .withContainer(container)
                                .withCompression(compression));
            }
        }
        return ways;
    }

    /** Reads all there is. */
    public static Contents read(byte[] bytes) throws IOException {
        List<Integer> rowCounts = new ArrayList<>();
        List<List<List<Object>>> batches = new ArrayList<>();
        List<KeyValueMetadata> metadata = new ArrayList<>();
        BufferAllocator allocator = BufferAllocator.create("contents", 64 << 20);
        ReadOptions options = ReadOptions.DEFAULT.withAllocator(allocator);
        Schema schema;
        KeyValueMetadata footer = KeyValueMetadata.EMPTY;
        RecordingInput input = RecordingInput.of("contents", bytes);
        if (IpcContainer.of(input) == IpcContainer.FILE) {
            try (IpcFileReader reader = IpcFileReader.open(input, options)) {
                schema = reader.schema();
                footer = reader.metadata();
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    add(reader.recordBatch(i), rowCounts, batches, metadata);
                }
            }
        } else {
            try (IpcStreamReader reader = IpcStreamReader.open(input, options)) {
                schema = reader.schema();
                for (RecordBatch b = reader.next(); b != null; b = reader.next()) {
                    add(b, rowCounts, batches, metadata);
                }
            }
        }
        allocator.close();
        return new Contents(schema, rowCounts, batches, metadata, footer);
    }

    private static void add(
            RecordBatch batch,
            List<Integer> rowCounts,
            List<List<List<Object>>> batches,
            List<KeyValueMetadata> metadata) {
        try (batch) {
            rowCounts.add(batch.rowCount());
            batches.add(PlainValues.of(batch));
            metadata.add(batch.metadata());
        }
    }
}
