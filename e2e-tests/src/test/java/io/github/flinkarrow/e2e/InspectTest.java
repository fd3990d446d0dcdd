/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code arrow-ipc inspect} over files of other implementations. */
class InspectTest {

    static List<String> interopFiles() throws IOException {
        return CatTest.interopFiles();
    }

    @Test
    void itShowsContainerSchemaBlocksAndColumns() {
        String file = TestData.realDirectory().resolve("flights-200k-lz4-pyarrow.arrow").toString();

        assertThat(CommandRun.of("inspect", file).assertSucceeded().out())
                .isEqualTo(
                        file
                                + """
                                : file, V5, little-endian
                                200000 rows, 4 record batches, 0 dictionaries
                                Schema
                                   date: Timestamp(us)
                                   delay: Int64
                                   distance: Int64
                                   origin: LargeUtf8
                                   destination: LargeUtf8
                                Record batches
                                   +-------+---------+--------+-------+-------+
                                   | block |  offset |  bytes |  rows | codec |
                                   +-------+---------+--------+-------+-------+
                                   |     0 |     344 | 950480 | 50000 |   lz4 |
                                   |     1 |  950824 | 949896 | 50000 |   lz4 |
                                   |     2 | 1900720 | 947976 | 50000 |   lz4 |
                                   |     3 | 2848696 | 948608 | 50000 |   lz4 |
                                   +-------+---------+--------+-------+-------+
                                Columns
                                   +-------------+--------------+--------------------+-------+
                                   |      column | stored bytes | uncompressed bytes | ratio |
                                   +-------------+--------------+--------------------+-------+
                                   |        date |       139246 |            1600000 | 11.49 |
                                   |       delay |       593068 |            1600000 |  2.70 |
                                   |    distance |       628633 |            1600000 |  2.55 |
                                   |      origin |      1216863 |            2200080 |  1.81 |
                                   | destination |      1217517 |            2200080 |  1.81 |
                                   +-------------+--------------+--------------------+-------+
                                """);
    }

    @Test
    void itShowsDictionariesNestingAndMetadata() {
        Path file = TestData.interopDirectory().resolve("polars/polars-7-lz4-newest-file.arrow");

        assertThat(CommandRun.of("inspect", file.toString()).assertSucceeded().lines())
                .contains(
                        "107 rows, 1 record batch, 2 dictionaries",
                        "   cat: Utf8View, dictionary 0 by UInt32",
                        "      _PL_CATEGORICAL2 = 0;0;u32;",
                        "   en: Utf8View, dictionary 1 (ordered) by UInt8",
                        "   st: Struct",
                        "      b: LargeList",
                        "         item: Float64",
                        "   | id | delta | offset | bytes | values | codec |",
                        "   |  0 |    no |  17992 |   464 |      5 |   lz4 |");
    }

    @Test
    void bigEndianFilesAreToldApart() {
        Path file =
                TestData.goldenDirectory()
                        .resolve("arrow-ipc-stream/integration/1.0.0-bigendian")
                        .resolve("generated_primitive.arrow_file");

        assertThat(CommandRun.of("inspect", file.toString()).assertSucceeded().lines().get(0))
                .isEqualTo(file + ": file, V5, big-endian");
    }

    @ParameterizedTest
    @MethodSource("interopFiles")
    void everyFileCanBeInspectedAndStreamsFromStandardInputToo(String file) throws IOException {
        Path path = TestData.interopDirectory().resolve(file);
        int rows =
                Files.readAllLines(Path.of(path.toString().replaceAll("\\.arrows?$", ".jsonl")))
                        .size();

        CommandRun run = CommandRun.of("inspect", path.toString()).assertSucceeded();

        assertThat(run.lines().get(1)).startsWith(rows + (rows == 1 ? " row, " : " rows, "));
        if (file.endsWith(".arrows")) {
            assertThat(CommandRun.of(Files.readAllBytes(path), "inspect", "-").out())
                    .isEqualTo(run.out().replace(path + ":", "-:"));
        }
    }

    @Test
    void hostileFilesAreNeverAnInternalError() throws IOException {
        try (Stream<Path> files = Files.walk(TestData.goldenDirectory())) {
            for (Path file : files.filter(path -> path.toString().contains("fuzz")).toList()) {
                if (Files.isRegularFile(file)) {
                    for (String command : List.of("inspect", "verify")) {
                        CommandRun run = CommandRun.of(command, file.toString());

                        assertThat(run.exitCode()).as("%s %s", command, file).isBetween(0, 1);
                        assertThat(run.err())
                                .as("%s %s", command, file)
                                .hasLineCount(
                                        run.exitCode() == 1 && command.equals("inspect") ? 1 : 0);
                    }
                }
            }
        }
    }
}
