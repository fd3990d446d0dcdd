/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

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
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * What is in one directory. Flink's local file system cannot list a directory in which a name has a
 * colon, and takes pipes for files: a local directory is listed name by name.
 */
final class DirectoryListing {

    private static final Logger LOG = LoggerFactory.getLogger(DirectoryListing.class);

    private DirectoryListing() {}

    /** The entries, hidden ones too, in the order of their paths. */
    static List<FileStatus> of(Path directory) throws IOException {
        FileSystem fileSystem = directory.getFileSystem();
        List<FileStatus> entries =
                "file".equals(fileSystem.getUri().getScheme())
                        ? local(fileSystem, directory)
                        : all(fileSystem, directory);
        entries.sort(Comparator.comparing(DirectoryListing::sortedAs));
        return entries;
    }

    /** So that what is below a directory is where its paths are. */
    private static String sortedAs(FileStatus status) {
        String name = status.getPath().getName();
        return status.isDir() ? name + "/" : name;
    }

    private static List<FileStatus> all(FileSystem fileSystem, Path directory) throws IOException {
        FileStatus[] entries = fileSystem.listStatus(directory);
        if (entries == null) {
            throw new IOException(directory + ": the directory cannot be listed");
        }
        return new ArrayList<>(List.of(entries));
    }

    private static List<FileStatus> local(FileSystem fileSystem, Path directory)
            throws IOException {
        List<FileStatus> entries = new ArrayList<>();
        try (DirectoryStream<java.nio.file.Path> children =
                Files.newDirectoryStream(new File(directory.getPath()).toPath())) {
            for (java.nio.file.Path child : children) {
                String name = child.getFileName().toString();
                if (!TableName.isData(name) && !name.equals(StoredTable.FILE)) {
                    continue;
                }
                FileStatus status = localStatus(fileSystem, child, child(directory, name));
                if (status != null) {
                    entries.add(status);
                }
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }

    /**
     * Null for what is gone, or neither a file nor a directory, or has a name that Flink changes.
     */
    private static FileStatus localStatus(
            FileSystem fileSystem, java.nio.file.Path child, Path path) throws IOException {
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
    static Path child(Path directory, String name) {
        String parent = directory.toString();
        return new Path(parent.endsWith("/") ? parent + name : parent + "/" + name);
    }
}
