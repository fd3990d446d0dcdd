/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.jobs.Competition.Measured;
import io.github.flinkarrow.benchmarks.jobs.Outcome;
import io.github.flinkarrow.benchmarks.jobs.Sample;
import io.github.flinkarrow.benchmarks.memory.MemoryAccount;
import io.github.flinkarrow.benchmarks.memory.MemorySample;
import io.github.flinkarrow.benchmarks.memory.RunMemory;
import io.github.flinkarrow.benchmarks.usage.Usage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;

import javax.xml.parsers.DocumentBuilderFactory;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {

    private static final long ROWS = 10_000_000;

    private static final Results RESULTS =
            new Results(
                    "quick",
                    new Machine("a processor", 2, 8L << 30, "Linux", "a JVM", "2.3.0"),
                    List.of(
                            new JobResult(
                                    "read",
                                    "mixed",
                                    ROWS,
                                    List.of(
                                            measured("arrow-ipc", 0.7, 0.6, 9),
                                            measured("parquet", 2.1, 2.2, 2.0),
                                            measured("costless", 0.3, 0.4, 0.35),
                                            measured("fixed", 0.1, 0.1, 0.1)))),
                    List.of(
                            format("rows", "none", 100),
                            format("arrowJavaGetters", "none", 250),
                            format("rows", "lz4", 200)),
                    List.of(),
                    List.of(
                            new MemoryAccount(
                                    "read-buffered",
                                    2L << 30,
                                    1L << 20,
                                    512L << 20,
                                    List.of(
                                            held(0, 9),
                                            held(1, 6),
                                            held(2, 5),
                                            held(3, 6),
                                            held(4, 7)),
                                    List.of(
                                            new MemorySample(0, 5, 0, 0, 0, 0),
                                            new MemorySample(1, 7, 0, 0, 0, 0)))),
                    List.of(
                            new Figure("Growth", "planning", "1,000 files", 12, "ms"),
                            new Figure("Store", "requests", "a footer", 1.5, "")));

    @TempDir private Path scratch;

    private static Measured measured(String contender, double... seconds) {
        Usage usage = new Usage(1.5, 3 << 20, 4 << 20, 5 << 20);
        Outcome outcome = new Outcome(ROWS, 0, List.of());
        return new Measured(
                contender,
                ROWS,
                DoubleStream.of(seconds)
                        .mapToObj(each -> new Sample(outcome, each, usage))
                        .toList());
    }

    private static FormatResult format(String method, String files, double median) {
        return new FormatResult(
                "Scan", method, Map.of("files", files), median, "ms", 1 << 20, Map.of());
    }

    private static RunMemory held(int run, long mebibytes) {
        return new RunMemory(run, mebibytes << 20, 3 << 20, 0, 0, 64 << 20, 3 << 20);
    }

    @Test
    void ratiosAreOfMediansBeyondTheFixedCost() {
        assertThat(new Report(RESULTS).toMarkdown())
                .contains(
                        "| read | arrow-ipc | 0.700 | 0.600 | 16.67 | 3.33 | 0.42 | 1.50 | 3 | 4 | 5 | 3 |\n")
                .contains("| read | parquet | 2.100 | 2.000 | 5.00 | 1.00 |")
                .contains("| read | fixed | 0.100 | - | - | - | - |");
    }

    @Test
    void aMethodIsHeldAgainstItsPeerWithTheSameParameters() {
        assertThat(new Report(RESULTS).toMarkdown())
                .contains(
                        "| Scan | rows | files none | 100.000 ms | 1.00 | arrowJavaGetters | 2.50 |\n")
                .contains("| Scan | rows | files lz4 | 200.000 ms | 1.00 | - | - |\n");
    }

    @Test
    void whatTheFirstRunHeldIsBesideWhatTheLastDidAndTheTrendOfThoseThatHaveSettled() {
        assertThat(new Report(RESULTS).toMarkdown())
                .contains(
                        "| read-buffered | 2048 | 5 | 512 | 9.0 / 7.0 / 9.0 | 1024.0 |"
                                + " 3.0 / 3.0 / 3.0 | 0.0 | 0 | 3.0 | 3.0 | 64.0 |\n");
    }

    @Test
    void figuresThatStandForThemselvesHaveATableAGroup() {
        assertThat(new Report(RESULTS).toMarkdown())
                .contains("### Growth\n", "| planning | 1,000 files | 12 ms |\n")
                .contains("### Store\n", "| requests | a footer | 1.500 |\n");
    }

    @Test
    void savedResultsGiveTheSameTables() throws Exception {
        Path file = scratch.resolve("results.json");
        RESULTS.write(file);

        assertThat(new Report(Results.read(file)).toText()).isEqualTo(new Report(RESULTS).toText());
    }

    @Test
    void plotsAreSvg() throws Exception {
        new Report(RESULTS).plot(scratch);

        DocumentBuilderFactory parsers = DocumentBuilderFactory.newDefaultInstance();
        // The document type has an address, which is not for a test to read.
        parsers.setFeature("http://apache.org/xml/features/nonvalidating/load-external-dtd", false);
        for (String name : List.of("jobs.svg", "memory-read-buffered.svg")) {
            Document plot = parsers.newDocumentBuilder().parse(scratch.resolve(name).toFile());
            assertThat(plot.getElementsByTagName("path").getLength()).as(name).isPositive();
        }
    }
}
