/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.quickstart;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.cli.EmbeddedCluster;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be asked of each command. */
final class CommonOptions {

    private static final int MOST_BY_DEFAULT = 8;
    private static final int MOST = 128;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Shows this.")
    @SuppressWarnings("unused") // Read by picocli.
    private boolean help;

    private int parallelism =
            Math.min(MOST_BY_DEFAULT, Math.max(2, Runtime.getRuntime().availableProcessors()));

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            description = "Readers and writers at once; as many as processors by default.")
    void setParallelism(int value) {
        if (value < 1 || value > MOST) {
            throw new ParameterException(
                    command.commandLine(),
                    "--parallelism must be from 1 to %d but is %d".formatted(MOST, value));
        }
        parallelism = value;
    }

    EmbeddedCluster cluster(Console console) {
        return new EmbeddedCluster(console, parallelism);
    }
}
