/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.cli.Console;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcVerifier;
import io.github.flinkarrow.format.SeekableInput;
import io.github.flinkarrow.format.UnsupportedIpcFeatureException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;

/** Verifies files and streams. */
@Command(
        name = "verify",
        description =
                "Reads everything with all checks there are, and says of each file how it is.")
final class VerifyCommand implements Callable<Integer> {

    private final StandardStreams streams;

    @Mixin private LimitOptions limits;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Files or streams.")
    private List<String> files;

    VerifyCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Override
    public Integer call() {
        Console console = streams.console();
        boolean allValid = true;
        for (String file : files) {
            String prefix = file + ": ";
            try {
                IpcVerifier.Contents contents = verify(file);
                console.println(
                        prefix
                                + "ok, %d rows in %d batches"
                                        .formatted(contents.rows(), contents.recordBatches()));
            } catch (UnsupportedIpcFeatureException e) {
                allValid = false;
                console.println(prefix + "unsupported: " + reason(e, prefix));
            } catch (IOException e) {
                allValid = false;
                console.println(prefix + "invalid: " + reason(e, prefix));
            }
        }
        return allValid ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
    }

    private IpcVerifier.Contents verify(String file) throws IOException {
        return ArrowInput.open(
                file,
                streams,
                new ArrowInput.Action<>() {
                    @Override
                    public IpcVerifier.Contents seekable(
                            SeekableInput input, IpcContainer container) throws IOException {
                        return IpcVerifier.verify(input, limits.reading());
                    }

                    @Override
                    public IpcVerifier.Contents forward(InputStream stream, String name)
                            throws IOException {
                        return IpcVerifier.verify(stream, name, limits.reading());
                    }
                });
    }

    /** What is wrong, in one line and without the name of the file, which precedes it already. */
    private static String reason(IOException failure, String prefix) {
        String message = String.valueOf(failure.getMessage()).replaceAll("\\s*\\R\\s*", " ");
        return message.startsWith(prefix) ? message.substring(prefix.length()) : message;
    }
}
