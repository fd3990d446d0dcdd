/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import io.github.flinkarrow.format.IpcContainer;
import io.github.flinkarrow.format.SeekableInput;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** What a command is asked to read, by the name that the user gave it. */
final class ArrowInput {

    static final String STANDARD_INPUT = "-";

    private ArrowInput() {}

    /** What is done with an input. */
    interface Action<T> {

        /** With a file or stream that can be read anywhere, which the action closes. */
        T seekable(SeekableInput input, IpcContainer container) throws IOException;

        /** With a stream that can only be read from its start, which the action closes. */
        T forward(InputStream stream, String name) throws IOException;
    }

    /**
     * Opens an input by its name.
     *
     * @param name a file, a pipe, or - for standard input
     */
    static <T> T open(String name, StandardStreams streams, Action<T> action) throws IOException {
        if (name.equals(STANDARD_INPUT)) {
            return action.forward(streams.in(), name);
        }
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw new IOException(name + ": is a directory");
            }
            if (Files.exists(path) && !Files.isRegularFile(path)) {
                return action.forward(Files.newInputStream(path), name);
            }
            return seekable(SeekableInput.ofFile(path), action);
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new IOException(name + ": no such file", e);
        } catch (AccessDeniedException e) {
            throw new IOException(name + ": permission denied", e);
        }
    }

    private static <T> T seekable(SeekableInput input, Action<T> action) throws IOException {
        IpcContainer container;
        try {
            container = IpcContainer.of(input);
        } catch (IOException e) {
            input.close();
            throw e;
        }
        return action.seekable(input, container);
    }
}
