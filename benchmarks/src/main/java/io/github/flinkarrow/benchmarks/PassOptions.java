/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.benchmarks;

import io.github.flinkarrow.benchmarks.Pass.Part;
import io.github.flinkarrow.benchmarks.contenders.TableFiles;
import io.github.flinkarrow.benchmarks.results.Commit;
import io.github.flinkarrow.benchmarks.results.Machine;
import io.github.flinkarrow.benchmarks.results.Report;
import io.github.flinkarrow.benchmarks.results.ResultsFile;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            description =
                    "The directory of the results: by default target/benchmark. What is measured"
                            + " takes the place of the same there, if that is of this machine.")
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

    @Option(
            names = "--warmups",
            description = "Runs of a job before those that are measured, instead of the pass's.")
    private Integer warmups;

    @Option(
            names = "--jobs",
            paramLabel = "TEXT",
            description = "Only jobs, methods and measures whose name contains this.")
    private String containing = "";

    @Option(
            names = "--contenders",
            split = ",",
            description = "Whole jobs only of these contenders, separated by commas.")
    private List<String> contenders;

    int run(Pass pass) throws Exception {
        ResultsFile file =
                ResultsFile.open(
                        results.resolve(pass.name() + ".json"),
                        pass.name(),
                        Machine.current(),
                        Commit.of(HOME));
        Choice choice =
                new Choice(
                        parts == null ? pass.parts() : parts,
                        containing,
                        rows,
                        Optional.ofNullable(warmups),
                        Optional.ofNullable(runs),
                        Optional.ofNullable(contenders));
        new PassRun(pass, choice, new TableFiles(data.toAbsolutePath()), file).run();
        Report report = new Report(file.results());
        report.plot(results.resolve(pass.name()));
        System.out.println(report.toText());
        return ExitCode.OK;
    }
}
