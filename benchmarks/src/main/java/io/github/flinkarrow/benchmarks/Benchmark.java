/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

import java.io.IOException;

/** Compares this project with its peers. */
@Command(name = "benchmark", description = "Compares Arrow IPC in Flink with its peers.")
public final class Benchmark {

    private Benchmark() {}

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Benchmark()).execute(arguments));
    }

    @Command(name = "quick", description = "Measures the most important in less than 10 minutes.")
    int quick(@Mixin PassOptions options) throws IOException, RunnerException {
        return options.run(Pass.QUICK);
    }

    @Command(name = "full", description = "Measures everything, which takes hours.")
    int full(@Mixin PassOptions options) throws IOException, RunnerException {
        return options.run(Pass.FULL);
    }
}
