/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.jobs.Competition;
import io.github.flinkarrow.benchmarks.jobs.Scenario;
import io.github.flinkarrow.benchmarks.results.FormatResult;
import io.github.flinkarrow.benchmarks.results.FormatTable;
import io.github.flinkarrow.benchmarks.results.JobResult;
import io.github.flinkarrow.benchmarks.results.JobTable;
import io.github.flinkarrow.benchmarks.results.Machine;
import io.github.flinkarrow.benchmarks.results.Results;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
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

    @Option(names = "--rows", description = "Rows of the table 'mixed' instead of the pass's.")
    private Long rows;

    @Option(names = "--runs", description = "Runs that are measured instead of the pass's.")
    private Integer runs;

    @Option(names = "--jobs", description = "Only jobs whose name contains this.")
    private String jobs = "";

    @Option(
            names = "--contenders",
            split = ",",
            description = "Only these contenders, separated by commas.")
    private List<String> contenders;

    @Option(
            names = "--only",
            description = "Only these parts: ${COMPLETION-CANDIDATES}; all of them by default.",
            split = ",")
    private Set<Part> parts = EnumSet.allOf(Part.class);

    /** The parts of a pass. */
    enum Part {
        JOBS,
        FORMAT
    }

    int run(Pass pass) throws IOException, RunnerException {
        List<FormatResult> format = List.of();
        if (parts.contains(Part.FORMAT)) {
            System.err.println("the format ...");
            format = pass.format().run(data);
        }
        List<JobResult> measured = parts.contains(Part.JOBS) ? runJobs(pass) : List.of();
        new Results(pass.name(), Machine.current(), measured, format)
                .write(results.resolve(pass.name() + ".json"));
        System.out.println(new JobTable(measured).toText());
        System.out.println(new FormatTable(format).toText());
        return ExitCode.OK;
    }

    private List<JobResult> runJobs(Pass pass) throws IOException {
        Competition competition =
                new Competition(
                        new TableFiles(data.toAbsolutePath()),
                        pass.warmups(),
                        runs == null ? pass.runs() : runs);
        List<JobResult> measured = new ArrayList<>();
        for (Scenario scenario : pass.scenarios()) {
            if (contains(scenario.name(), jobs)) {
                measured.add(run(competition, scenario, pass));
            }
        }
        return measured;
    }

    private static boolean contains(String name, String part) {
        return name.toLowerCase(Locale.ROOT).contains(part.toLowerCase(Locale.ROOT));
    }

    private JobResult run(Competition competition, Scenario scenario, Pass pass)
            throws IOException {
        System.err.println(scenario.name() + " ...");
        long count =
                rows != null && scenario.table().equals("mixed")
                        ? rows
                        : pass.rows().get(scenario.table());
        return new JobResult(
                scenario.name(),
                scenario.table(),
                count,
                competition.run(
                        scenario, count, contenders == null ? pass.contenders() : contenders));
    }
}
