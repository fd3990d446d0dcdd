/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks.results;

import io.github.flinkarrow.benchmarks.jobs.Competition.Measured;
import io.github.flinkarrow.benchmarks.jobs.Outcome;
import io.github.flinkarrow.benchmarks.jobs.Sample;
import io.github.flinkarrow.benchmarks.memory.MemoryAccount;
import io.github.flinkarrow.benchmarks.memory.RunMemory;
import io.github.flinkarrow.benchmarks.usage.Usage;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/** What figures, made up here, say about the targets. */
class TargetsTest {

    private static final Results NONE =
            Results.none(
                    "full", new Machine("a processor", 2, 8L << 30, "Linux", "a JVM", "2.3.0"));

    private static final long MEBIBYTE = 1 << 20;

    private static String table(Results results) {
        return Targets.of(results).toMarkdown();
    }

    private static Results jobs(JobResult... jobs) {
        return NONE.with(
                new Results(
                        NONE.pass(),
                        NONE.machine(),
                        List.of(jobs),
                        List.of(),
                        List.of(jobs),
                        List.of(),
                        List.of()));
    }

    private static Results format(FormatResult... results) {
        return NONE.with(
                new Results(
                        NONE.pass(),
                        NONE.machine(),
                        List.of(),
                        List.of(results),
                        List.of(),
                        List.of(),
                        List.of()));
    }

    private static Results memory(MemoryAccount... accounts) {
        return NONE.with(
                new Results(
                        NONE.pass(),
                        NONE.machine(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(accounts),
                        List.of()));
    }

    private static JobResult job(String scenario, Measured... contenders) {
        return new JobResult(scenario, "mixed", 1_000_000, List.of(contenders));
    }

    private static Measured took(String contender, double... seconds) {
        Sample[] samples =
                DoubleStream.of(seconds)
                        .mapToObj(
                                each ->
                                        new Sample(
                                                new Outcome(0, 0, List.of()),
                                                each,
                                                new Usage(0, 0, 0, 0)))
                        .toArray(Sample[]::new);
        return new Measured(contender, 1_000_000, List.of(samples));
    }

    private static FormatResult method(
            String benchmark,
            String method,
            Map<String, String> parameters,
            double median,
            String unit) {
        return new FormatResult(benchmark, method, parameters, median, unit, 0, Map.of());
    }

    @Test
    void everyTargetHasARowAndACommandThatMeasuresIt() {
        List<Integer> numbers = TwelveTargets.ALL.stream().map(Target::number).toList();

        assertThat(numbers).containsAll(IntStream.rangeClosed(1, 12).boxed().toList());
        assertThat(TwelveTargets.ALL)
                .allSatisfy(target -> assertThat(target.command()).startsWith("full --only "));
    }

    @Test
    void whatWasNotMeasuredIsSaidToBe() {
        assertThat(table(NONE).lines().skip(2))
                .hasSize(TwelveTargets.ALL.size())
                .allMatch(line -> line.contains("| not measured | - |"));
    }

    @Test
    void aRatioIsOfTheMediansBeyondTheFixedCost() {
        assertThat(
                        table(
                                jobs(
                                        job(
                                                "read mixed, p1, object reuse",
                                                took("arrow-ipc", 1.1, 9, 0.2),
                                                took("parquet", 5.2, 5.1, 5.0),
                                                took("costless", 0.5),
                                                took("fixed", 0.1)))))
                .contains("Parquet uncompressed | ≥ 5 x | 5 x | yes | `full --only jobs")
                .contains("cost nothing | ≥ 0.60 x | 0.40 x | no |");
    }

    @Test
    void aTimeBeyondTheBoundIsNotMet() {
        String scenario = "SQL mixed, 9 aggregates, p1";

        assertThat(table(jobs(job(scenario, took("arrow-ipc", 1.5), took("costless", 1)))))
                .contains(scenario + ": time of rows that cost nothing | ≤ 1.25 x | 1.50 x | no |");
    }

    @Test
    void methodsAreHeldAgainstThoseWithTheSameParameters() {
        Map<String, String> plain = Map.of("files", "arrow-ipc");
        Map<String, String> zstd = Map.of("files", "arrow-ipc-zstd");

        assertThat(
                        table(
                                format(
                                        method("Scan", "rowsFullyValidated", zstd, 1, "ms"),
                                        method("Scan", "rowsFullyValidated", plain, 40, "ms"),
                                        method("Scan", "arrowJavaGetters", zstd, 1_000, "ms"),
                                        method("Scan", "arrowJavaGetters", plain, 120, "ms"))))
                .contains("arrow-java's getters | ≥ 2.50 x | 3 x | yes |");
    }

    @Test
    void unitsOfTimeAreToldApart() {
        Map<String, String> many = Map.of("blocks", "100000", "statistics", "false");
        Map<String, String> fewer = Map.of("blocks", "1000", "statistics", "false");

        assertThat(
                        table(
                                format(
                                        method("Planning", "footer", many, 9_000, "us"),
                                        method("Planning", "footer", fewer, 0.06, "ms"))))
                .contains("| footer of 100,000 record batches | ≤ 10 ms | 9 ms | yes |")
                .contains("time of that of 1,000 | ≤ 100 x | 150 x | no |");
    }

    @Test
    void oneRunThatStallsIsEnoughAndSoAreTooFewRuns() {
        assertThat(
                        table(
                                jobs(
                                        job(
                                                "read small-blocks, p2, object reuse",
                                                took("arrow-ipc-block-splits", 1, 1, 31, 1)))))
                .contains("| ≥ 200 jobs | 2 jobs | no |");
        assertThat(stalls(20)).contains("| ≥ 200 jobs | 20 jobs | no |");
        assertThat(stalls(200)).contains("| ≥ 200 jobs | 200 jobs | yes |");
    }

    private static String stalls(int runs) {
        double[] seconds = DoubleStream.generate(() -> 1).limit(runs).toArray();
        return table(
                jobs(
                        job(
                                "read small-blocks, p2, object reuse",
                                took("arrow-ipc-block-splits", seconds))));
    }

    @Test
    void memoryThatGrowsFromRunToRunIsToldFromMemoryThatMoves() {
        assertThat(
                        table(
                                memory(
                                        account("read-mapped", 0, 40, 60, 50, 51, 49, 51, 50),
                                        account("read-buffered", 3, 40, 50, 51, 52, 53, 54, 55))))
                .contains("| mapped: buffers allocated in all runs | ≤ 0 bytes | 0 bytes | yes |")
                .contains("holds at once | ≤ 4 batches | 3 batches | yes |")
                .containsPattern("read-mapped: heap [^|]*\\| ≤ 64 KiB \\| [0-9.-]+ KiB \\| yes \\|")
                .contains(
                        "read-buffered: heap that is left behind by a run | ≤ 64 KiB | 1,024 KiB | no |");
    }

    private static MemoryAccount account(String job, long batches, long... heapMebibytes) {
        List<RunMemory> runs =
                IntStream.range(0, heapMebibytes.length)
                        .mapToObj(
                                run ->
                                        new RunMemory(
                                                run,
                                                heapMebibytes[run] * MEBIBYTE,
                                                0,
                                                0,
                                                0,
                                                batches * MEBIBYTE,
                                                batches * MEBIBYTE))
                        .toList();
        return new MemoryAccount(job, 1, MEBIBYTE, 512 * MEBIBYTE, runs, List.of());
    }
}
