/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.e2e;

import io.github.flinkarrow.format.testing.TestData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/** The launcher and its command, as a user runs them. */
class QuickstartITCase {

    private static final Pattern ALL_READERS =
            Pattern.compile("\\| +all \\| +([\\d,]+) \\| +([\\d,]+) \\| +([\\d,]+) \\|");
    private static final Pattern ONE_READER =
            Pattern.compile("(?m)^ +\\| +(\\d+) \\| +([\\d,]+) \\| +([\\d,]+) \\| +([\\d,]+) \\|");
    private static final Pattern BUFFERED =
            Pattern.compile("\\| +buffered \\|.*\\|.*\\| +([\\d,]+) \\|");
    private static final Pattern MAPPED = Pattern.compile("\\| +mmap \\|.*\\|.*\\| +([\\d,]+) \\|");

    @TempDir private Path scratch;

    @Test
    void itRunsTwiceAndCountsWhatItWrote() throws Exception {
        assertExample(quickstart(Jdk.current(), example()));
        assertExample(quickstart(Jdk.current(), example()));
    }

    @Test
    void itRunsOnTheNewestJdkWithoutAWarning() throws Exception {
        ForkedProcess run = quickstart(Jdk.newest(), example());

        assertExample(run);
        assertThat(run.err()).isEmpty();
    }

    private String[] example() {
        return new String[] {
            "--batches",
            "60",
            "--batch-rows",
            "1000",
            "--parallelism",
            "2",
            "--directory",
            scratch.resolve("example").toString()
        };
    }

    private void assertExample(ForkedProcess run) throws IOException {
        String out = run.assertSucceeded().out();

        // Twice through the source.
        assertThat(out.split("COUNT\\(\\*\\) = 60000\n", -1)).hasSize(3);
        assertThat(out.split("SUM\\(nums\\) = 29970000\n", -1)).hasSize(3);
        Matcher all = ALL_READERS.matcher(out);
        for (int mode = 0; mode < 2; mode++) {
            assertThat(all.find()).as(out).isTrue();
            assertThat(number(all.group(1))).isBetween(2L, 60L);
            assertThat(number(all.group(2))).isEqualTo(60);
            assertThat(number(all.group(3))).isEqualTo(60_000);
        }
        assertReadersAddUp(out);

        // Twice through SQL.
        assertThat(out).containsPattern("\\| +60000 \\| +29970000 \\|");
        assertThat(out).containsPattern("\\| +0 \\| +60000 \\| +0 \\| +999 \\| +29970000 \\|");

        // 4 bytes a row in buffers, none where they are mapped.
        assertThat(group(BUFFERED, out)).isGreaterThanOrEqualTo(240_000);
        assertThat(group(MAPPED, out)).isZero();

        Path directory = scratch.resolve("example");
        assertThat(out.lines().reduce((first, last) -> last).orElseThrow())
                .contains(directory.toString());
        try (var files = Files.list(directory)) {
            assertThat(files).isNotEmpty().allMatch(file -> file.toString().endsWith(".arrow"));
        }
    }

    private static void assertReadersAddUp(String out) {
        long blocks = 0;
        long rows = 0;
        Matcher one = ONE_READER.matcher(out.substring(0, out.indexOf("3. ")));
        while (one.find()) {
            blocks += number(one.group(3));
            rows += number(one.group(4));
        }
        assertThat(blocks).isEqualTo(60);
        assertThat(rows).isEqualTo(60_000);
    }

    @ParameterizedTest
    @CsvSource({
        "flights-200k.arrow, 200000, SUM(delay) = 1500159, SUM(distance) = 145847125",
        "flights-3m-zstd.arrow, 3000000, SUM(delay) = 20003603, SUM(distance) = 2194861208",
        "flights-200k-lz4-pyarrow.arrow, 200000, SUM(delay) = 1809922, SUM(distance) = 145843075",
        "flights-300k-lz4-polars.arrow, 300000, SUM(delay) = 1387184, SUM(distance) = 218163672"
    })
    void itReadsRealFiles(String file, String rows, String delay, String distance)
            throws Exception {
        Path path = TestData.realDirectory().resolve(file);

        ForkedProcess run = quickstart(Jdk.current(), "read", path.toString());

        assertThat(run.assertSucceeded().out())
                .contains("COUNT(*) = " + rows + "\n", delay + "\n", distance + "\n");
    }

    @Test
    void whatCannotBeReadIsSaidInOneLine() throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("empty directory"));
        Path empty = Files.createFile(scratch.resolve("empty.arrow"));
        Path text = Files.writeString(scratch.resolve("text.arrow"), "Once upon a time\n");
        Path feather = Files.writeString(scratch.resolve("v1.feather"), "FEA1 and so on FEA1");
        Path missing = scratch.resolve("missing.arrow");

        for (Path path : List.of(directory, empty, text, feather, missing)) {
            ForkedProcess run = quickstart(Jdk.current(), "read", path.toString());

            assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(1);
            assertThat(run.err()).hasLineCount(1).startsWith("quickstart: ");
            assertThat(run.err()).contains(path.getFileName().toString().substring(0, 5));
        }
    }

    @Test
    void otherFilesAreNotOverwritten() throws Exception {
        Path directory = Files.createDirectory(scratch.resolve("example"));
        Path precious = Files.writeString(directory.resolve("precious.txt"), "mine");

        ForkedProcess run = quickstart(Jdk.current(), example());

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.err()).hasLineCount(1).contains("precious.txt");
        assertThat(precious).hasContent("mine");
    }

    @Test
    void wrongUsageExitsWithTwo() throws Exception {
        assertThat(quickstart(Jdk.current(), "read").exitCode()).isEqualTo(2);
        assertThat(quickstart(Jdk.current(), "reed").exitCode()).isEqualTo(2);
        assertThat(quickstart(Jdk.current(), "--parallelism", "0").exitCode()).isEqualTo(2);
    }

    private ForkedProcess quickstart(Jdk jdk, String... arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("project.root"), "quickstart").toString());
        command.addAll(List.of(arguments));
        return ForkedProcess.run(jdk.home(), scratch, command);
    }

    private static long group(Pattern pattern, String out) {
        Matcher matcher = pattern.matcher(out);
        assertThat(matcher.find()).as(out).isTrue();
        return number(matcher.group(1));
    }

    private static long number(String text) {
        return Long.parseLong(text.replace(",", ""));
    }
}
