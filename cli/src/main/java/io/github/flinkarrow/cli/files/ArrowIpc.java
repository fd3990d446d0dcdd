/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.cli.InputErrors;
import io.github.flinkarrow.cli.sql.SqlCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;

/** Looks into Arrow IPC files and streams, converts them, and queries them. */
@Command(
        name = "arrow-ipc",
        synopsisSubcommandLabel = "COMMAND",
        description = {
            "Looks into Arrow IPC files and streams, converts them, and queries them.",
            "A FILE that is - is a stream on standard input."
        },
        footer = "Exit code: 0, or 1 if an input is wrong, or 2 if the usage is.")
public final class ArrowIpc {

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Shows this.")
    @SuppressWarnings("unused") // Read by picocli.
    private boolean help;

    private ArrowIpc() {}

    /** Runs a command and exits. */
    public static void main(String[] arguments) {
        OutputStream out = new FileOutputStream(FileDescriptor.out);
        OutputStream err = new FileOutputStream(FileDescriptor.err);
        System.exit(run(System.in, out, err, arguments));
    }

    /**
     * Runs a command. What is printed is UTF-8 whatever the locale.
     *
     * @return the exit code
     */
    public static int run(InputStream in, OutputStream out, OutputStream err, String... arguments) {
        CommandOutput results = new CommandOutput(out);
        StandardStreams streams = new StandardStreams(in, results);
        InputErrors inputErrors = new InputErrors();
        IExecutionExceptionHandler errors =
                (failure, command, parsed) ->
                        failure instanceof CommandOutput.ClosedException
                                ? CommandLine.ExitCode.OK
                                : inputErrors.handleExecutionException(failure, command, parsed);
        return new CommandLine(new ArrowIpc())
                .addSubcommand(new InspectCommand(streams))
                .addSubcommand(new CatCommand(streams))
                .addSubcommand(new VerifyCommand(streams))
                .addSubcommand(new ConvertCommand(streams))
                .addSubcommand(new DdlCommand(streams))
                .addSubcommand(new SqlCommand(results, err))
                .setExecutionExceptionHandler(errors)
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
                .execute(arguments);
    }
}
