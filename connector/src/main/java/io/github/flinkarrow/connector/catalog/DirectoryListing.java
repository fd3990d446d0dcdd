/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.source.LocalDirectory;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** What is in one directory. */
final class DirectoryListing {

    private DirectoryListing() {}

    /** The entries, hidden ones too, in the order of their paths. */
    static List<FileStatus> of(Path directory) throws IOException {
        FileSystem fileSystem = directory.getFileSystem();
        List<FileStatus> entries =
                LocalDirectory.isLocal(fileSystem)
                        ? LocalDirectory.list(fileSystem, directory, DirectoryListing::isListed)
                        : all(fileSystem, directory);
        entries.sort(Comparator.comparing(DirectoryListing::sortedAs));
        return entries;
    }

    /** Whether nothing at all is in a directory. */
    static boolean isEmpty(Path directory) throws IOException {
        FileSystem fileSystem = directory.getFileSystem();
        if (!LocalDirectory.isLocal(fileSystem)) {
            FileStatus[] entries = fileSystem.listStatus(directory);
            return entries != null && entries.length == 0;
        }
        try (DirectoryStream<java.nio.file.Path> children =
                Files.newDirectoryStream(LocalDirectory.local(directory))) {
            return !children.iterator().hasNext();
        }
    }

    /** So that what is below a directory is where its paths are. */
    private static String sortedAs(FileStatus status) {
        String name = status.getPath().getName();
        return status.isDir() ? name + "/" : name;
    }

    /** The entries, hidden ones too, in any order; not of a local file system. */
    static List<FileStatus> all(FileSystem fileSystem, Path directory) throws IOException {
        FileStatus[] entries = fileSystem.listStatus(directory);
        if (entries == null) {
            throw new IOException(directory + ": the directory cannot be listed");
        }
        return new ArrayList<>(List.of(entries));
    }

    private static boolean isListed(String name) {
        return TableName.isData(name) || name.equals(StoredTable.FILE);
    }
}
