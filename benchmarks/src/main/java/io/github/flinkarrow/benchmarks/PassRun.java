/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.format.FormatSuite.Selection;
import io.github.flinkarrow.benchmarks.jobs.Competition;
import io.github.flinkarrow.benchmarks.memory.MemoryJob;
import io.github.flinkarrow.benchmarks.memory.MemoryRun;
import io.github.flinkarrow.benchmarks.results.FigureSuite;
import io.github.flinkarrow.benchmarks.results.JobResult;
import io.github.flinkarrow.benchmarks.results.ResultsFile;
import org.openjdk.jmh.runner.RunnerException;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/** Measures the parts of a pass, and keeps each figure as soon as it is there. */
record PassRun(Pass pass, Choice choice, TableFiles files, ResultsFile results) {

    void run() throws Exception {
        for (Pass.Part part : Pass.Part.values()) {
            if (choice.parts().contains(part)) {
                long start = System.nanoTime();
                switch (part) {
                    case JOBS -> jobs();
                    case FORMAT -> format();
                    case FIGURES -> figures();
                    case SPLITS -> splits();
                    case MEMORY -> memory();
                }
                say(part.name().toLowerCase(Locale.ROOT) + " took", start);
            }
        }
    }

    private void jobs() throws IOException {
        for (Comparison job : pass.jobs()) {
            if (choice.has(job.scenario().name())) {
                results.putJob(run(job, pass.turns()));
            }
        }
    }

    private JobResult run(Comparison job, Pass.Turns turns) throws IOException {
        long start = System.nanoTime();
        String table = job.scenario().table();
        long rows = choice.rows().getOrDefault(table, job.rows());
        Competition competition =
                new Competition(
                        files,
                        choice.warmups().orElse(turns.warmups()),
                        choice.runs().orElse(turns.runs()));
        JobResult result =
                new JobResult(
                        job.scenario().name(),
                        table,
                        rows,
                        competition.run(
                                job.scenario(),
                                rows,
                                choice.contenders().orElse(job.contenders())));
        say(job.scenario().name(), start);
        return result;
    }

    private void format() throws IOException, RunnerException {
        for (Selection selection : pass.format().selections()) {
            long start = System.nanoTime();
            results.putFormat(pass.format().run(selection, choice.containing(), files.root()));
            say(selection.methods(), start);
        }
    }

    private void figures() throws Exception {
        for (FigureSuite suite : pass.figures()) {
            if (choice.has(suite.name())) {
                long start = System.nanoTime();
                results.putFigures(suite.measure(files.root()));
                say(suite.name(), start);
            }
        }
    }

    private void splits() throws IOException {
        for (Comparison job : pass.splits()) {
            if (choice.has(job.scenario().name())) {
                results.putSplits(run(job, pass.turns()));
            }
        }
        if (choice.has(Scenarios.STALLS.scenario().name())) {
            results.putSplits(run(Scenarios.STALLS, new Pass.Turns(0, pass.stallRuns())));
        }
    }

    private void memory() throws IOException, InterruptedException {
        Pass.MemoryPlan plan = pass.memory();
        for (MemoryJob job : MemoryJobs.of(plan, choice)) {
            if (choice.has(job.name())) {
                long start = System.nanoTime();
                int runs = choice.runs().orElse(plan.runs());
                results.putMemory(new MemoryRun(files, job, runs).run());
                say(job.name(), start);
            }
        }
    }

    /** How long something took, for who waits and for who plans the next pass. */
    private static void say(String what, long startNanos) {
        Duration duration = Duration.ofNanos(System.nanoTime() - startNanos);
        System.err.printf("%d:%02d %s%n", duration.toMinutes(), duration.toSecondsPart(), what);
    }
}
