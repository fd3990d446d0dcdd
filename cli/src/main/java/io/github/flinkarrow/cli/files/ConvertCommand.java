/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.format.Compression;
import io.github.flinkarrow.format.ConvertOptions;
import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.IpcConverter;
import io.github.flinkarrow.format.SeekableInput;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.concurrent.Callable;

/** Writes a file or stream anew. */
@Command(
        name = "convert",
        description = {
            "Writes a file or stream anew: the same rows, types and metadata.",
            "An OUT that is - is standard output."
        })
final class ConvertCommand implements Callable<Integer> {

    private static final String STANDARD_OUTPUT = "-";

    private final StandardStreams streams;
    private ConvertOptions options = ConvertOptions.DEFAULT;

    @Spec private CommandSpec command;

    @Mixin private LimitOptions limits;

    @Option(names = "--overwrite", description = "Replaces OUT if it exists.")
    private boolean overwrite;

    @Parameters(index = "0", paramLabel = "IN", description = "A file or stream.")
    private String in;

    @Parameters(index = "1", paramLabel = "OUT", description = "What is written.")
    private String out;

    ConvertCommand(StandardStreams streams) {
        this.streams = streams;
    }

    @Option(
            names = "--container",
            paramLabel = "file|stream",
            description = "By default that of IN; a stream on standard output.")
    void setContainer(String container) {
        options =
                options.withContainer(
                        switch (container) {
                            case "file" -> IpcContainer.FILE;
                            case "stream" -> IpcContainer.STREAM;
                            default -> throw wrong("--container is file or stream", container);
                        });
    }

    @Option(
            names = "--compression",
            paramLabel = "none|lz4|zstd",
            description = "By default that of the first record batch of IN.")
    void setCompression(String compression) {
        options =
                options.withCompression(
                        switch (compression) {
                            case "none" -> Compression.NONE;
                            case "lz4" -> Compression.LZ4_FRAME;
                            case "zstd" -> Compression.ZSTD;
                            default ->
                                    throw wrong("--compression is none, lz4 or zstd", compression);
                        });
    }

    @Option(
            names = "--batch-rows",
            paramLabel = "N",
            description = "Cuts record batches of that many rows; by default those of IN are kept.")
    void setBatchRows(int rows) {
        if (rows < 1) {
            throw wrong("--batch-rows is 1 or more", String.valueOf(rows));
        }
        options = options.withBatchRows(rows);
    }

    private ParameterException wrong(String rule, String found) {
        return new ParameterException(command.commandLine(), rule + ", not " + found);
    }

    @Override
    public Integer call() throws IOException {
        IpcConverter.Converted converted = out.equals(STANDARD_OUTPUT) ? toOutput() : toFile();
        for (IpcConverter.Loss loss : converted.losses()) {
            command.commandLine().getErr().println("arrow-ipc: " + out + ": " + text(loss));
        }
        return CommandLine.ExitCode.OK;
    }

    private static String text(IpcConverter.Loss loss) {
        return switch (loss) {
            case FOOTER_METADATA ->
                    "the metadata of the footer is left out: a stream has no footer";
            case BATCH_METADATA ->
                    "the metadata of record batches that were cut or joined is left out";
        };
    }

    private IpcConverter.Converted toOutput() throws IOException {
        if (options.container() == null) {
            options = options.withContainer(IpcContainer.STREAM);
        }
        try (WritableByteChannel channel = Channels.newChannel(streams.out())) {
            return convert(channel);
        }
    }

    private IpcConverter.Converted toFile() throws IOException {
        OutputFile.Existing existing =
                overwrite ? OutputFile.Existing.REPLACED : OutputFile.Existing.KEPT;
        try (OutputFile output = OutputFile.open(out, existing)) {
            IpcConverter.Converted converted = convert(output.channel());
            output.commit(existing);
            return converted;
        }
    }

    private IpcConverter.Converted convert(WritableByteChannel channel) throws IOException {
        return ArrowInput.open(
                in,
                streams,
                new ArrowInput.Action<>() {
                    @Override
                    public IpcConverter.Converted seekable(
                            SeekableInput input, IpcContainer container) throws IOException {
                        return IpcConverter.convert(input, limits.reading(), channel, options);
                    }

                    @Override
                    public IpcConverter.Converted forward(InputStream stream, String name)
                            throws IOException {
                        return IpcConverter.convert(
                                stream, name, limits.reading(), channel, options);
                    }
                });
    }
}
