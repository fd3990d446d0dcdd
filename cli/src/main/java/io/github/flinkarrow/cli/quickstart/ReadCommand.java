/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.cli.EmbeddedCluster;
import io.github.flinkarrow.connector.source.ReadMode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.File;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Reads Arrow data of any schema, buffered and mapped. */
@Command(
        name = "read",
        description =
                "Reads the numeric columns of an Arrow IPC file, or of a directory of them, in parallel:"
                        + " buffered, then mapped into memory. Prints their sums.")
final class ReadCommand implements Callable<Integer> {

    private static final Pattern SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+:/.*");

    @Mixin private CommonOptions options;

    @Parameters(paramLabel = "PATH", description = "A file or a directory.")
    private String path;

    private ReadCommand() {}

    @Override
    public Integer call() throws Exception {
        Console console = Console.standard();
        EmbeddedCluster cluster = options.cluster(console);
        Path data =
                SCHEME.matcher(path).matches()
                        ? new Path(path)
                        : Path.fromLocalFile(new File(path).getAbsoluteFile());
        ReadJob bufferedJob = ReadJob.sumsOf(data, ReadMode.BUFFERED);
        ReadJob mappedJob = ReadJob.sumsOf(data, ReadMode.MMAP);

        console.println("1. ArrowIpcSource reads %s in parallel, buffered.".formatted(path));
        ReadResult buffered = bufferedJob.run(cluster);
        buffered.printTo(console);

        console.println("");
        console.println("2. The same, with the files mapped into memory.");
        ReadResult mapped = mappedJob.run(cluster);
        mapped.printTo(console);
        ReadResult.printComparison(List.of(buffered, mapped), console);
        return CommandLine.ExitCode.OK;
    }
}
