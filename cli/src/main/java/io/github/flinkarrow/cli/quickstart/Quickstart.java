/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.cli.EmbeddedCluster;
import io.github.flinkarrow.cli.InputErrors;
import io.github.flinkarrow.connector.source.ReadMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.File;
import java.util.List;
import java.util.concurrent.Callable;

/** Writes the example of the Arrow documentation with Flink, and reads it back in three ways. */
@Command(
        name = "quickstart",
        subcommands = ReadCommand.class,
        description = {
            "Writes 10,000,000 rows in 1,000 record batches with Flink, and reads them back in"
                    + " parallel, through SQL, and mapped into memory.",
            "Everything that is printed is counted in the jobs."
        })
public final class Quickstart implements Callable<Integer> {

    private static final String DIRECTORY = "target/quickstart/bigfile";

    @Mixin private CommonOptions options;

    @Option(names = "--directory", hidden = true, description = "Where the files go.")
    private File directory = new File(System.getProperty("arrow-ipc.home", "."), DIRECTORY);

    @Option(names = "--batches", hidden = true)
    private int batches = 1_000;

    @Option(names = "--batch-rows", hidden = true)
    private int batchRows = 10_000;

    private Quickstart() {}

    /** Runs the command and exits. */
    public static void main(String[] arguments) {
        System.exit(
                new CommandLine(new Quickstart())
                        .setExecutionExceptionHandler(new InputErrors())
                        .execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        Console console = Console.standard();
        EmbeddedCluster cluster = options.cluster(console);
        ExampleFiles files = new ExampleFiles(directory, batches, batchRows);

        console.println(
                "1. A Flink job writes %,d rows: %,d record batches of %,d."
                        .formatted(files.rows(), batches, batchRows));
        files.write(cluster).printTo(console);

        Path path = Path.fromLocalFile(directory);
        console.println("");
        console.println("2. ArrowIpcSource reads them in parallel, buffered.");
        ReadResult buffered = ReadJob.sumsOf(path, ReadMode.BUFFERED).run(cluster);
        buffered.printTo(console);

        console.println("");
        console.println("3. The same through SQL.");
        new ExampleQueries(path).run(cluster, console);

        console.println("");
        console.println("4. ArrowIpcSource again, with the files mapped into memory.");
        ReadResult mapped = ReadJob.sumsOf(path, ReadMode.MMAP).run(cluster);
        mapped.printTo(console);
        ReadResult.printComparison(List.of(buffered, mapped), console);

        console.println("");
        console.println(
                "The files stay in %s; with pyarrow: pyarrow.dataset.dataset('%s', format='ipc')"
                        .formatted(directory.getPath(), directory.getAbsolutePath()));
        return CommandLine.ExitCode.OK;
    }
}
