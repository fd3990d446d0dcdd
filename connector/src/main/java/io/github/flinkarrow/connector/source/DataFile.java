/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.connector.file.src.FileSourceSplit;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.format.SeekableInput;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;

/**
 * A file as it was when it was planned.
 *
 * @param size bytes
 * @param modificationTime milliseconds since 1970; 0 or less where the file system knows none
 */
record DataFile(Path path, long size, long modificationTime) {

    static DataFile of(FileStatus status) {
        return new DataFile(status.getPath(), status.getLen(), status.getModificationTime());
    }

    static DataFile of(FileSourceSplit split) {
        return new DataFile(split.path(), split.fileSize(), split.fileModificationTime());
    }

    private interface Opening {
        SeekableInput open(FileSystem fileSystem) throws IOException;
    }

    /**
     * Opens the file.
     *
     * @throws FileChangedException if it is not there any more, or has another size or modification
     *     time
     * @throws FileUnreadableException if it is there and may not be read
     * @throws IOException that names the file, if it cannot be opened just now
     */
    SeekableInput open(ReadMode mode) throws IOException {
        return open(fileSystem -> openNow(fileSystem, mode));
    }

    /**
     * Opens the file for its first bytes, of which no more are read than are asked for.
     *
     * @throws IOException as {@link #open(ReadMode)} does
     */
    SeekableInput openForItsStart() throws IOException {
        return open(
                fileSystem ->
                        LocalDirectory.isLocal(fileSystem)
                                ? openNow(fileSystem, ReadMode.BUFFERED)
                                : FlinkFileInput.open(fileSystem, path, size));
    }

    private SeekableInput open(Opening opening) throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        try {
            SeekableInput input = opening.open(fileSystem);
            try {
                requireUnchanged(fileSystem, input);
            } catch (Throwable t) {
                input.close();
                throw t;
            }
            return input;
        } catch (FileChangedException e) {
            throw e;
        } catch (IOException e) {
            if (isGone(fileSystem, e)) {
                throw new FileChangedException(
                        path
                                + ": the file is gone since it was planned"
                                + FileChangedException.WAY_OUT,
                        e);
            }
            String message = path + ": the file cannot be opened: " + e;
            throw mayNotBeRead(e)
                    ? new FileUnreadableException(message, e)
                    : new IOException(message, e);
        }
    }

    private SeekableInput openNow(FileSystem fileSystem, ReadMode mode) throws IOException {
        if (!LocalDirectory.isLocal(fileSystem)) {
            return new WindowedInput(
                    FlinkFileInput.open(fileSystem, path, size), () -> openAgain(fileSystem));
        }
        java.nio.file.Path local = new File(path.getPath()).toPath();
        return mode == ReadMode.MMAP
                ? SeekableInput.ofMappedFile(local)
                : SeekableInput.ofFile(local);
    }

    private SeekableInput openAgain(FileSystem fileSystem) throws IOException {
        SeekableInput input = FlinkFileInput.open(fileSystem, path, size);
        try {
            requireUnchanged(fileSystem, input);
            return input;
        } catch (Throwable t) {
            input.close();
            throw t;
        }
    }

    /** Asked of what is open, so that nothing is replaced in between. */
    private void requireUnchanged(FileSystem fileSystem, SeekableInput input) throws IOException {
        Optional<String> difference = differenceTo(of(fileSystem.getFileStatus(path)));
        if (difference.isPresent()) {
            throw changed(difference.get());
        }
        if (input.size() != size) {
            throw changed(difference("size", size + " bytes", input.size() + " bytes"));
        }
    }

    private boolean isGone(FileSystem fileSystem, IOException failure) throws IOException {
        return isNotFound(failure) && !fileSystem.exists(path);
    }

    /** What is found and not found may not be looked at. */
    private static boolean mayNotBeRead(IOException failure) {
        return failure instanceof AccessDeniedException || isNotFound(failure);
    }

    private static boolean isNotFound(IOException failure) {
        return failure instanceof FileNotFoundException || failure instanceof NoSuchFileException;
    }

    /**
     * How what is found under the name differs from this, if it does. A modification time that is
     * not known says nothing.
     */
    Optional<String> differenceTo(DataFile now) {
        if (now.size != size) {
            return Optional.of(difference("size", size + " bytes", now.size + " bytes"));
        }
        if (now.modificationTime != modificationTime
                && now.modificationTime > 0
                && modificationTime > 0) {
            return Optional.of(
                    difference(
                            "modification time",
                            Instant.ofEpochMilli(modificationTime),
                            Instant.ofEpochMilli(now.modificationTime)));
        }
        return Optional.empty();
    }

    private static String difference(String what, Object planned, Object found) {
        return "its %s was %s and is %s".formatted(what, planned, found);
    }

    private FileChangedException changed(String difference) {
        return new FileChangedException(
                path
                        + ": the file has changed since it was planned: "
                        + difference
                        + FileChangedException.WAY_OUT);
    }
}
