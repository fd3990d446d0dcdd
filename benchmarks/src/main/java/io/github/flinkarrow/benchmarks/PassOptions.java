/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.Pass.Part;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.results.Machine;
import io.github.flinkarrow.benchmarks.results.Report;
import io.github.flinkarrow.benchmarks.results.Results;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What both passes can be told. */
final class PassOptions {

    private static final Path HOME =
            Path.of(System.getProperty("arrow-ipc.home", "")).toAbsolutePath();

    @Option(
            names = "--data",
            description =
                    "The directory of the tables, which are written on first use: by default"
                            + " target/benchmark/data.")
    private Path data = HOME.resolve("target/benchmark/data");

    @Option(
            names = "--results",
            description = "The directory of the results: by default target/benchmark.")
    private Path results = HOME.resolve("target/benchmark");

    @Option(
            names = "--only",
            split = ",",
            description = "Only these parts, separated by commas: ${COMPLETION-CANDIDATES}.")
    private Set<Part> parts;

    @Option(
            names = "--rows",
            split = ",",
            paramLabel = "TABLE=ROWS",
            description = "Rows of tables instead of the pass's, as in mixed=100000,wide=500.")
    private Map<String, Long> rows = Map.of();

    @Option(names = "--runs", description = "Runs of a job instead of the pass's.")
    private Integer runs;

    @Option(names = "--jobs", description = "Only whole jobs whose name contains this.")
    private String jobs = "";

    @Option(
            names = "--contenders",
            split = ",",
            description = "Whole jobs only of these contenders, separated by commas.")
    private List<String> contenders;

    int run(Pass pass) throws IOException, RunnerException, InterruptedException {
        Set<Part> wanted = parts == null ? pass.parts() : parts;
        int jobRuns = runs == null ? pass.runs() : runs;
        PassRun run =
                new PassRun(
                        withRows(pass),
                        new TableFiles(data.toAbsolutePath()),
                        jobs,
                        contenders == null ? pass.contenders() : contenders);
        Results measured =
                new Results(
                        pass.name(),
                        Machine.current(),
                        wanted.contains(Part.JOBS) ? run.jobs(jobRuns) : List.of(),
                        wanted.contains(Part.FORMAT) ? run.format() : List.of(),
                        wanted.contains(Part.SPLITS) ? run.splits(jobRuns) : List.of(),
                        wanted.contains(Part.MEMORY) ? run.memory() : List.of());
        measured.write(results.resolve(pass.name() + ".json"));
        Report report = new Report(measured);
        report.plot(results.resolve(pass.name()));
        System.out.println(report.toText());
        return ExitCode.OK;
    }

    private Pass withRows(Pass pass) {
        Map<String, Long> counts = new HashMap<>(pass.rows());
        counts.putAll(rows);
        return new Pass(
                pass.name(),
                pass.parts(),
                counts,
                pass.warmups(),
                pass.runs(),
                pass.scenarios(),
                pass.contenders(),
                pass.format(),
                pass.stallRuns(),
                pass.memoryRuns(),
                rows.getOrDefault("mixed", pass.memoryRows()));
    }
}
