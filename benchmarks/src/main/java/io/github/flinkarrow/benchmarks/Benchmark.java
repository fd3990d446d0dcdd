/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.results.Page;
import io.github.flinkarrow.benchmarks.results.Report;
import io.github.flinkarrow.benchmarks.results.Results;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;

/** Compares this project with its peers. */
@Command(
        name = "benchmark",
        mixinStandardHelpOptions = true,
        subcommands = CommandLine.HelpCommand.class,
        description = "Compares Arrow IPC in Flink with its peers. See docs/benchmarks.md.")
public final class Benchmark {

    private Benchmark() {}

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        System.setProperty("java.awt.headless", "true");
        System.exit(
                new CommandLine(new Benchmark())
                        .setCaseInsensitiveEnumValuesAllowed(true)
                        .execute(arguments));
    }

    @Command(
            name = "quick",
            description = "Measures what a change is looked at with, in about 10 minutes.")
    int quick(@Mixin PassOptions options) throws Exception {
        return options.run(Pass.QUICK);
    }

    @Command(name = "full", description = "Measures everything, which takes hours.")
    int full(@Mixin PassOptions options) throws Exception {
        return options.run(Pass.FULL);
    }

    @Command(name = "render", description = "Prints results that were saved as Markdown.")
    int render(
            @Parameters(paramLabel = "RESULTS", description = "A file of JSON.") Path file,
            @Option(
                            names = "--page",
                            description =
                                    "Shows them in this page, docs/benchmarks.md, and draws the"
                                            + " plots beside it.")
                    Path page)
            throws IOException {
        Results results = Results.read(file);
        System.out.print(new Report(results).toMarkdown());
        if (page != null) {
            new Page(page).show(results);
        }
        return ExitCode.OK;
    }
}
