/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/** Prints the statement that makes a table of a file. */
@Command(name = "ddl", description = "Prints the CREATE TABLE statement for a file.")
final class DdlCommand implements Callable<Integer> {

    private final StandardStreams streams;

    @Mixin private MetadataLimitOptions limits;

    @Parameters(paramLabel = "FILE", description = "A file or a stream in a file.")
    private String file;

    DdlCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        if (file.equals(ArrowInput.STANDARD_INPUT)) {
            throw new IOException(file + ": a table is read from a file, not from standard input");
        }
        try (RecordBatches batches = RecordBatches.open(file, streams, limits.reading())) {
            Path path = Path.of(file).toAbsolutePath().normalize();
            streams.console().println(CreateTable.statement(path, batches.schema()));
        }
        return CommandLine.ExitCode.OK;
    }
}
