/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcInspector;
import io.github.flinkarrow.format.IpcSummary;
import io.github.flinkarrow.format.SeekableInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;

/** Shows what files and streams consist of. */
@Command(
        name = "inspect",
        description =
                "Shows the schema, the blocks, the dictionaries and the sizes of the columns, without"
                        + " decoding a value.")
final class InspectCommand implements Callable<Integer> {

    private final StandardStreams streams;

    @Mixin private MetadataLimitOptions limits;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or streams.")
    private List<String> files;

    InspectCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() throws IOException {
        Console console = streams.console();
        for (int i = 0; i < files.size(); i++) {
            if (i > 0) {
                console.println("");
            }
            new SummaryText(files.get(i), inspect(files.get(i))).printTo(console);
        }
        return CommandLine.ExitCode.OK;
    }

    private IpcSummary inspect(String file) throws IOException {
        return ArrowInput.open(
                file,
                streams,
                new ArrowInput.Action<>() {
                    @Override
                    public IpcSummary seekable(SeekableInput input, IpcContainer container)
                            throws IOException {
                        return IpcInspector.inspect(input, limits.reading());
                    }

                    @Override
                    public IpcSummary forward(InputStream stream, String name) throws IOException {
                        return IpcInspector.inspect(stream, name, limits.reading());
                    }
                });
    }
}
