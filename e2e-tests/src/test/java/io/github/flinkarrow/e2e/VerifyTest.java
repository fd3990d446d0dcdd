/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.testing.GoldenContainers;
import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** {@code arrow-ipc verify} over files of other implementations. */
class VerifyTest {

    @TempDir private Path scratch;

    static List<String> interopFiles() throws IOException {
        return CatTest.interopFiles();
    }

    @ParameterizedTest
    @MethodSource("interopFiles")
    void whatOthersWroteIsOk(String file) throws IOException {
        Path path = TestData.interopDirectory().resolve(file);
        String json = path.toString().replaceAll("\\.arrows?$", ".jsonl");

        CommandRun run = CommandRun.of("verify", path.toString()).assertSucceeded();

        assertThat(run.out())
                .matches(
                        "\\Q%s\\E: ok, %d rows in \\d+ batches\n"
                                .formatted(path, Files.readAllLines(Path.of(json)).size()));
    }

    @Test
    void goldenFilesAreOk() throws IOException {
        for (String name : GoldenContainers.names()) {
            String file = GoldenContainers.path(name).toString();
            assertThat(CommandRun.of("verify", file).assertSucceeded().out())
                    .startsWith(file + ": ok, ");
        }
    }

    @Test
    void itGoesOnToTheNextFile() throws IOException {
        String good = TestData.realDirectory().resolve("flights-200k.arrow").toString();
        Path broken = scratch.resolve("broken.arrow");
        Files.write(broken, new byte[] {'A', 'R', 'R', 'O', 'W', '1', 0, 0});
        Path feather = Files.writeString(scratch.resolve("v1.feather"), "FEA1 and so on FEA1");
        Path missing = scratch.resolve("missing.arrow");

        CommandRun run =
                CommandRun.of(
                        "verify",
                        broken.toString(),
                        feather.toString(),
                        missing.toString(),
                        "-",
                        good);

        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.lines())
                .containsExactly(
                        broken + ": invalid: a file of 8 bytes has no room for a footer",
                        feather
                                + ": unsupported: Feather V1, which is not Arrow IPC; write it anew"
                                + " as Feather V2",
                        missing + ": invalid: no such file",
                        "-: invalid: the input is empty: expected an Arrow IPC file or stream",
                        good + ": ok, 200000 rows in 1 batches");
    }

    @Test
    void standardInputIsAStream() throws IOException {
        Path stream = TestData.interopDirectory().resolve("js/js-7-stream.arrows");

        CommandRun run = CommandRun.of(Files.readAllBytes(stream), "verify", "-");

        assertThat(run.assertSucceeded().out()).startsWith("-: ok, ");
    }
}
