/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.sql;

import io.github.flinkarrow.cli.Console;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs Flink SQL over files. */
@Command(
        name = "sql",
        description = {
            "Runs statements of Flink SQL, one after the other, over files as tables.",
            "Results are printed as tables."
        })
public final class SqlCommand implements Callable<Integer> {

    private static final int MOST_PARALLELISM = 128;

    private final OutputStream out;
    private final Console progress;

    @Spec private CommandSpec command;

    @Option(
            names = "--path",
            paramLabel = "DIR|FILE",
            description = {
                "A file is a table, and so is each file and directory of Arrow data in a DIR.",
                "May be given several times; by default the current directory."
            })
    private List<String> paths = new ArrayList<>();

    private int parallelism =
            Math.min(MOST_PARALLELISM, Runtime.getRuntime().availableProcessors());

    @Option(names = "--json", description = "Results are one JSON object a row.")
    private boolean json;

    @Parameters(arity = "1..*", paramLabel = "STATEMENT", description = "One statement each.")
    private List<String> statements;

    /**
     * @param out standard output, for results alone
     * @param err standard error, for the progress where it is a terminal
     */
    public SqlCommand(OutputStream out, OutputStream err) {
        this.out = out;
        this.progress =
                new Console(
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        Boolean.getBoolean("arrow-ipc.terminal.err"));
    }

    @Option(
            names = "--parallelism",
            paramLabel = "P",
            description = "Readers and writers at once; as many as processors by default.")
    void setParallelism(int value) {
        if (value < 1 || value > MOST_PARALLELISM) {
            throw new ParameterException(
                    command.commandLine(),
                    "--parallelism must be from 1 to %d but is %d"
                            .formatted(MOST_PARALLELISM, value));
        }
        parallelism = value;
    }

    @Override
    public Integer call() throws Exception {
        ResultFormat format = json ? new JsonLines(out) : new TextTables(out);
        List<String> tables = paths.isEmpty() ? List.of(".") : paths;
        new SqlSession(progress, Console.standard().isTerminal(), parallelism, tables, format)
                .run(statements);
        return CommandLine.ExitCode.OK;
    }
}
