/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.data;

import org.apache.flink.table.types.logical.RowType;

import io.github.flinkarrow.connector.types.ArrowToFlinkTypes;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcFileReader;
import io.github.flinkarrow.format.IpcFormatException;
import io.github.flinkarrow.format.IpcStreamReader;
import io.github.flinkarrow.format.ReadOptions;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.schema.Schema;
import io.github.flinkarrow.format.testing.RecordingInput;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/** Whatever a file holds, its rows can be used, or a typed exception says why not. */
class HostileFilesTest {

    private static final int MUTANTS = Integer.getInteger("fuzz.mutants", 20);
    private static final long SEED = Long.getLong("fuzz.seed", 20_240_601L);

    private static final ReadOptions OPTIONS = ReadOptions.DEFAULT.withMaxBatchBytes(64L << 20);

    /** Rows without bytes can be many. */
    private static final int MAX_ROWS = 2_000;

    static List<Path> corpus() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String directory : List.of("arrow-ipc-file", "arrow-ipc-stream")) {
            try (Stream<Path> paths = Files.list(TestData.goldenDirectory().resolve(directory))) {
                paths.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        return files;
    }

    static List<Path> goldenFiles() throws IOException {
        Path root = TestData.goldenDirectory().resolve("arrow-ipc-stream/integration");
        try (Stream<Path> paths = Files.walk(root)) {
            return paths.filter(path -> path.toString().endsWith(".arrow_file")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void inputOfAFuzzerGivesRowsOrATypedException(Path file) throws IOException {
        read(RecordingInput.of(file));
    }

    @ParameterizedTest
    @MethodSource("goldenFiles")
    void changedFileGivesRowsOrATypedException(Path file) throws IOException {
        byte[] original = Files.readAllBytes(file);
        for (int i = 0; i < MUTANTS; i++) {
            long seed = SEED * 1_000_003 + i;
            Random random = new Random(seed);
            byte[] bytes = original.clone();
            for (int changes = 1 + random.nextInt(4); changes > 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            try {
                read(RecordingInput.of(file.getFileName().toString(), bytes));
            } catch (RuntimeException | Error | IOException e) {
                throw new AssertionError(file + " changed with seed " + seed, e);
            }
        }
    }

    private static void read(SeekableInput input) throws IOException {
        try (input) {
            if (IpcContainer.of(input) == IpcContainer.FILE) {
                file(input);
            } else {
                stream(input);
            }
        } catch (IpcFormatException | UnsupportedIpcFeatureException e) {
            return;
        }
    }

    private static void file(SeekableInput input) throws IOException {
        try (IpcFileReader reader = IpcFileReader.open(input, OPTIONS)) {
            RowType type = ArrowToFlinkTypes.inferRowType(reader.schema()).rowType();
            RowReader rows = rows(reader.schema(), type);
            for (int i = 0; i < reader.recordBatchCount(); i++) {
                try (RecordBatch batch = reader.recordBatch(i, rows.projection())) {
                    use(rows, batch, type);
                }
            }
        }
    }

    private static void stream(SeekableInput input) throws IOException {
        try (IpcStreamReader reader = IpcStreamReader.open(input, OPTIONS)) {
            RowType type = ArrowToFlinkTypes.inferRowType(reader.schema()).rowType();
            RowReader rows = rows(reader.schema(), type);
            RecordBatch batch = reader.next(rows.projection());
            while (batch != null) {
                try (RecordBatch open = batch) {
                    use(rows, open, type);
                }
                batch = reader.next(rows.projection());
            }
        }
    }

    /** What can be inferred can be read. */
    private static RowReader rows(Schema schema, RowType type) throws IOException {
        return RowReader.create(schema, type, "test");
    }

    private static void use(RowReader rows, RecordBatch batch, RowType type) throws IOException {
        RowBatch views;
        try {
            views = rows.bind(batch);
        } catch (InvalidValueException e) {
            return;
        }
        for (int i = 0; i < Math.min(views.rowCount(), MAX_ROWS); i++) {
            Values.plain(views.row(i), type);
        }
    }
}
