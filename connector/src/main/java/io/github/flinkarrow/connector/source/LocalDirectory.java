/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.source;

import org.apache.flink.annotation.Internal;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What is in a directory of the local file system. Flink's own listing fails where a name has a
 * colon, and takes pipes, which a reader would wait for, to be files.
 */
@Internal
public final class LocalDirectory {

    private static final Logger LOG = LoggerFactory.getLogger(LocalDirectory.class);

    private LocalDirectory() {}

    /** Whether a directory of the file system can be listed here. */
    public static boolean isLocal(FileSystem fileSystem) {
        return "file".equals(fileSystem.getUri().getScheme());
    }

    public static java.nio.file.Path local(Path path) {
        return new File(path.getPath()).toPath();
    }

    /**
     * The files and directories in a directory, in any order.
     *
     * @param names which of them
     * @throws FileNotFoundException if the directory does not exist
     */
    public static List<FileStatus> list(
            FileSystem fileSystem, Path directory, Predicate<String> names) throws IOException {
        List<FileStatus> entries = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> children =
                Files.newDirectoryStream(local(directory))) {
            for (java.nio.file.Path child : children) {
                String name = child.getFileName().toString();
                if (!names.test(name)) {
                    continue;
                }
                FileStatus status = status(fileSystem, child, child(directory, name));
                if (status != null) {
                    entries.add(status);
                }
            }
        } catch (NoSuchFileException e) {
            FileNotFoundException notFound = new FileNotFoundException(directory.toString());
            notFound.initCause(e);
            throw notFound;
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    /**
     * Null for what is gone, or neither a file nor a directory, or has a name that Flink changes.
     */
    private static FileStatus status(FileSystem fileSystem, java.nio.file.Path child, Path path)
            throws IOException {
        boolean isData = Files.isRegularFile(child) || Files.isDirectory(child);
        if (!isData || !path.getName().equals(child.getFileName().toString())) {
            LOG.debug("{}: neither file nor directory, or of a name that Flink cannot say", child);
            return null;
        }
        try {
            return fileSystem.getFileStatus(path);
        } catch (FileNotFoundException e) {
            return null;
        }
    }

    /** What has a name in a directory, the name being no path. */
    public static Path child(Path directory, String name) {
        String parent = directory.toString();
        return new Path(parent.endsWith("/") ? parent + name : parent + "/" + name);
    }
}
