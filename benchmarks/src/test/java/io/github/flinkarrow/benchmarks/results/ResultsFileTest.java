/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;

/** Parts of a pass that are measured one after another come together in one file. */
class ResultsFileTest {

    private static final Machine HERE =
            new Machine("a processor", 2, 8L << 30, "Linux", "a JVM", "2.3.0");

    private static final Machine THERE =
            new Machine("another", 2, 8L << 30, "Linux", "a JVM", "2.3.0");

    @TempDir private Path directory;

    private Path file() {
        return directory.resolve("results").resolve("full.json");
    }

    private ResultsFile open(Machine machine) throws IOException {
        return ResultsFile.open(file(), "full", machine, Optional.of("0a1b2c3"));
    }

    private static JobResult job(String scenario, long rows) {
        return new JobResult(scenario, "mixed", rows, List.of());
    }

    private static FormatResult format(String files, String data, double median) {
        return new FormatResult(
                "Scan", "rows", Map.of("files", files, "data", data), median, "ms", 0, Map.of());
    }

    @Test
    void eachFigureIsKeptAsSoonAsItIsThere() throws Exception {
        open(HERE).putJob(job("read", 1));

        assertThat(Results.read(file()).jobs()).containsExactly(job("read", 1));
        assertThat(Results.read(file()).commits()).containsExactly("0a1b2c3");
        assertThat(new Report(Results.read(file())).toMarkdown())
                .contains("; this project at 0a1b2c3.");
    }

    @Test
    void whatIsMeasuredAgainTakesThePlaceOfTheSameAndLeavesTheRest() throws Exception {
        ResultsFile first = open(HERE);
        first.putJob(job("read", 1));
        first.putJob(job("write", 1));
        first.putFormat(List.of(format("none", "here", 1), format("lz4", "here", 1)));
        ResultsFile second = open(HERE);
        second.putJob(job("read", 2));
        second.putFormat(List.of(format("none", "there", 2)));

        assertThat(second.results().jobs()).containsExactly(job("read", 2), job("write", 1));
        assertThat(second.results().format())
                .containsExactly(format("none", "there", 2), format("lz4", "here", 1));
        assertThat(Results.read(file())).isEqualTo(second.results());
    }

    @Test
    void figuresOfAnotherMachineAreNotMixedInButMovedAside() throws Exception {
        open(THERE).putJob(job("read", 1));

        assertThat(open(HERE).results().jobs()).isEmpty();
        assertThat(Results.read(file().resolveSibling("full.json.old")).machine()).isEqualTo(THERE);
    }

    @Test
    void aFileOfAnotherVersionIsMovedAsideToo() throws Exception {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "{\"pass\": \"full\", \"colour\": \"blue\"}");

        assertThat(open(HERE).results().jobs()).isEmpty();
        assertThat(file().resolveSibling("full.json.old")).exists();
    }
}
