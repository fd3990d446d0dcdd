/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.benchmarks.contenders.Contenders;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.jobs.Competition;
import io.github.flinkarrow.benchmarks.jobs.JobSpec;
import io.github.flinkarrow.benchmarks.jobs.Scenario;
import io.github.flinkarrow.benchmarks.memory.MemoryRun;
import io.github.flinkarrow.benchmarks.results.FormatResult;
import io.github.flinkarrow.benchmarks.results.JobResult;
import io.github.flinkarrow.benchmarks.results.MemoryResult;
import io.github.flinkarrow.benchmarks.tables.Tables;
import org.openjdk.jmh.runner.RunnerException;

import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures the parts of a pass.
 *
 * @param jobs only those whose name contains this
 */
record PassRun(Pass pass, TableFiles files, String jobs, List<String> contenders) {

    /** Blocks of the job that is run many times. */
    private static final long STALL_ROWS = 1_000 * 1_000L;

    private static final List<String> READERS = List.of("arrow-ipc", "arrow-ipc-mmap");

    List<JobResult> jobs(int runs) throws IOException {
        Competition competition = new Competition(files, pass.warmups(), runs);
        List<JobResult> results = new ArrayList<>();
        for (Scenario scenario : pass.scenarios()) {
            if (scenario.name().toLowerCase(Locale.ROOT).contains(jobs.toLowerCase(Locale.ROOT))) {
                long rows = pass.rows().get(scenario.table());
                results.add(run(competition, scenario, rows, contenders));
            }
        }
        return results;
    }

    private static JobResult run(
            Competition competition, Scenario scenario, long rows, List<String> contenders)
            throws IOException {
        System.err.println(scenario.name() + " ...");
        return new JobResult(
                scenario.name(),
                scenario.table(),
                rows,
                competition.run(scenario, rows, contenders));
    }

    List<FormatResult> format() throws RunnerException {
        System.err.println("the format ...");
        return pass.format().run(files.root());
    }

    List<JobResult> splits(int runs) throws IOException {
        List<JobResult> results = new ArrayList<>();
        for (Scenario scenario : Scenarios.SPLITS) {
            results.add(
                    run(
                            new Competition(files, pass.warmups(), runs),
                            scenario,
                            pass.rows().get(scenario.table()),
                            List.of("arrow-ipc", Contenders.BLOCK_SPLITS, "fixed")));
        }
        results.add(
                run(
                        new Competition(files, 0, pass.stallRuns()),
                        Scenarios.STALLS,
                        STALL_ROWS,
                        List.of(Contenders.BLOCK_SPLITS)));
        return results;
    }

    List<MemoryResult> memory() throws IOException, InterruptedException {
        Scenario scenario = Scenarios.QUICK.get(0);
        List<MemoryResult> results = new ArrayList<>();
        for (String reader : READERS) {
            System.err.println("memory of " + reader + " ...");
            Path input =
                    files.of(
                            Contenders.named(reader),
                            Tables.named(scenario.table()),
                            pass.memoryRows());
            JobSpec job = new JobSpec(reader, scenario, input.toString(), input.toString());
            results.add(
                    new MemoryResult(
                            reader,
                            bytes(input),
                            pass.memoryRuns(),
                            new MemoryRun(job, pass.memoryRuns()).run()));
        }
        return results;
    }

    private static long bytes(Path directory) {
        long bytes = 0;
        for (File file : new File(directory.getPath()).listFiles()) {
            bytes += file.length();
        }
        return bytes;
    }
}
