/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.cli.files;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.UUID;

/**
 * A file that is there under its name once it is complete, and not before: until then its bytes are
 * in a hidden file beside it.
 */
final class OutputFile implements Closeable {

    private final String name;
    private final Path path;
    private final Path partial;
    private final FileChannel channel;

    private OutputFile(String name, Path path, Path partial, FileChannel channel) {
        this.name = name;
        this.path = path;
        this.partial = partial;
        this.channel = channel;
    }

    /**
     * Opens a file to be written.
     *
     * @param name as the user gave it; of a device or pipe, that is written to itself
     * @throws IOException if it cannot be written, or exists and is not to be replaced
     */
    static OutputFile open(String name, Existing existing) throws IOException {
        try {
            Path path = Path.of(name);
            if (Files.isDirectory(path)) {
                throw new IOException(name + ": is a directory");
            } else if (!Files.exists(path)) {
                return beside(name, path);
            } else if (!Files.isRegularFile(path)) {
                FileChannel channel = FileChannel.open(path, StandardOpenOption.WRITE);
                return new OutputFile(name, path, null, channel);
            } else if (existing == Existing.KEPT) {
                throw exists(name);
            }
            OutputFile output = beside(name, path.toRealPath());
            output.takePermissions();
            return output;
        } catch (NoSuchFileException | InvalidPathException e) {
            throw new IOException(name + ": no such directory", e);
        } catch (AccessDeniedException e) {
            throw new IOException(name + ": permission denied", e);
        } catch (FileSystemException e) {
            throw new IOException(name + ": " + e.getReason(), e);
        }
    }

    /** What becomes of a file that is there already. */
    enum Existing {
        KEPT,
        REPLACED
    }

    private static OutputFile beside(String name, Path path) throws IOException {
        Path partial =
                path.resolveSibling("." + path.getFileName() + "." + UUID.randomUUID() + ".tmp");
        FileChannel channel =
                FileChannel.open(partial, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        // Where the process is interrupted.
        partial.toFile().deleteOnExit();
        return new OutputFile(name, path, partial, channel);
    }

    private static IOException exists(String name) {
        return new IOException(name + ": exists already (--overwrite replaces it)");
    }

    /** Whoever could not read the file that is replaced cannot read this one. */
    private void takePermissions() throws IOException {
        PosixFileAttributeView before =
                Files.getFileAttributeView(path, PosixFileAttributeView.class);
        if (before != null) {
            Files.setPosixFilePermissions(partial, before.readAttributes().permissions());
        }
    }

    /** Where the bytes go; its errors are told from those of an input by their text. */
    WritableByteChannel channel() {
        return new NamedChannel(name, channel);
    }

    /** Gives the file its name. */
    void commit(Existing existing) throws IOException {
        channel.close();
        if (partial == null) {
            return;
        }
        try {
            if (existing == Existing.REPLACED) {
                Files.move(partial, path, StandardCopyOption.REPLACE_EXISTING);
            } else {
                Files.move(partial, path);
            }
        } catch (FileAlreadyExistsException e) {
            throw exists(name);
        } catch (FileSystemException e) {
            throw new IOException(name + ": " + e.getReason(), e);
        }
    }

    /** Leaves nothing behind but what was committed. */
    @Override
    public void close() throws IOException {
        channel.close();
        if (partial != null) {
            Files.deleteIfExists(partial);
        }
    }
}
