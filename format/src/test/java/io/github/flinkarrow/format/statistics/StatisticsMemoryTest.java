/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.format.statistics;

import io.github.flinkarrow.format.BufferAllocator;
import io.github.flinkarrow.format.array.RecordBatch;
import io.github.flinkarrow.format.array.RecordBatchBuilder;
import io.github.flinkarrow.format.schema.ArrowType;
import io.github.flinkarrow.format.schema.Field;
import io.github.flinkarrow.format.schema.KeyValueMetadata;
import io.github.flinkarrow.format.schema.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The largest statistics there may be are read, all of them, in little more memory than they are.
 */
class StatisticsMemoryTest {

    private static final int COLUMNS = 60;
    private static final int BLOCKS = 100_000;
    private static final int CHECKSUM = 7;

    @TempDir private Path directory;

    @Test
    void statisticsAreNotKeptAsObjects() throws Exception {
        Path text = directory.resolve("statistics");
        Files.writeString(text, encoded(), StandardCharsets.ISO_8859_1);
        assertThat(Files.size(text)).isBetween(14L << 20, 16L << 20);
        Path output = directory.resolve("output");

        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-Xmx128m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Reading.class.getName(),
                                text.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start();

        assertThat(process.waitFor()).as(() -> read(output)).isZero();
        assertThat(read(output)).endsWith(COLUMNS * BLOCKS + " are known\n");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static Schema schema() {
        Field field = Field.nullable("n", new ArrowType.Int(32, true));
        return new Schema(Collections.nCopies(COLUMNS, field), KeyValueMetadata.EMPTY);
    }

    /** Two bytes say that the one value of a column in a record batch is null. */
    private static String encoded() {
        StatisticsEncoder encoder = new StatisticsEncoder(schema());
        try (BufferAllocator allocator = BufferAllocator.create("test", 1 << 20);
                RecordBatchBuilder builder = new RecordBatchBuilder(schema(), allocator)) {
            for (int i = 0; i < COLUMNS; i++) {
                builder.column(i).appendNull();
            }
            RecordBatch batch = builder.build(1);
            for (int i = 0; i < BLOCKS; i++) {
                encoder.add(batch);
            }
        }
        return encoder.encode(CHECKSUM);
    }

    /** Asks for all of the statistics, in a process with little memory. */
    static final class Reading {

        private Reading() {}

        public static void main(String... files) throws IOException {
            KeyValueMetadata footer =
                    KeyValueMetadata.of(
                            Map.of(
                                    BlockStatistics.KEY,
                                    Files.readString(
                                            Path.of(files[0]), StandardCharsets.ISO_8859_1)));
            BlockStatistics statistics =
                    BlockStatistics.decode(footer, schema(), BLOCKS, CHECKSUM).orElseThrow();
            int known = 0;
            for (int block : List.of(0, BLOCKS - 1)) {
                for (int column = 0; column < COLUMNS; column++) {
                    known += statistics.column(block, column).isPresent() ? 0 : 1;
                }
            }
            for (int block = 0; block < BLOCKS; block++) {
                for (int column = 0; column < COLUMNS; column++) {
                    known += statistics.column(block, column).isPresent() ? 1 : 0;
                }
            }
            System.out.println(known + " are known");
        }
    }
}
