/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.connector.file.src.reader.BulkFormat;
import org.apache.flink.connector.file.src.util.RecordAndPosition;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.data.InvalidValueException;
import io.github.flinkarrow.connector.data.Values;
import io.github.flinkarrow.connector.testing.Buffers;
import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.GoldenContainers;
import io.github.flinkarrow.format.testing.HostileRead;
import io.github.flinkarrow.format.testing.MemoryInput;
import io.github.flinkarrow.format.testing.Mutation;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Changes golden files at random and reads them in splits: the rows of the file as a whole, or a
 * typed exception where that gives one. Of the mutants, few of each kind are read as Flink does.
 */
class MutantSplitsTest {

    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 30);
    private static final long SEED = Long.getLong("fuzz.seed", 20_240_601L);
    private static final int MOST_READABLE = 3;
    private static final int MOST_UNREADABLE = 1;
    private static final int MOST_CUTS = 6;

    private static final ArrowIpcReadOptions OPTIONS =
            ArrowIpcReadOptions.DEFAULT.withMaxBatchBytes(4 << 20).withMaxUnbackedRows(2_000);

    @TempDir private java.nio.file.Path directory;

    static List<String> names() throws IOException {
        return GoldenContainers.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void changedFileGivesTheSameRowsHoweverItIsCut(String name) throws IOException {
        byte[] original = GoldenContainers.bytes(name);
        List<Long> blocks = blocks(name, original);
        HostileRead format = new HostileRead(1);
        Mutation[] mutations = Mutation.values();
        int readable = 0;
        int unreadable = 0;
        for (int i = 0; i < MUTANTS && readable < MOST_READABLE; i++) {
            long seed = SEED * 1_000_003 + i;
            byte[] mutant = mutations[i % mutations.length].mutant(original, seed);
            HostileRead.Result rows = format.all(input(name, mutant));
            if (rows.failure() == null) {
                readable++;
            } else if (rows.batches().isEmpty() || unreadable++ >= MOST_UNREADABLE) {
                continue;
            }
            java.nio.file.Path file = directory.resolve(i + ".arrow");
            long before = Buffers.allocatedBytes();
            try {
                check(Files.write(file, mutant), schema(name, mutant), blocks, new Random(seed));
                assertThat(Buffers.allocatedBytes()).isEqualTo(before);
            } catch (RuntimeException | Error | IOException e) {
                throw new AssertionError(name + " changed with seed " + seed, e);
            } finally {
                Files.deleteIfExists(file);
            }
        }
    }

    private static void check(
            java.nio.file.Path path, Schema schema, List<Long> blocks, Random random)
            throws IOException {
        Path file = new Path(path.toUri());
        FileStatus status = file.getFileSystem().getFileStatus(file);
        RowType type = ArrowToFlinkTypes.inferRowType(schema).rowType();
        List<List<?>> whole = read(status, ReadMode.BUFFERED, type, List.of());
        assertThat(read(status, ReadMode.MMAP, type, List.of())).isEqualTo(whole);
        for (ReadMode mode : ReadMode.values()) {
            List<Long> cuts = cuts(status.getLen(), blocks, random);
            assertThat(read(status, mode, type, cuts)).as("cut at %s", cuts).isEqualTo(whole);
        }
        if (whole != null && type.getFieldCount() > 0) {
            int column = random.nextInt(type.getFieldCount());
            RowType one = new RowType(List.of(type.getFields().get(column)));
            List<Long> cuts = cuts(status.getLen(), blocks, random);
            assertThat(read(status, ReadMode.BUFFERED, one, cuts))
                    .as("column %s cut at %s", column, cuts)
                    .isEqualTo(whole.stream().map(row -> row.subList(column, column + 1)).toList());
        }
    }

    /**
     * The rows of all splits that a file is cut into.
     *
     * @return null if a split cannot be read
     */
    private static List<List<?>> read(FileStatus file, ReadMode mode, RowType type, List<Long> cuts)
            throws IOException {
        List<List<?>> rows = new ArrayList<>();
        long start = 0;
        boolean failed = false;
        for (int i = 0; i <= cuts.size(); i++) {
            long end = i < cuts.size() ? cuts.get(i) : file.getLen();
            FileSourceSplit split =
                    new FileSourceSplit(
                            "id",
                            file.getPath(),
                            start,
                            end - start,
                            file.getModificationTime(),
                            file.getLen());
            try {
                read(new ArrowIpcBulkFormat(type, OPTIONS.withMode(mode)), split, type, rows);
            } catch (IpcFormatException
                    | UnsupportedIpcFeatureException
                    | InvalidValueException e) {
                assertThat(e).hasMessageContaining(file.getPath().getName());
                failed = true;
            }
            start = end;
        }
        return failed ? null : rows;
    }

    private static void read(
            ArrowIpcBulkFormat format, FileSourceSplit split, RowType type, List<List<?>> rows)
            throws IOException {
        try (BulkFormat.Reader<RowData> reader = format.createReader(new Configuration(), split)) {
            BulkFormat.RecordIterator<RowData> batch;
            while ((batch = reader.readBatch()) != null) {
                RecordAndPosition<RowData> row;
                while ((row = batch.next()) != null) {
                    rows.add(Values.plain(row.getRecord(), type));
                }
                batch.releaseBatch();
            }
        }
    }

    /** Anywhere, inside of blocks too, and exactly where blocks start or one byte off. */
    private static List<Long> cuts(long size, List<Long> blocks, Random random) {
        TreeSet<Long> cuts = new TreeSet<>();
        for (int i = 1 + random.nextInt(MOST_CUTS); i > 0; i--) {
            long cut =
                    blocks.isEmpty() || random.nextBoolean()
                            ? random.nextLong(size)
                            : blocks.get(random.nextInt(blocks.size())) + random.nextInt(3) - 1;
            if (cut > 0 && cut < size) {
                cuts.add(cut);
            }
        }
        return List.copyOf(cuts);
    }

    /** Where the blocks of an unchanged file start. */
    private static List<Long> blocks(String name, byte[] bytes) throws IOException {
        List<Long> offsets = new ArrayList<>();
        if (name.endsWith(".arrow_file")) {
            try (IpcFileReader reader = IpcFileReader.open(input(name, bytes), format())) {
                for (int i = 0; i < reader.recordBatchCount(); i++) {
                    offsets.add(reader.block(i).offset());
                }
            }
        }
        return offsets;
    }

    private static Schema schema(String name, byte[] bytes) throws IOException {
        SeekableInput input = input(name, bytes);
        if (IpcContainer.of(input) == IpcContainer.FILE) {
            try (IpcFileReader reader = IpcFileReader.open(input, format())) {
                return reader.schema();
            }
        }
        try (IpcStreamReader reader = IpcStreamReader.open(input, format())) {
            return reader.schema();
        }
    }

    private static SeekableInput input(String name, byte[] bytes) {
        return new MemoryInput(name, bytes, bytes.length, false);
    }

    private static ReadOptions format() {
        return OPTIONS.forFormat();
    }
}
