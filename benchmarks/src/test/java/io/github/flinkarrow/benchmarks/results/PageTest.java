/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class PageTest {

    private static final Page BENCHMARKS = new Page(Path.of("../docs/benchmarks.md"));

    @TempDir private Path directory;

    /** {@code ./benchmark render RESULTS --page docs/benchmarks.md} makes it so. */
    @Test
    void theFiguresOfThePageAreThoseThatWereMeasured() throws Exception {
        assertThat(BENCHMARKS.shown()).isEqualTo(BENCHMARKS.expected());
    }

    @Test
    void whatStandsAroundTheMarksStays() throws Exception {
        Path file = directory.resolve("page.md");
        Files.writeString(
                file, "before\n<!-- results -->\nEARLIER\n<!-- end of results -->\nafter\n");
        Page page = new Page(file);
        page.show(
                Results.none("quick", new Machine("mine", 2, 8L << 30, "Linux", "a JVM", "2.3.0"))
                        .with(
                                new Results(
                                        "quick",
                                        new Machine("mine", 2, 8L << 30, "Linux", "a JVM", "2.3.0"),
                                        List.of(new JobResult("read", "mixed", 1, List.of())),
                                        List.of(),
                                        List.of(),
                                        List.of(),
                                        List.of())));

        assertThat(Files.readString(file))
                .startsWith("before\n<!-- results -->\nPass: quick. Machine: mine")
                .contains("(page/jobs.svg)")
                .endsWith("\n<!-- end of results -->\nafter\n")
                .doesNotContain("EARLIER");
        assertThat(page.shown()).isEqualTo(page.expected());
        assertThat(directory.resolve("page/jobs.svg")).exists();
    }

    @Test
    void aPageWithoutMarksIsLeftAlone() throws Exception {
        Path file = directory.resolve("page.md");
        Files.writeString(file, "text\n");

        assertThatThrownBy(() -> new Page(file).shown())
                .hasMessageContaining("page.md has no <!-- results -->");
    }
}
