/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher, as a user runs it. */
class ArrowIpcITCase {

    @TempDir private Path scratch;

    @Test
    void itPrintsRowsOfFilesAndOfStandardInput() throws Exception {
        Path stream = TestData.interopDirectory().resolve("js/js-7-stream.arrows");

        String ofFile =
                shell("'%s' cat '%s'".formatted(launcher(), stream)).assertSucceeded().out();
        String ofPipe =
                shell("cat '%s' | '%s' cat -".formatted(stream, launcher()))
                        .assertSucceeded()
                        .out();

        assertThat(ofFile).hasLineCount(lines(stream)).isEqualTo(ofPipe);
        assertThat(
                        shell("'%s' cat <(cat '%s')".formatted(launcher(), stream))
                                .assertSucceeded()
                                .out())
                .isEqualTo(ofFile);
    }

    private static int lines(Path stream) throws IOException {
        return Files.readAllLines(Path.of(stream.toString().replace(".arrows", ".jsonl"))).size();
    }

    @Test
    void textIsUtf8WhateverTheLocale() throws Exception {
        Path stream = TestData.interopDirectory().resolve("js/js-7-stream.arrows");
        Path named = Files.copy(stream, scratch.resolve("\u6f22\u5b57.arrows"));

        for (String locale : List.of("C", "C.UTF-8")) {
            ForkedProcess run =
                    shell("LC_ALL=%s '%s' cat '%s'".formatted(locale, launcher(), named));

            assertThat(run.assertSucceeded().out()).contains("\"\u6f22\u5b57\"");
        }
    }

    @Test
    void nobodyHasToReadToTheEnd() throws Exception {
        Path file = TestData.realDirectory().resolve("flights-200k.arrow");

        ForkedProcess run =
                shell(
                        "set -o pipefail; '%s' cat --arrays '%s' | head -n 1"
                                .formatted(launcher(), file));

        assertThat(run.assertSucceeded().out()).hasLineCount(1);
        assertThat(run.err()).isEmpty();
    }

    @Test
    void exitCodesTellWhatIsWrong() throws Exception {
        Path missing = scratch.resolve("missing.arrow");

        ForkedProcess wrongInput = shell("'%s' cat '%s'".formatted(launcher(), missing));
        ForkedProcess wrongUsage = shell("'%s' dog".formatted(launcher()));

        assertThat(wrongInput.exitCode()).isEqualTo(1);
        assertThat(wrongInput.err()).isEqualTo("arrow-ipc: " + missing + ": no such file\n");
        assertThat(wrongUsage.exitCode()).isEqualTo(2);
    }

    @Test
    void itRunsOnTheNewestJdkWithoutAWarning() throws Exception {
        Path file = TestData.realDirectory().resolve("flights-3m-zstd.arrow");

        ForkedProcess run = shell(Jdk.newest(), "'%s' verify '%s'".formatted(launcher(), file));

        assertThat(run.assertSucceeded().out())
                .isEqualTo(file + ": ok, 3000000 rows in 22 batches\n");
        assertThat(run.err()).isEmpty();
    }

    private static Path launcher() {
        return Path.of(System.getProperty("project.root"), "arrow-ipc");
    }

    private ForkedProcess shell(String line) throws IOException, InterruptedException {
        return shell(Jdk.current(), line);
    }

    private ForkedProcess shell(Jdk jdk, String line) throws IOException, InterruptedException {
        return ForkedProcess.run(jdk.home(), scratch, List.of("bash", "-c", line));
    }
}
