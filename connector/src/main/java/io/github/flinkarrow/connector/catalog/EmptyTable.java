/* SPDX-License-Identifier: Apache-2.0 */
package io.github.flinkarrow.connector.catalog;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import io.github.flinkarrow.connector.source.LocalDirectory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.ArrayList;
import java.util.List;

/**
 * A table's directory without files but the table's definition, and what a batch job that failed
 * was about to move into it.
 */
final class EmptyTable {

    /** How the directories begin in which Flink keeps the files of a batch job until its end. */
    private static final String STAGING = ".staging_";

    /** What is in a directory; a link is no directory. */
    private record Entry(Path path, boolean isDirectory) {}

    private EmptyTable() {}

    /** Whether there is no other file, at any depth. */
    static boolean is(Path table) throws IOException {
        for (Entry entry : entries(table)) {
            boolean isNothing =
                    entry.isDirectory()
                            ? isStaging(entry.path()) || isWithoutFiles(entry.path())
                            : entry.path().getName().equals(StoredTable.FILE);
            if (!isNothing) {
                return false;
            }
        }
        return true;
    }

    private static boolean isWithoutFiles(Path directory) throws IOException {
        for (Entry entry : entries(directory)) {
            if (!entry.isDirectory() || !isWithoutFiles(entry.path())) {
                return false;
            }
        }
        return true;
    }

    /**
     * Deletes the table, its definition last.
     *
     * @throws IOException if there are files by now, which are kept
     */
    static void delete(Path table) throws IOException {
        for (Entry entry : entries(table)) {
            if (entry.isDirectory() && isStaging(entry.path())) {
                Deletion.of(entry.path(), null);
            } else if (entry.isDirectory()) {
                deleteDirectories(entry.path());
            } else if (!entry.path().getName().equals(StoredTable.FILE)) {
                throw new IOException(entry.path() + ": was added while the table was dropped");
            }
        }
        FileSystem fileSystem = table.getFileSystem();
        fileSystem.delete(StoredTable.file(table), false);
        fileSystem.delete(table, false);
    }

    private static void deleteDirectories(Path directory) throws IOException {
        for (Entry entry : entries(directory)) {
            if (!entry.isDirectory()) {
                throw new IOException(entry.path() + ": was added while the table was dropped");
            }
            deleteDirectories(entry.path());
        }
        directory.getFileSystem().delete(directory, false);
    }

    private static boolean isStaging(Path path) {
        return path.getName().startsWith(STAGING);
    }

    private static List<Entry> entries(Path directory) throws IOException {
        FileSystem fileSystem = directory.getFileSystem();
        List<Entry> entries = new ArrayList<>();
        if (!LocalDirectory.isLocal(fileSystem)) {
            for (FileStatus status : DirectoryListing.all(fileSystem, directory)) {
                entries.add(new Entry(status.getPath(), status.isDir()));
            }
            return entries;
        }
        try (DirectoryStream<java.nio.file.Path> children =
                Files.newDirectoryStream(LocalDirectory.local(directory))) {
            for (java.nio.file.Path child : children) {
                String name = child.getFileName().toString();
                entries.add(
                        new Entry(
                                LocalDirectory.child(directory, name),
                                Files.isDirectory(child, LinkOption.NOFOLLOW_LINKS)));
            }
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return entries;
    }
}
