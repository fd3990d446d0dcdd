/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.jobs.Competition;
import io.github.flinkarrow.benchmarks.jobs.Scenario;
import io.github.flinkarrow.benchmarks.jobs.TableFiles;
import io.github.flinkarrow.benchmarks.results.JobResult;
import io.github.flinkarrow.benchmarks.results.JobTable;
import io.github.flinkarrow.benchmarks.results.Machine;
import io.github.flinkarrow.benchmarks.results.Results;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Compares this project with its peers. */
@Command(name = "benchmark", description = "Compares Arrow IPC in Flink with its peers.")
public final class Benchmark {

    private Benchmark() {}

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Command(name = "quick")
    int quick(
            @Option(names = "--data", defaultValue = "target/benchmark/data") Path data,
            @Option(names = "--results", defaultValue = "target/benchmark") Path results)
            throws IOException {
        Pass pass = Pass.QUICK;
        Competition competition =
                new Competition(new TableFiles(data.toAbsolutePath()), pass.warmups(), pass.runs());
        List<JobResult> jobs = new ArrayList<>();
        for (Scenario scenario : pass.scenarios()) {
            long rows = pass.rows().get(scenario.table());
            jobs.add(
                    new JobResult(
                            scenario.name(),
                            scenario.table(),
                            rows,
                            competition.run(scenario, rows, pass.contenders())));
        }
        new Results(pass.name(), Machine.current(), jobs)
                .write(results.resolve(pass.name() + ".json"));
        System.out.println(new JobTable(jobs).toText());
        return 0;
    }
}
