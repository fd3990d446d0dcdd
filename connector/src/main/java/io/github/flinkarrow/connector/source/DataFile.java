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
import java.time.Instant;

/**
 * A file as it was when it was planned.
 *
 * @param size bytes
 * @param modificationTime milliseconds since 1970
 */
record DataFile(Path path, long size, long modificationTime) {

    static DataFile of(FileStatus status) {
        return new DataFile(status.getPath(), status.getLen(), status.getModificationTime());
    }

    static DataFile of(FileSourceSplit split) {
        return new DataFile(split.path(), split.fileSize(), split.fileModificationTime());
    }

    /**
     * Opens the file.
     *
     * @throws FileChangedException if it is not there any more, or has another size or modification
     *     time
     */
    SeekableInput open(ReadMode mode) throws IOException {
        FileSystem fileSystem = path.getFileSystem();
        checkUnchanged(fileSystem);
        SeekableInput input = openNow(fileSystem, mode);
        if (input.size() != size) {
            input.close();
            throw changed("size", size + " bytes", input.size() + " bytes");
        }
        return input;
    }

    private SeekableInput openNow(FileSystem fileSystem, ReadMode mode) throws IOException {
        if (!"file".equals(fileSystem.getUri().getScheme())) {
            return FlinkFileInput.open(fileSystem, path, size);
        }
        java.nio.file.Path local = new File(path.getPath()).toPath();
        return mode == ReadMode.MMAP
                ? SeekableInput.ofMappedFile(local)
                : SeekableInput.ofFile(local);
    }

    private void checkUnchanged(FileSystem fileSystem) throws IOException {
        FileStatus now;
        try {
            now = fileSystem.getFileStatus(path);
        } catch (FileNotFoundException e) {
            throw new FileChangedException(path + ": the file is gone since it was planned", e);
        }
        if (now.getLen() != size) {
            throw changed("size", size + " bytes", now.getLen() + " bytes");
        }
        if (now.getModificationTime() != modificationTime) {
            throw changed(
                    "modification time",
                    Instant.ofEpochMilli(modificationTime),
                    Instant.ofEpochMilli(now.getModificationTime()));
        }
    }

    private FileChangedException changed(String what, Object planned, Object found) {
        return new FileChangedException(
                "%s: the file has changed since it was planned: its %s was %s and is %s"
                        .formatted(path, what, planned, found));
    }
}
